"""Encrypting personal texts with the keys of the setting privacy.key."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from annae.errors import AnnaeError

_ENCRYPTED, _PLAIN = "fernet:", "plain:"


def new_key() -> str:
    """A key for privacy.key."""
    return Fernet.generate_key().decode()


class Cipher:
    """Encrypts with the first key, decrypts with any; without keys, texts stay as they are.

    Texts from before a key was set stay readable; they are encrypted when they are written next.
    """

    def __init__(self, keys: str) -> None:
        """``keys`` are separated by commas, the newest first. Raises AnnaeError when one is none."""
        self._keys = [key.strip() for key in keys.split(",") if key.strip()]
        try:
            self._fernet = MultiFernet([Fernet(key) for key in self._keys]) if self._keys else None
            self.decoy = self.encrypt("-")
            """A text that takes as long to decrypt as one from the database."""
        except ValueError as error:
            raise AnnaeError(
                "privacy.key: expected keys as `annae privacy key` makes them, separated by commas, the newest first"
            ) from error

    def encrypt(self, text: str) -> str:
        """``text`` as it is stored; an empty one says nothing and stays empty."""
        if self._fernet and text:
            return _ENCRYPTED + self._fernet.encrypt(text.encode()).decode()
        return _PLAIN + text if text.startswith((_ENCRYPTED, _PLAIN)) else text

    def decrypt(self, stored: str) -> str:
        """What ``encrypt`` was given. Raises AnnaeError when none of the keys is the one it was encrypted with."""
        if not stored.startswith(_ENCRYPTED):
            return stored.removeprefix(_PLAIN)
        if not self._fernet:
            raise AnnaeError("personal data in the database is encrypted and privacy.key is empty; set the key again")
        try:
            return self._fernet.decrypt(stored.removeprefix(_ENCRYPTED)).decode()
        except InvalidToken as error:
            raise AnnaeError(
                "personal data in the database was encrypted with a key that is not in privacy.key; add that key again"
            ) from error

    def fingerprints(self, text: str) -> list[str]:
        """Texts by which ``text`` is found again without being told: the first is to be stored, any may be found."""
        keys = [*self._keys, ""]
        return [hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() for key in keys]

"""Texts as columns: what PostgreSQL cannot keep is left out, and personal ones are encrypted where a key is set."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine, String, TypeDecorator

from store.database.encryption import Cipher

_PLAIN = Cipher("")
_ciphers: WeakKeyDictionary[Dialect, Cipher] = WeakKeyDictionary()


def set_cipher(engine: Engine, cipher: Cipher) -> None:
    """Encrypt and decrypt the ``Encrypted`` columns of this engine with ``cipher``."""
    _ciphers[engine.dialect] = cipher


def cipher_of(engine: Engine) -> Cipher:
    """The cipher of this engine's ``Encrypted`` columns."""
    return _ciphers.get(engine.dialect, _PLAIN)


class Text(TypeDecorator[str]):
    """Text without NUL and half surrogates, which SQLite keeps and PostgreSQL refuses."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its signature
        """The text as both databases keep it."""
        return None if value is None else storable(value)


class Encrypted(TypeDecorator[str]):
    """A personal text: encrypted at rest where the setting privacy.key is set. It cannot be searched or compared."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Plain to encrypted."""
        return None if value is None else _ciphers.get(dialect, _PLAIN).encrypt(storable(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypted to plain. Raises AnnaeError when the key is not the one it was encrypted with."""
        return None if value is None else _ciphers.get(dialect, _PLAIN).decrypt(value)


def storable(text: str) -> str:
    """``text`` as both databases keep it."""
    return text.replace("\0", "").encode(errors="replace").decode()

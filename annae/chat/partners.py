"""Whom the terminal talks to: a dialogue started for it, or a kiosk that is running."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

import aiohttp

from annae.errors import AnnaeError
from annae.types import Language

if TYPE_CHECKING:
    from voice.gateway.dialogue import Dialogue

Messages = list[dict[str, Any]]
_HELLO: Final[Mapping[Language, str]] = {"ko": "안녕하세요", "en": "Hello"}
_CHANNEL: Final = {"channel": "rest"}


class Partner(Protocol):
    """Answers what is written."""

    async def greet(self, language: Language) -> Messages:
        """The first words."""

    async def answer(self, text: str, language: Language | None) -> Messages:
        """What it says to ``text``; ``language`` None where the text has no words."""


class DialoguePartner:
    """Rasa and the action server on this machine."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue, self._sender = dialogue, f"chat:{uuid.uuid4()}"

    async def greet(self, language: Language) -> Messages:
        """The greeting of the shop."""
        return await self._dialogue.greet(self._sender, language, _CHANNEL)

    async def answer(self, text: str, language: Language | None) -> Messages:
        """Its reply; an apology where it is down."""
        return await self._dialogue.ask(self._sender, text, language, _CHANNEL)


class KioskPartner:
    """A kiosk that runs somewhere, over its REST channel."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url, self._sender = http, url.rstrip("/"), str(uuid.uuid4())

    async def greet(self, language: Language) -> Messages:
        """Its answer to a hello. Raises AnnaeError when there is no kiosk."""
        return await self.answer(_HELLO[language], language)

    async def answer(self, text: str, language: Language | None) -> Messages:
        """Its reply. Raises AnnaeError when it cannot be reached."""
        metadata = {"language": language} if language else {}
        body = {"sender": self._sender, "message": text, "metadata": metadata}
        try:
            async with self._http.post(f"{self._url}/webhooks/rest/webhook", json=body) as answer:
                answer.raise_for_status()
                messages: Messages = await answer.json()
                return messages
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            raise AnnaeError(
                f"no kiosk answers at {self._url} ({type(error).__name__}); start one with: annae run"
            ) from error

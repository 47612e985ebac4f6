"""Asks Rasa over its REST channel and turns its messages into one reply."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp

from annae.settings import DialogueSettings
from annae.types import Language
from voice.gateway.notices import notice

_LOG = logging.getLogger(__name__)
SERVICE_HEADER = "X-Annae-Service"


def not_understood(messages: list[dict[str, Any]]) -> bool:
    """Whether the dialogue found nothing it knows in what was said."""
    return bool(messages[-1].get("custom", {}).get("intent") == "out_of_scope")


class Dialogue:
    """A client of the Rasa server. It never raises for a server that is down or slow: it answers with a notice."""

    def __init__(self, http: aiohttp.ClientSession, settings: DialogueSettings, service_token: str = "") -> None:
        self._http = http
        # Rasa believes of the customer what we pass on: whoever calls us was asked for the token before.
        self._headers = {SERVICE_HEADER: service_token} if service_token else {}
        self._url = f"http://127.0.0.1:{settings.rasa_port}"
        self._actions_url = f"http://127.0.0.1:{settings.actions_port}"
        self._timeout = aiohttp.ClientTimeout(total=settings.timeout_s)

    async def ask(
        self, sender: str, text: str, language: Language | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Messages ``{"text", "custom"}`` for what ``sender`` said, at least one; ``language`` None: as before.

        A customer's leading slash is cut: only the gateway may name an intent directly (``greet``).
        """
        message = text.lstrip("/ \t\n")
        return await self._post(sender, message, language, metadata)

    async def greet(self, sender: str, language: Language, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        """The opening words of a conversation."""
        return await self._post(sender, "/greeting", language, metadata)

    async def ready(self) -> bool:
        """Whether Rasa answers and has a model loaded."""
        try:
            async with self._http.get(f"{self._url}/status", timeout=aiohttp.ClientTimeout(total=2)) as answer:
                return answer.ok and bool((await answer.json()).get("model_file"))
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False

    async def actions_ready(self) -> bool:
        """Whether the action server answers."""
        try:
            async with self._http.get(f"{self._actions_url}/health", timeout=aiohttp.ClientTimeout(total=2)) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def store(self) -> dict[str, Any]:
        """The shop's ``id`` and ``name{ko,en}``; empty while the action server does not answer."""
        try:
            async with self._http.get(f"{self._actions_url}/store", timeout=aiohttp.ClientTimeout(total=2)) as answer:
                answer.raise_for_status()
                store: dict[str, Any] = await answer.json()
                return store
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return {}

    async def _post(
        self, sender: str, message: str, language: Language | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        body = {"sender": sender, "message": message, "metadata": {**metadata, "language": language}}
        try:
            url = f"{self._url}/webhooks/rest/webhook"
            async with self._http.post(url, json=body, headers=self._headers, timeout=self._timeout) as answer:
                answer.raise_for_status()
                messages = merge_messages(await answer.json())
        except TimeoutError:
            _LOG.warning("dialogue: no answer within %.1f s", self._timeout.total or 0)
            return [_apology("dialogue_slow", language or "ko")]
        except (aiohttp.ClientError, ValueError, asyncio.IncompleteReadError) as error:
            _LOG.error("dialogue: the Rasa server cannot be reached: %s", type(error).__name__)
            return [_apology("dialogue_down", language or "ko")]
        if not messages:
            _LOG.error("dialogue: Rasa answered nothing; is the action server running?")
            return [_apology("dialogue_down", language or "ko")]
        return messages


def merge_messages(parts: Any) -> list[dict[str, Any]]:
    """Rasa sends the text and the custom part of one utterance as two messages: put them together again.

    Raises ValueError when ``parts`` is not a list of messages.
    """
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise ValueError("not a list of messages")
    merged: list[dict[str, Any]] = []
    for part in parts:
        message = {key: part[key] for key in ("text", "custom") if part.get(key)}
        if "text" not in message and merged and "custom" not in merged[-1]:
            merged[-1].update(message)
        elif message:
            merged.append(message)
    return [message for message in merged if message.get("text")]


def _apology(code: str, language: Language) -> dict[str, Any]:
    custom = {"language": language, "intent": "", "confidence": 0.0, "action": "handoff", "mood": "sorry"}
    return {"text": notice(code, language), "custom": custom}

"""``POST /webhooks/rest/webhook``: Rasa's REST channel, so that any chat client works. No voice, no page."""

from __future__ import annotations

import hmac
from typing import Any

from aiohttp import web

from annae.types import Language, as_language, guess_language
from voice.gateway.dialogue import SERVICE_HEADER
from voice.gateway.services import Services
from voice.gateway.text_input import refusal

_MAX_SENDER = 128
_MAX_METADATA_KEYS = 20
_OF_CUSTOMER = ("customer", "account")


class RestChannel:
    """Checks a request, asks the dialogue and answers ``[{"recipient_id", "text", "custom"}, ...]``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one message; 400 with a sentence for a request that is not one."""
        try:
            body = await request.json()
        except (ValueError, UnicodeDecodeError):
            return _refused("the body must be JSON")
        problem = _problem(body)
        if problem:
            return _refused(problem)
        settings = self._services.settings.gateway
        metadata = self._trusted(dict(body.get("metadata") or {}), request)
        text = body["message"]
        known = _language(text, metadata)
        language = known or "ko"
        self._services.metrics.turns.labels("rest", language).inc()
        answers = refusal(text, language, settings.max_text)
        if answers is None:
            # The prefix keeps callers of this channel apart from the voice sessions.
            answers = await self._services.dialogue.ask(f"rest:{body['sender']}", text, known, metadata)
        return web.json_response([{"recipient_id": body["sender"], **answer} for answer in answers])

    def _trusted(self, metadata: dict[str, Any], request: web.Request) -> dict[str, Any]:
        """``metadata`` without a customer nobody vouched for."""
        token = self._services.settings.gateway.service_token
        given = request.headers.get(SERVICE_HEADER, "")
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            for name in _OF_CUSTOMER:
                metadata.pop(name, None)
        return {"channel": "rest", **metadata}


def _language(text: str, metadata: dict[str, Any]) -> Language | None:
    """None for a text without words (an order number): the dialogue stays in the language it is in."""
    if not any(character.isalpha() for character in text) and not metadata.get("language"):
        return None
    return guess_language(text, as_language(metadata.get("language")))


def _problem(body: object) -> str | None:
    if not isinstance(body, dict):
        return "the body must be an object with sender and message"
    if not isinstance(body.get("sender"), str) or not 0 < len(body["sender"]) <= _MAX_SENDER:
        return f"sender must be a text of 1 to {_MAX_SENDER} characters"
    if not isinstance(body.get("message"), str):
        return "message must be a text"
    metadata = body.get("metadata")
    if metadata is not None and (not isinstance(metadata, dict) or len(metadata) > _MAX_METADATA_KEYS):
        return f"metadata must be an object of at most {_MAX_METADATA_KEYS} keys"
    return None


def _refused(problem: str) -> web.Response:
    return web.json_response({"error": problem}, status=400)

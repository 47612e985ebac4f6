"""Rasa's REST channel, but on an error the customer's words stay out of the log, and not every caller is believed."""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any, Final

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Request

_LOG = logging.getLogger(__name__)
SERVICE_HEADER: Final = "X-Annae-Service"
TOKEN_VARIABLE: Final = "ANNAE_GATEWAY_SERVICE_TOKEN"  # noqa: S105 - the name of a setting, no secret
_OF_CUSTOMER: Final = ("customer", "account")
"""What says whose the message is: believed of a caller with the token only."""


class QuietRestInput(RestInput):  # type: ignore[misc]  # Rasa's classes carry no types
    """Serves ``/webhooks/rest/webhook`` and passes ``metadata`` on."""

    @classmethod
    def name(cls) -> str:
        """The name in the path."""
        return "rest"

    def get_metadata(self, request: Request) -> dict[str, Any]:
        """The message's metadata, without a customer nobody vouched for."""
        given = request.json.get("metadata")
        metadata = dict(given) if isinstance(given, dict) else {}
        if not _vouched_for(request):
            for name in _OF_CUSTOMER:
                metadata.pop(name, None)
        return metadata

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Rasa's routes around a handler that reports the kind of an error only."""

        async def handle(message: UserMessage) -> None:
            try:
                await on_new_message(message)
            except Exception as error:  # noqa: BLE001 - the parent would log the message with it
                _LOG.error("a message could not be answered: %s", type(error).__name__)

        return super().blueprint(handle)


def _vouched_for(request: Request) -> bool:
    """Whether the caller knows the shop's token; never where the shop has none."""
    token, given = os.environ.get(TOKEN_VARIABLE, ""), request.headers.get(SERVICE_HEADER, "")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())

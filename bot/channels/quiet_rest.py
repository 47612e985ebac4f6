"""Rasa's REST channel, which on an error would write the customer's words into the log: this one does not."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint

_LOG = logging.getLogger(__name__)


class QuietRestInput(RestInput):  # type: ignore[misc]  # Rasa's classes carry no types
    """Serves ``/webhooks/rest/webhook`` and passes ``metadata`` on."""

    @classmethod
    def name(cls) -> str:
        """The name in the path."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Rasa's routes around a handler that reports the kind of an error only."""

        async def handle(message: UserMessage) -> None:
            try:
                await on_new_message(message)
            except Exception as error:  # noqa: BLE001 - the parent would log the message with it
                _LOG.error("a message could not be answered: %s", type(error).__name__)

        return super().blueprint(handle)

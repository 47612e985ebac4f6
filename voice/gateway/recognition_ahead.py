"""Recognises a pause's words before it is known that the turn is over, so that the wait for its end costs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voice.stt.engine import Transcript


class RecognitionAhead:
    """At most one recognition under way, good only for a turn whose speech ends where it was begun."""

    def __init__(self) -> None:
        self._begun: tuple[int, asyncio.Task[Transcript]] | None = None

    def begin(self, at_sample: int, transcribing: Coroutine[Any, Any, Transcript]) -> None:
        """Start recognising what was said up to ``at_sample``; an earlier guess is dropped."""
        self.drop()
        self._begun = (at_sample, asyncio.create_task(transcribing))

    def take(self, at_sample: int) -> asyncio.Task[Transcript] | None:
        """The recognition of a turn whose speech ended at ``at_sample``, or None if the customer went on speaking."""
        begun, self._begun = self._begun, None
        if begun is None:
            return None
        if begun[0] == at_sample:
            return begun[1]
        begun[1].cancel()
        return None

    def drop(self) -> None:
        """The guess was wrong, or the session is over."""
        if self._begun:
            self._begun[1].cancel()
            self._begun = None

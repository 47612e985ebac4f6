"""A turn stops after silence of some length, whatever was said."""

from __future__ import annotations


class StopAfterSilence:
    """Decides at the ``frames``-th frame without speech in a row."""

    def __init__(self, frames: int) -> None:
        self.frames = frames
        self._in_a_row = 0

    def update(self, is_speech: bool) -> bool:
        """See ``TurnStrategy``."""
        self._in_a_row = 0 if is_speech else self._in_a_row + 1
        return self._in_a_row >= self.frames

    def reset(self) -> None:
        """See ``TurnStrategy``."""
        self._in_a_row = 0

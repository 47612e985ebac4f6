"""A turn starts after speech of some length without a gap, so that a click or a cough starts none."""

from __future__ import annotations


class StartAfterSpeech:
    """Decides at the ``frames``-th frame of speech in a row."""

    def __init__(self, frames: int) -> None:
        self.frames = frames
        self._in_a_row = 0

    def update(self, is_speech: bool) -> bool:
        """See ``TurnStrategy``."""
        self._in_a_row = self._in_a_row + 1 if is_speech else 0
        return self._in_a_row >= self.frames

    def reset(self) -> None:
        """See ``TurnStrategy``."""
        self._in_a_row = 0

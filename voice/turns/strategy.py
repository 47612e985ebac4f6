"""What decides that a turn starts or stops: one file a strategy."""

from __future__ import annotations

from typing import Protocol


class TurnStrategy(Protocol):
    """Told of every frame, says when it is decided."""

    def update(self, is_speech: bool) -> bool:
        """Take in the next frame of the stream; True when the turn starts (or stops) with it."""
        ...

    def reset(self) -> None:
        """Forget the frames so far."""
        ...

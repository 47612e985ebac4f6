"""Progress on stderr for anything over two seconds: a bar with the time left on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[float], None]
"""Called with the amount done since the last call."""

_BAR_WIDTH = 28
_LINE_EVERY_S = 5.0


@contextmanager
def progress(title: str, total: float, unit: str = "") -> Iterator[Advance]:
    """Show how far ``title`` is, out of ``total`` ``unit`` (``"B"`` prints megabytes), until the block ends."""
    state = _State(title, total, unit)
    try:
        yield state.advance
    except BaseException:
        state.finish("interrupted")
        raise
    state.finish("done")


class _State:
    def __init__(self, title: str, total: float, unit: str) -> None:
        self.title, self.total, self.unit = title, max(total, 1e-9), unit
        self.done, self.started = 0.0, time.monotonic()
        self.shown = self.started if not sys.stderr.isatty() else 0.0

    def advance(self, amount: float) -> None:
        self.done = min(self.done + amount, self.total)
        now = time.monotonic()
        if now - self.shown >= (0.1 if sys.stderr.isatty() else _LINE_EVERY_S):
            self.shown = now
            self._show(f"{self._left(now)} left")

    def finish(self, how: str) -> None:
        elapsed = time.monotonic() - self.started
        end = "\r\033[K" if sys.stderr.isatty() else ""
        print(f"{end}{self.title}: {how} in {_clock(elapsed)}", file=sys.stderr, flush=True)

    def _left(self, now: float) -> str:
        elapsed = now - self.started
        return _clock(elapsed * (self.total - self.done) / self.done) if self.done else "?"

    def _show(self, tail: str) -> None:
        share = self.done / self.total
        amount = f"{_amount(self.done, self.unit)}/{_amount(self.total, self.unit)}"
        if sys.stderr.isatty():
            filled = round(share * _BAR_WIDTH)
            bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
            print(f"\r\033[K{self.title} {bar} {share:4.0%} {amount} {tail}", end="", file=sys.stderr, flush=True)
        else:
            print(f"{self.title}: {share:.0%} {amount}, {tail}", file=sys.stderr, flush=True)


def _amount(value: float, unit: str) -> str:
    return f"{value / 1e6:.1f} MB" if unit == "B" else f"{value:.0f}"


def _clock(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"  # noqa: PLR2004 - a minute

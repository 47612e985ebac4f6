"""Times the stages of a process beside it: functions are wrapped while it runs, nothing inside them changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

Place = tuple[object, str]
"""An object, class or module, and the name of a function in it."""


class Stopwatch:
    """Milliseconds by ``clock`` (it counts seconds) that went into each stage since it was last read."""

    def __init__(self, stages: Mapping[str, Place], clock: Callable[[], float] = time.perf_counter) -> None:
        self._stages, self._clock = stages, clock
        self._spent = dict.fromkeys(stages, 0.0)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time the stages while the block runs."""
        with ExitStack() as stack:
            for stage, (owner, name) in self._stages.items():
                stack.enter_context(patch.object(owner, name, self._timed(stage, getattr(owner, name))))
            yield

    def read(self) -> dict[str, float]:
        """Milliseconds a stage, and begin again."""
        spent, self._spent = self._spent, dict.fromkeys(self._stages, 0.0)
        return spent

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            started = self._clock()
            try:
                return function(*args, **kwargs)
            finally:
                self._spent[stage] += (self._clock() - started) * 1000

        return timed

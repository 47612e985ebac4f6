"""The threads inference runs in, so that the event loop never waits for a model.

One thread an engine: the models release the interpreter lock while they compute, and more threads than cores only
make everybody wait (measured: two threads were slower than one for Whisper on two cores).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """One thread that runs one kind of work, in the order it was asked for."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, work: Callable[[], T]) -> T:
        """Result of ``work()``, computed in the thread; its exceptions are raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def iterate(self, items: Iterator[T]) -> AsyncIterator[T]:
        """Items of a slow iterator, each computed in the thread when it is asked for."""
        end = object()
        while (item := await self.run(lambda: next(items, end))) is not end:
            yield item  # type: ignore[misc]  # the sentinel never leaves the loop

    def close(self) -> None:
        """Let the work under way finish, drop what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)

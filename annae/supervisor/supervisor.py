"""Keeps a set of commands running until it is told to stop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from annae.supervisor.process import ChildProcess, Command

Say = Callable[[str], None]


@dataclass(frozen=True)
class BackOff:
    """Seconds to wait before a restart: doubling from ``first`` to ``most``, anew after ``healthy`` seconds up."""

    first: float = 1.0
    most: float = 30.0
    healthy: float = 60.0

    def next(self, last: float, up_s: float) -> float:
        """The wait after a process that followed a wait of ``last`` seconds and then lived ``up_s``."""
        if not last or up_s >= self.healthy:
            return self.first
        return min(last * 2, self.most)


class Supervisor:
    """Runs every command, restarts those that end, and says so in one line each."""

    def __init__(self, commands: Sequence[Command], say: Say, back_off: BackOff | None = None) -> None:
        self._commands, self._say = commands, say
        self._back_off = back_off or BackOff()
        self.children: dict[str, ChildProcess] = {}

    async def run(self, until: Awaitable[object]) -> None:
        """Keep everything running until ``until`` is done (or this task is cancelled), then stop it all."""
        keepers = [asyncio.create_task(self._keep(command)) for command in self._commands]
        stop = asyncio.ensure_future(until)
        try:
            # A keeper only ever ends by an error, such as a program that is not there.
            done, _ = await asyncio.wait([stop, *keepers], return_when=asyncio.FIRST_COMPLETED)
            for finished in done:
                finished.result()
        finally:
            for task in (stop, *keepers):
                task.cancel()
            await asyncio.gather(stop, *keepers, return_exceptions=True)
            await asyncio.gather(*(child.stop() for child in self.children.values()))

    async def _keep(self, command: Command) -> None:
        wait = 0.0
        while True:
            started = time.monotonic()
            child = await ChildProcess.start(command)
            self.children[command.name] = child
            status = await child.wait()
            wait = self._back_off.next(wait, time.monotonic() - started)
            self._say(f"{command.name} {_how(status)}; starting it again in {wait:.0f} s (see logs/{command.name}.log)")
            await asyncio.sleep(wait)


def _how(status: int) -> str:
    return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"

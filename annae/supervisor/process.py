"""One child process: started with its output in a log file, stopped with its whole group."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annae.paths import PROJECT, logs_dir

_LOG_LIMIT_BYTES = 10 << 20
_STOP_S = 10.0
_PR_SET_PDEATHSIG = 1  # Linux, prctl(2)


@dataclass(frozen=True)
class Command:
    """What to run: a name for people, arguments, and environment variables on top of ours."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class ChildProcess:
    """A running command. Its output is appended to ``logs/<name>.log`` in the state folder."""

    def __init__(self, command: Command, process: asyncio.subprocess.Process) -> None:
        self.command, self._process = command, process

    @classmethod
    async def start(cls, command: Command) -> ChildProcess:
        """Start the command in a process group of its own, so that Ctrl-C reaches only the supervisor."""
        with _log_file(command.name).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command.arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=PROJECT,
                env={**os.environ, **command.environment},
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        return cls(command, process)

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    async def wait(self) -> int:
        """Exit status, once the child has ended (negative: the signal that ended it)."""
        return await self._process.wait()

    async def stop(self) -> None:
        """Ask the child's whole group to end; kill it after ten seconds."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_S)
        except TimeoutError:
            self._signal(signal.SIGKILL)
            await self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _log_file(name: str) -> Path:
    folder = logs_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.log"
    if path.exists() and path.stat().st_size > _LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path


def _die_with_parent() -> None:
    """Have the kernel end this child when the supervisor is killed without a chance to stop it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

"""A kiosk started for a while by another program: a benchmark, a test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.supervisor.ports import free_port

_POLL_S = 0.5
_STOP_S = 30.0


@contextmanager
def running_kiosk(
    log: Path, environment: Mapping[str, str] | None = None, ready_within_s: float = 300.0
) -> Iterator[int]:
    """Run ``annae run`` on a free port until the block ends; yields the port once everything is ready.

    Its output goes to ``log``. Raises AnnaeError with the end of that log when it does not get ready.
    """
    port = free_port()
    command = [sys.executable, "-m", "annae", "run", "--no-browser", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, **(environment or {})}, stdout=output, stderr=output
        )
    try:
        _wait_until_ready(process, port, ready_within_s, log)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, within_s: float, log: Path) -> None:
    deadline = time.monotonic() + within_s
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_POLL_S)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise AnnaeError(f"the kiosk did not get ready; the end of its log:\n{tail}")

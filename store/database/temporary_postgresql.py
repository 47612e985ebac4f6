"""A PostgreSQL server of one's own for tests and benchmarks: in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError

_DEBIAN = Path("/usr/lib/postgresql")
_START_S = 60.0
_STOP_S = 30.0
_POLL_S = 0.05


@contextmanager
def temporary_postgresql(*, durable: bool = False) -> Iterator[str]:
    """The SQLAlchemy address of the empty database ``postgres`` of a new server that only this machine's users reach.

    ``durable`` makes it wait for the disk as a real one does; without, it is quicker and not safe against power cuts.
    Raises AnnaeError when PostgreSQL is not installed or does not start.
    """
    programs = _programs()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="annae-postgresql-"))
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        _run([programs / "initdb", "--auth=trust", "--username=annae", "--encoding=UTF8", "--locale=C", "--no-sync",
              f"--pgdata={folder / 'data'}"], account)  # fmt: skip
        options = [f"unix_socket_directories={folder}", "listen_addresses=", f"fsync={'on' if durable else 'off'}"]
        command = [str(programs / "postgres"), "-D", str(folder / "data")]
        for option in options:
            command += ["-c", option]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **_as(account))
        try:
            _wait(programs, folder, server, account)
            yield f"postgresql+psycopg://annae@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown": connections are closed, data is kept
            server.wait(_STOP_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted((path for path in _DEBIAN.glob("*/bin") if (path / "initdb").exists()), key=_version)
    if not versions:
        raise AnnaeError(
            "PostgreSQL is not installed; install it (Debian: sudo apt-get install postgresql) and try again"
        )
    return versions[-1]


def _version(programs: Path) -> float:
    return float(programs.parent.name)


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses to be; None: ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AnnaeError(
        "PostgreSQL does not run as root and there is no user postgres or nobody; start this as another user"
    )


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _run(command: list[object], account: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd="/", capture_output=True, text=True, check=False, **_as(account)
    )
    if done.returncode:
        raise AnnaeError(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")


def _wait(programs: Path, folder: Path, server: subprocess.Popen[bytes], account: pwd.struct_passwd | None) -> None:
    until = time.monotonic() + _START_S
    asking = [str(programs / "pg_isready"), "--quiet", f"--host={folder}"]
    while subprocess.run(asking, cwd="/", check=False, **_as(account)).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise AnnaeError(
                f"PostgreSQL does not start: {(folder / 'log').read_text(errors='replace').strip()[-500:]}"
            )
        time.sleep(_POLL_S)

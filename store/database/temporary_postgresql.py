"""A PostgreSQL server of one's own for tests and benchmarks: in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError

Account = pwd.struct_passwd

_DEBIAN = Path("/usr/lib/postgresql")
_START_S = 60.0
_STOP_S = 30.0
_POLL_S = 0.05
# Stops the server and removes its folder when our end of its standard input closes: also when we are killed.
_GUARD = """\
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -INT $server; } &
wait $server
rm -rf "$folder"
"""


@contextmanager
def temporary_postgresql(*, durable: bool = False) -> Iterator[str]:
    """The SQLAlchemy address of the empty database ``postgres`` of a new server that only this machine's users reach.

    ``durable`` makes it wait for the disk as a real one does; without, it is quicker and not safe against power cuts.
    Raises AnnaeError when PostgreSQL is not installed or does not start.
    """
    programs, account = _programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="annae-postgresql-"))
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        _make(programs, folder, account)
        with _running(programs, folder, account, durable):
            yield f"postgresql+psycopg://annae@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(programs: Path, folder: Path, account: Account | None) -> None:
    options = ["--auth=trust", "--username=annae", "--encoding=UTF8", "--locale=C", "--no-sync"]
    command = [str(programs / "initdb"), f"--pgdata={folder / 'data'}", *options]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **_as(account))
    if done.returncode:
        raise AnnaeError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


@contextmanager
def _running(programs: Path, folder: Path, account: Account | None, durable: bool) -> Iterator[None]:
    command = [str(programs / "postgres"), "-D", str(folder / "data")]
    for option in (f"unix_socket_directories={folder}", "listen_addresses=", f"fsync={'on' if durable else 'off'}"):
        command += ["-c", option]
    guarded = ["sh", "-c", _GUARD, "sh", str(folder), *command]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(guarded, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", **_as(account))
        assert server.stdin
        try:
            if not _answers(programs, folder, server, account):
                log.seek(0)
                said = log.read().decode(errors="replace").strip()
                raise AnnaeError(f"PostgreSQL does not start: {said[-500:]}")
            yield
        finally:
            server.stdin.close()
            server.wait(_STOP_S)


def _answers(programs: Path, folder: Path, server: subprocess.Popen[bytes], account: Account | None) -> bool:
    """Waits until the server can be reached; False when it never can."""
    until = time.monotonic() + _START_S
    asking = [str(programs / "pg_isready"), "--quiet", f"--host={folder}"]
    while subprocess.run(asking, cwd="/", check=False, **_as(account)).returncode:
        if server.poll() is not None or time.monotonic() > until:
            return False
        time.sleep(_POLL_S)
    return True


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


def _account() -> Account | None:
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


def _as(account: Account | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}

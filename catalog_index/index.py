"""The index of one store on disk: written aside, checksummed, then switched to in one step.

``<index>/current`` names the folder in use and the hash of its ``meta.json``, which holds what the index was made of
(encoder, products) and the hash of every file, so that a damaged or outdated index is noticed and made again, never
searched.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import kiwipiepy

from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.vectors.create import load_vectors, save_vectors
from catalog_index.vectors.vector_index import VectorIndex
from models.prepare import sha256

_FORMAT: Final = 3
_OF_WORDS: Final = ("tokens.py", "lexical.py", "understanding/words.toml")
"""What decides which words an index holds: with others it would be searched for words that it has in another form."""
_CURRENT: Final = "current"
_META: Final = "meta.json"
_NONE: Final = "none"


class UnusableIndexError(Exception):
    """There is no index, or it is damaged; the message says which."""


@dataclass(frozen=True)
class Origin:
    """What an index was made of: identity of the encoder, digest of all searched texts."""

    encoder: str
    products: str


@dataclass(frozen=True)
class CatalogIndex:
    """Both halves of the index; row ``i`` of each is the product ``ids[i]``."""

    origin: Origin
    ids: Sequence[str]
    vectors: VectorIndex
    lexical: LexicalIndex


def write_index(index: CatalogIndex, folder: Path) -> None:
    """Make ``index`` the current one below ``folder``; a crash at any moment leaves the one before in use."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / ".writing"):
        version = folder / uuid.uuid4().hex
        version.mkdir()
        save_vectors(index.vectors, version)
        index.lexical.save(version)
        hashes = {path.name: sha256(path) for path in version.iterdir()}
        meta = {
            "format": _format(),
            "encoder": index.origin.encoder,
            "products": index.origin.products,
            "ids": list(index.ids),
            "files": hashes,
        }
        (version / _META).write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        for path in [*version.iterdir(), version]:
            _sync(path)
        pointer = version / _CURRENT
        pointer.write_text(f"{version.name} {sha256(version / _META)}", encoding="utf-8")
        _sync(pointer)
        pointer.replace(folder / _CURRENT)
        _sync(folder)
        for old in folder.iterdir():
            if old.is_dir() and old != version:
                shutil.rmtree(old, ignore_errors=True)


def read_index(folder: Path, splitter: TokenSplitter) -> CatalogIndex:
    """The current index below ``folder``, its vectors mapped into memory; raises UnusableIndexError."""
    try:
        pointer = _pointer(folder)
        try:
            return _read_version(folder, pointer, splitter)
        except (OSError, ValueError):
            if _pointer(folder) == pointer:
                raise
            return read_index(folder, splitter)  # another one was written a moment ago and took this one away
    except FileNotFoundError as error:
        raise UnusableIndexError("there is none yet, or a file of it is gone") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableIndexError(f"it cannot be read ({error})") from error


def _read_version(folder: Path, pointer: str, splitter: TokenSplitter) -> CatalogIndex:
    name, _, digest = pointer.strip().partition(" ")
    if not digest:
        raise UnusableIndexError("it has the format of another version of the program")
    version = folder / name
    if sha256(version / _META) != digest:
        raise UnusableIndexError(f"{_META} is damaged")
    meta = json.loads((version / _META).read_text(encoding="utf-8"))
    if meta["format"] != _format():
        raise UnusableIndexError("it has the format of another version of the program")
    damaged = [name for name, digest in meta["files"].items() if sha256(version / name) != digest]
    if damaged:
        raise UnusableIndexError(f"{', '.join(damaged)} is damaged")
    origin = Origin(meta["encoder"], meta["products"])
    return CatalogIndex(origin, meta["ids"], load_vectors(version), LexicalIndex.load(version, splitter))


def made_of(folder: Path) -> str | None:
    """Digest of the texts the current index was made of; None when there is none that this program can read."""
    try:
        meta = json.loads((folder / current_version(folder) / _META).read_text(encoding="utf-8"))
        return str(meta["products"]) if meta["format"] == _format() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def current_version(folder: Path) -> str:
    """Name of the version in use, "none" before the first; changes whenever an index is written."""
    try:
        return (_pointer(folder).split() or [_NONE])[0]
    except FileNotFoundError:
        return _NONE


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Waits until no other process builds an index for ``folder``, and keeps others waiting until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / ".building"):
        yield


@cache
def _format() -> str:
    here = Path(__file__).parent
    parts = [str(_FORMAT), kiwipiepy.__version__, *(sha256(here / name) for name in _OF_WORDS)]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _pointer(folder: Path) -> str:
    return (folder / _CURRENT).read_text(encoding="utf-8")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Reads ``manifest.toml``: which model is made of which files of which packages, with size, hash and licence."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from annae.errors import AnnaeError

_MANIFEST = Path(__file__).with_name("manifest.toml")


@dataclass(frozen=True)
class PackageFile:
    """One file inside a package (``path`` as in its wheel) with its size in bytes and SHA-256."""

    package: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Model:
    """One model. ``packages`` maps a pinned requirement (``name==version``) to its download size in bytes.

    ``made_from`` names models whose prepared files its builder needs instead of, or beside, those of packages.
    """

    name: str
    title: str
    licence: str
    builder: str
    packages: dict[str, int]
    files: tuple[PackageFile, ...]
    made_from: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """Changes whenever the sources, their hashes or the code that builds the model change."""
        module = self.builder.rsplit(".", 1)[-1]
        folder = Path(__file__).parent
        code = [folder / "builders" / f"{module}.py", *sorted((folder / module).glob("*.py"))]
        origins = "".join(model(name).identity for name in self.made_from)
        codes = b"".join(file.read_bytes() for file in code)
        return hashlib.sha256(repr(self).encode() + origins.encode() + codes).hexdigest()


def load_manifest() -> dict[str, Model]:
    """Every model by name."""
    given = tomllib.loads(_MANIFEST.read_text(encoding="utf-8"))
    return {
        name: Model(
            name=name,
            title=entry["title"],
            licence=entry["licence"],
            builder=entry["builder"],
            packages=dict(entry["packages"]),
            files=tuple(PackageFile(**file) for file in entry["files"]),
            made_from=tuple(entry.get("made_from", ())),
        )
        for name, entry in given.items()
    }


def model(name: str) -> Model:
    """The entry of one model."""
    manifest = load_manifest()
    if name not in manifest:
        raise AnnaeError(f"unknown model {name!r}; the manifest has {', '.join(manifest)}")
    return manifest[name]

"""What a clerk knows beyond the catalogue, as data: materials, people, occasions, seasons.

Each topic is one file; a file of the same name in the shop's own folder (setting ``search.knowledge``) takes its place.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError


def read_knowledge(topic: str, own_folder: str = "") -> dict[str, Any]:
    """The file ``<topic>.toml``; raises AnnaeError when the shop's own one is not valid TOML."""
    own = _own_file(topic, own_folder)
    return _read(own or Path(__file__).with_name(f"{topic}.toml"))


def read_own(topic: str, own_folder: str) -> dict[str, Any]:
    """The shop's own file ``<topic>.toml``, empty when there is none; raises AnnaeError when it is not valid TOML."""
    own = _own_file(topic, own_folder)
    return _read(own) if own else {}


def _own_file(topic: str, own_folder: str) -> Path | None:
    path = Path(own_folder).expanduser() / f"{topic}.toml"
    return path if own_folder and path.is_file() else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AnnaeError(f"{path}: not valid TOML: {error}") from error

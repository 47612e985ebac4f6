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
    own = Path(own_folder).expanduser() / f"{topic}.toml"
    path = own if own_folder and own.is_file() else Path(__file__).with_name(f"{topic}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AnnaeError(f"{path}: not valid TOML: {error}") from error

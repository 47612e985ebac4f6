"""Reads ``words.toml``: the words the understanding goes by."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def vocabulary() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

"""Texts with places to fill in: ``{name}``, and ``{name:은/는}`` with the particle that fits what was filled in."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any, Final

from annae.text.korean import with_particle


def fill(wording: str, values: Mapping[str, object]) -> str:
    """``wording`` with its places filled in; KeyError when a value is missing."""
    return _FORMATTER.vformat(wording, (), values)


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return with_particle(str(value), format_spec) if format_spec else str(value)


_FORMATTER: Final = _Formatter()

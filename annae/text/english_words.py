"""The word lists of ``english.toml`` in the shape the rules use them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))

MONTHS: Final[tuple[str, ...]] = tuple(_DATA["months"])
UNITS: Final[Mapping[str, tuple[str, str]]] = {unit: (one, many) for unit, (one, many) in _DATA["units"].items()}
CURRENCIES: Final[Mapping[str, tuple[str, str, str]]] = {
    sign: (one, many, cents) for sign, (one, many, cents) in _DATA["currencies"].items()
}
CODES: Final[Mapping[str, str]] = _DATA["codes"]
SIZES: Final[Mapping[str, str]] = _DATA["sizes"]
SYMBOLS: Final[Mapping[str, str]] = _DATA["symbols"]

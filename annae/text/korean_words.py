"""The word lists of ``korean.toml`` in the shape the rules use them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("korean.toml").read_text(encoding="utf-8"))

NATIVE_COUNTERS: Final[frozenset[str]] = frozenset(_DATA["native_counters"])
SINO_COUNTERS: Final[frozenset[str]] = frozenset(_DATA["sino_counters"])
FEW_NATIVE: Final[Mapping[str, str]] = _DATA["few_native"]
FEW_SINO: Final[Mapping[str, str]] = _DATA["few_sino"]
FEW_SINO_COUNTERS: Final[frozenset[str]] = frozenset(_DATA["few_sino_counters"])
UNITS: Final[Mapping[str, str]] = _DATA["units"]
CURRENCIES: Final[Mapping[str, str]] = _DATA["currencies"]
CENTS: Final[Mapping[str, str]] = _DATA["cents"]
LETTERS: Final[Mapping[str, str]] = _DATA["letters"]
CODES: Final[Mapping[str, str]] = _DATA["codes"]
PROMOTION_NUMBERS: Final[Mapping[str, str]] = _DATA["promotion_numbers"]
WEEKDAYS: Final[Mapping[str, str]] = _DATA["weekdays"]
SYMBOLS: Final[Mapping[str, str]] = _DATA["symbols"]
PEOPLE_BEFORE: Final[tuple[str, ...]] = tuple(_DATA["people_before"])
TIMES_BEFORE: Final[tuple[str, ...]] = tuple(_DATA["times_before"])

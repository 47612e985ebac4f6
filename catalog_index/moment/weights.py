"""How much each thing counts in the ranking: ``weights.toml``, and what the shop's own file of that name changes."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from annae.errors import AnnaeError
from catalog_index.knowledge import read_own

_FILE: Final = "weights"
_OWNER: Final = "owner"


@dataclass(frozen=True)
class OwnerWeights:
    """What counts besides what was asked for, each 0 (not at all) or more; 1 is as much as the best learned feature."""

    stock: float
    promotion: float
    season: float
    weather: float
    popularity: float


@dataclass(frozen=True)
class RankingWeights:
    """``learned``: by feature of ``catalog_index.ranking``; ``owner``: the owner's."""

    learned: Mapping[str, float]
    owner: OwnerWeights

    @property
    def total(self) -> float:
        """The weighted sum of features that are all 1: what a score of 1 stands for."""
        return sum(weight for weight in self.learned.values() if weight > 0)


def ranking_weights(own_folder: str = "") -> RankingWeights:
    """The built-in weights with what ``weights.toml`` in ``own_folder`` changes.

    Raises AnnaeError when that file is not valid TOML, or names what is no weight or a value that is none.
    """
    own, built_in = read_own(_FILE, own_folder), _built_in()
    learned = {name: weight for name, weight in built_in.items() if name != _OWNER}
    own_learned = {name: weight for name, weight in own.items() if name != _OWNER}
    own_owner = own.get(_OWNER, {})
    _check(own_learned, learned, own_folder, -math.inf)
    _check(own_owner, {field.name for field in fields(OwnerWeights)}, own_folder, 0)
    return RankingWeights(learned | own_learned, OwnerWeights(**(built_in[_OWNER] | own_owner)))


@cache
def _built_in() -> dict[str, Any]:
    path = Path(__file__).parents[1] / f"{_FILE}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _check(given: object, known: Mapping[str, float] | set[str], own_folder: str, low: float) -> None:
    path = Path(own_folder).expanduser() / f"{_FILE}.toml"
    if not isinstance(given, dict):
        raise AnnaeError(f"{path}: [{_OWNER}] is a table of weights such as stock = 0.3")
    for name, value in given.items():
        if name not in known:
            raise AnnaeError(f"{path}: {name} is no weight; known: {', '.join(sorted(known))}")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (number and math.isfinite(value) and value >= low):
            raise AnnaeError(f"{path}: {name} is {value!r}; expected a number{' of 0 or more' if low == 0 else ''}")

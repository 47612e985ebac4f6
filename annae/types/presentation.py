"""How loud, how fast and how large a customer wants the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

LEAST: Final = 0.5
MOST: Final = 2.0
Aspect = Literal["volume", "speed", "text_size"]


@dataclass(frozen=True)
class Presentation:
    """Factors of what is usual, each from LEAST to MOST; 1 is as usual."""

    volume: float = 1.0
    speed: float = 1.0
    text_size: float = 1.0

    @classmethod
    def of(cls, fields: Any) -> Presentation:
        """From a reply or a slot; what is missing or no number is as usual, what is out of bounds at its bound."""
        given = fields if isinstance(fields, Mapping) else {}
        return cls(**{aspect: _bounded(given.get(aspect)) for aspect in asdict(cls())})

    def changed(self, aspect: Aspect, factor: float) -> Presentation:
        """With one factor changed, as far as its bounds allow."""
        return replace(self, **{aspect: _bounded(factor)})

    def as_fields(self) -> dict[str, float]:
        """For a reply or a slot."""
        return asdict(self)


def _bounded(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - only NaN is not itself
        return 1.0
    return min(MOST, max(LEAST, float(value)))

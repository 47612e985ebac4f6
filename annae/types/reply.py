"""The reply object every channel renders what it can of (field meanings: the reply specification)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from annae.types.language import Language


@dataclass(frozen=True)
class ProductCard:
    """One product as shown to a customer, in the reply's language. Prices in whole units of the store's currency."""

    id: str
    title: str
    price: int
    sale_price: int | None = None
    image: str | None = None
    floor: str | None = None
    zone: str | None = None
    in_stock: bool | None = None
    why: str | None = None


@dataclass(frozen=True)
class FloorDrawing:
    """The plan of one floor (its id), drawn as SVG."""

    floor: str
    svg: str


@dataclass(frozen=True)
class Location:
    """A spot in the building: x and y in metres on its floor's map.

    ``route`` holds written steps, ``map`` a plan of each floor they lead over, in that order.
    """

    floor: str
    zone: str
    x: float
    y: float
    route: list[str] = field(default_factory=list)
    map: list[FloorDrawing] = field(default_factory=list)


@dataclass
class Reply:
    """What the assistant answers. ``speech`` is set only where it differs from ``text``.

    ``presentation`` is how loud, fast and large it is wanted (``Presentation.as_fields``); without it as usual.
    """

    text: str
    language: Language
    intent: str = ""
    confidence: float = 0.0
    speech: str | None = None
    products: list[ProductCard] = field(default_factory=list)
    location: Location | None = None
    order: dict[str, Any] | None = None
    cart: dict[str, Any] | None = None
    action: str | None = None
    suggestions: list[str] = field(default_factory=list)
    mood: str | None = None
    gesture: str | None = None
    presentation: dict[str, float] | None = None

    def custom(self) -> dict[str, Any]:
        """The ``custom`` part of a Rasa message: every field but ``text``; empty ones are left out."""
        fields = asdict(self)
        del fields["text"]
        kept = {name: value for name, value in fields.items() if value not in (None, [], "")}
        return {"language": self.language, "intent": self.intent, "confidence": self.confidence, **kept}

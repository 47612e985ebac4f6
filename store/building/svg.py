"""Writing SVG: an element tree escapes whatever text a shop gives."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

Point = tuple[float, float]


def put(parent: Element, tag: str, text: str | None = None, /, **attributes: object) -> Element:
    """A new element in ``parent``; ``stroke_width=2`` is written ``stroke-width="2"``."""
    written = {name.replace("_", "-"): _written(value) for name, value in attributes.items()}
    element = SubElement(parent, tag, written)
    element.text = text
    return element


def points(spots: Iterable[Point]) -> str:
    """The value of a polygon's or polyline's ``points``."""
    return " ".join(f"{_written(x)},{_written(y)}" for x, y in spots)


def _written(value: object) -> str:
    """Tenths of a pixel are enough for any screen."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)

"""Placing names on a drawing so that none covers another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from store.building.svg import Point

_WIDE_EM: Final = 1.0
_NARROW_EM: Final = 0.52
_LINE_EM: Final = 1.2
_BOLD: Final = 1.08
_CELL: Final = 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether they share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies in ``other`` entirely."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        """A square with its middle in (x, y)."""
        return cls(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be written ``gap`` pixels beside a point. One that ``must`` be there always is, in bold."""

    text: str
    point: Point
    gap: float
    size: float
    must: bool = False


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif font: no font is at hand to measure it with."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return size * (wide * _WIDE_EM + (len(text) - wide) * _NARROW_EM)


def place(
    labels: Sequence[Label], inside: Box, obstacles: Iterable[Box], avoided: Iterable[Box]
) -> list[tuple[Label, Point]]:
    """Each label with the middle of its text: below, above or beside its point. The first ones go first.

    ``obstacles`` are never covered; ``avoided`` only where there is no other room. A label without room is left out
    unless it must be there.
    """
    taken, kept_clear = _Boxes(obstacles), _Boxes(avoided)
    placed = []
    for label in labels:
        spots = [(x, y, box) for x, y, box in _spots(label) if box.within(inside)]
        free = [spot for spot in spots if not taken.hit(spot[2])]
        clear = (spot for spot in free if not kept_clear.hit(spot[2]))
        spot = next(clear, None) or next(iter(free), None)
        if spot is None and label.must:
            spot = next(iter(spots or _spots(label)))
        if spot:
            placed.append((label, (spot[0], spot[1])))
            taken.add(spot[2])
    return placed


class _Boxes:
    """Boxes sorted into square cells, so that one is compared with those near it only."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Remember a box."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def hit(self, box: Box) -> bool:
        """Whether it overlaps any of them."""
        return any(box.overlaps(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, right, top, bottom = (int(side // _CELL) for side in (box.left, box.right, box.top, box.bottom))
    return product(range(left, right + 1), range(top, bottom + 1))


def _spots(label: Label) -> Iterator[tuple[float, float, Box]]:
    width = text_width(label.text, label.size) * (_BOLD if label.must else 1)
    height = label.size * _LINE_EM
    down, aside = label.gap + height / 2, label.gap + width / 2
    slanted = label.gap * 0.5 + width / 2
    for dx, dy in (
        *((0, down), (0, -down), (aside, 0), (-aside, 0)),
        *((slanted, down), (-slanted, down), (slanted, -down), (-slanted, -down)),
        *((0, down + height), (0, -down - height)),
    ):
        x, y = label.point[0] + dx, label.point[1] + dy
        yield x, y, Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

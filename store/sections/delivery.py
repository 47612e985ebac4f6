"""``delivery``: what sending costs, where to, and how long it takes."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from store.bilingual import Bilingual
from store.rules.hours import HoursError, parse_weekdays
from store.sections.base import Amount, ClockTime, DayRange, Id, Section, Text, Words, WordsByLanguage

_POSTCODES = re.compile(r"(\d{3,10})(?:\s*[-~]\s*(\d{3,10}))?")


def _postcodes(text: str) -> str:
    found = _POSTCODES.fullmatch(text.strip())
    if not found or (found[2] and (len(found[1]) != len(found[2]) or found[1] > found[2])):
        raise ValueError(f"expected a postcode or a range such as 63000-63644, found {text!r}")
    return text


def _weekdays(value: Any) -> Any:
    try:
        return parse_weekdays(value) if isinstance(value, str) else value
    except HoursError as error:
        raise ValueError(str(error)) from error


class DeliveryArea(Section):
    """A part of the country with terms of its own: known by postcodes or by words of an address.

    ``extra_fee`` comes on top of the usual fee, also where that is free; ``extra_days`` are working days.
    ``delivers`` false: nothing is sent there.
    """

    id: Id
    name: Text = Bilingual()
    words: Words = WordsByLanguage()
    postcodes: list[Annotated[str, AfterValidator(_postcodes)]] = []
    extra_fee: Amount = 0
    extra_days: DayRange = (0, 0)
    delivers: bool = True
    same_day: bool = False

    def has_postcode(self, code: str) -> bool:
        """Whether a postcode, of digits only, is one of the area's."""
        for entry in self.postcodes:
            first, _, last = re.sub(r"\s*[-~]\s*", "-", entry.strip()).partition("-")
            if len(code) == len(first) and first <= code <= (last or first):
                return True
        return False


class SameDay(Section):
    """Delivery on the day of the order, to ``area`` (a text) or the areas marked with ``same_day``."""

    fee: Amount
    order_before: ClockTime
    area: Text = Bilingual()
    arrives: Text = Bilingual()


class Delivery(Section):
    """Rules of sending orders; money in whole units of the shop's currency.

    Orders from ``free_from`` are sent free of charge. ``eta_days`` are working days of the carrier after the day of
    payment; what is paid after ``order_before`` counts as paid on the next working day. ``areas`` may be a text only.
    ``remote_extra`` is a shorter way to write one area ``remote``.
    """

    fee: Amount
    free_from: Amount | None = None
    eta_days: DayRange | None = None
    eta: Text = Bilingual()
    order_before: ClockTime | None = None
    working_days: Annotated[frozenset[int], BeforeValidator(_weekdays)] = Field(default=frozenset(range(5)))
    coverage: Text = Bilingual()
    areas: list[DeliveryArea] = []
    remote_extra: Amount = 0
    same_day: SameDay | None = None
    carrier: Text = Bilingual()

    @model_validator(mode="before")
    @classmethod
    def _areas_as_text(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("areas"), str | dict) and "coverage" not in value:
            rest = {key: part for key, part in value.items() if key != "areas"}
            return rest | {"coverage": value["areas"]}
        return value

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [area.id for area in self.areas]
        if repeated := sorted({entry for entry in ids if ids.count(entry) > 1}):
            raise ValueError(f"area {repeated[0]!r} is given twice, expected once")
        return self

    @property
    def all_areas(self) -> list[DeliveryArea]:
        """Areas with terms of their own."""
        if self.remote_extra and all(area.id != "remote" for area in self.areas):
            return [*self.areas, DeliveryArea(id="remote", extra_fee=self.remote_extra)]
        return self.areas

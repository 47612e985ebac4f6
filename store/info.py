"""What a shop says about itself: the contents of store.yml, validated.

The building and its words are here; each section of rules and services is in ``store.sections``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, FiniteFloat

from store.bilingual import Bilingual
from store.clock import DEFAULT_ZONE
from store.rules.closing_days import ClosingRule, parse_closing_rule
from store.rules.hours import DEFAULT_AREA, Week, parse_areas
from store.sections.base import Id, Section, Text, Words, WordsByLanguage
from store.sections.delivery import Delivery
from store.sections.pickup import Pickup
from store.sections.points import Membership, Points
from store.sections.returns import Exchange, Returns
from store.sections.services import (
    GiftWrap,
    Installments,
    Nearby,
    Parking,
    PaymentMethods,
    Pets,
    Reserve,
    Vouchers,
)

DEFAULT_CURRENCY = "KRW"


def _as_rule(value: Any) -> Any:
    if isinstance(value, str):
        return {"rule": value}
    if isinstance(value, dict) and "date" in value:
        return {"rule": str(value["date"])} | {key: item for key, item in value.items() if key != "date"}
    return value


def _known_timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone; expected a name such as Asia/Seoul")
    return name


def _known_country(code: str) -> str:
    if code:
        from holidays import list_supported_countries  # noqa: PLC0415 - a tenth of a second that most shops need not wait

    if code and code not in list_supported_countries():
        raise ValueError(f"the public holidays of {code!r} are not known, expected a country code such as KR")
    return code


def _closing_rule(text: str) -> str:
    parse_closing_rule(text)
    return text


class ClosedDays(Section):
    """Days the whole shop, or only its ``areas``, are closed, and why if the shop says so."""

    rule: Annotated[str, AfterValidator(_closing_rule)]
    areas: list[str] = []
    reason: Text = Bilingual()

    @property
    def days(self) -> ClosingRule:
        """The rule ready for use."""
        return parse_closing_rule(self.rule)


Compass = Literal["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"]
"""A direction on the shop's map, whose x grows to the east and y to the north."""


class Floor(Section):
    """One floor; ``level`` orders floors from the bottom, ``short`` is what it is called in directions (3층)."""

    id: Id
    name: Text
    short: Text = Bilingual()
    level: int | None = None
    polygon: list[tuple[FiniteFloat, FiniteFloat]] = []


class Zone(Section):
    """A spot on a floor: x and y in metres to the east and north on its map; ``area`` names its opening hours.

    ``faces`` is where someone looks who comes out of it, such as out of a lift.
    """

    id: Id
    floor: str
    name: Text
    x: FiniteFloat
    y: FiniteFloat
    kind: str = "shop"
    categories: list[str] = []
    area: str = DEFAULT_AREA
    faces: Compass | None = None


PathKind = Literal["walk", "ramp", "steps", "stairs", "escalator", "lift"]
_HAS_STEPS = frozenset(("steps", "stairs", "escalator"))


class Path(Section):
    """A way between two zones, walked in both directions unless ``one_way``.

    ``metres`` is its length where that is not the straight line, ``seconds`` what it takes. It can be ``closed``
    always or on days, until the end of the day ``until`` where that is given, and ``hours`` names the opening hours
    outside which it is closed.
    """

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    kind: PathKind = "walk"
    step_free: bool | None = None
    one_way: bool = False
    metres: Annotated[FiniteFloat, Field(gt=0)] | None = None
    seconds: Annotated[FiniteFloat, Field(gt=0)] | None = None
    hours: str | None = None
    closed: bool | list[Annotated[ClosedDays, BeforeValidator(_as_rule)]] = False
    until: date | None = None
    reason: Text = Bilingual()

    @property
    def has_steps(self) -> bool:
        """Whether it cannot be used with a wheelchair or a pushchair."""
        return self.kind in _HAS_STEPS or self.step_free is False


class Facility(Section):
    """Something customers ask the way to; ``kind`` is its English key (restroom, nursing_room ...)."""

    kind: str
    name: Text
    floor: str
    zone: str | None = None
    note: Text = Bilingual()


class Kiosk(Section):
    """A screen in the shop and the zone it stands in; ``faces`` is where the screen looks."""

    id: Id
    zone: str
    name: Text = Bilingual()
    faces: Compass | None = None


class Term(Section):
    """A category or colour: its id in products.csv is the key it stands under."""

    name: Text
    synonyms: Words = WordsByLanguage()

    def words(self) -> list[str]:
        """Everything customers may call it, names first."""
        return list(dict.fromkeys([*self.name.both(), *self.synonyms.ko, *self.synonyms.en]))


class StoreInfo(Section):
    """The whole of store.yml."""

    id: Id
    name: Text
    address: Text = Bilingual()
    phone: str = ""
    timezone: Annotated[str, AfterValidator(_known_timezone)] = DEFAULT_ZONE
    country: Annotated[str, AfterValidator(_known_country)] = ""
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = DEFAULT_CURRENCY
    hours: Annotated[dict[str, Week], BeforeValidator(parse_areas)]
    area_names: dict[str, Text] = {}
    closed: list[Annotated[ClosedDays, BeforeValidator(_as_rule)]] = []
    floors: list[Floor]
    zones: list[Zone]
    paths: list[Path] = []
    facilities: list[Facility] = []
    kiosks: list[Kiosk] = []
    pickup: Pickup | None = None
    categories: dict[str, Term] = {}
    colors: dict[str, Term] = {}
    brands: dict[str, Term] = {}
    returns: Returns | None = None
    exchange: Exchange | None = None
    delivery: Delivery | None = None
    points: Points | None = None
    membership: Membership | None = None
    parking: Parking | None = None
    gift_wrap: GiftWrap | None = None
    payment_methods: PaymentMethods = []
    installments: Installments | None = None
    reserve: Reserve | None = None
    vouchers: Vouchers | None = None
    pets: Pets | None = None
    local: list[Nearby] = []

    @property
    def tz(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def holidays_of(self) -> str:
        """The country whose public holidays count; Korea for a shop in its time zone that names none."""
        return self.country or ("KR" if self.timezone == DEFAULT_ZONE else "")

"""What a kitchen sells now, and what suits the season and the weather."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, get_args

from store.info import StoreInfo
from store.menu_item import MenuItem
from store.rules.hours import EXPECTED as HOURS_EXPECTED
from store.rules.hours import HoursError, Week, parse_week
from store.rules.opening import opening_at

Season = Literal["spring", "summer", "autumn", "winter"]
_SEASON_WORDS: dict[str, Season] = {
    "봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter", "fall": "autumn",
    **{season: season for season in get_args(Season)},
}  # fmt: skip
_SEASONS: tuple[Season, ...] = ("winter", "spring", "summer", "autumn")
_YES = {"yes", "true", "y", "1", "o", "예", "네", "always", "all day", "상시"}
_NO = {"no", "false", "n", "0", "x", "아니오", "아니요", "sold out", "품절"}
AVAILABLE_EXPECTED = f"expected yes, no, or when it is sold: {HOURS_EXPECTED}, with days as in mon-fri 11:00-14:00"


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the menu at a moment.

    ``rule`` is the code of why it is not sold, empty while it is: not_sold, out_of_season, not_at_this_time (from
    ``sold_from`` on again), kitchen_closed.

    ``suits_season`` and ``suits_weather`` are None where the menu does not say.
    """

    item: MenuItem
    rule: str
    sold_from: datetime | None
    suits_season: bool | None
    suits_weather: bool | None

    @property
    def sold(self) -> bool:
        """Whether it can be had now."""
        return not self.rule


def menu_now(
    items: Iterable[MenuItem],
    now: datetime,
    season: Season | None = None,
    weather: Collection[str] = (),
    closed_zones: Collection[str] = (),
) -> list[Offer]:
    """Every item as it is offered at ``now``: sold before not sold, and first what suits the weather, then the season.

    ``available`` decides whether it is sold: yes, no, or at which hours. Where it says nothing, ``season`` does; one
    that is sold out of its season only suits less. ``season`` is that of the northern hemisphere unless
    given. ``weather`` are words such as cold, hot, rain, snow. ``closed_zones``: kitchens that are closed now.
    """
    season = season or season_of(now.date())
    known = list(items)
    windows = {text: _window(text, now) for text in {item.available for item in known}}  # a menu has few different ones
    words = {word.lower() for word in weather}
    offers = [_offer(item, windows[item.available], season, words, closed_zones) for item in known]
    return sorted(offers, key=lambda offer: (bool(offer.rule), offer.suits_weather is not True, _misfit(offer)))


def season_of(day: date) -> Season:
    """Spring from March, summer from June, autumn from September, winter from December."""
    return _SEASONS[day.month % 12 // 3]


def parse_season(word: str) -> Season:
    """A season in English or Korean. Raises ValueError."""
    if season := _SEASON_WORDS.get(word.strip().lower()):
        return season
    raise ValueError(f"expected {', '.join(get_args(Season))}, found {word!r}")


@lru_cache(maxsize=4096)  # one menu names the same few hours again and again
def parse_available(cell: str) -> bool | Week | None:
    """Sold or not, or at which hours of which days; None where nothing is said. Raises ValueError.

    Hours may follow days, several such parts are parted by ``|``: ``mon-fri 07:00-11:00|sat 08:00-11:00``.
    """
    words = cell.strip().lower()
    if words in _YES | _NO:
        return words in _YES
    if not words:
        return None
    by_days: dict[str, str] = {}
    for part in words.split("|"):
        days, _, hours = part.strip().partition(" ")
        by_days |= {days: hours} if not days[:1].isdigit() and hours else {"daily": part}
    try:
        return parse_week(by_days)
    except HoursError as error:
        raise ValueError(f"{AVAILABLE_EXPECTED}; found {cell!r}") from error


def made_in(info: StoreInfo, zone: str, tags: Collection[str]) -> str:
    """The zone whose kitchen makes an item: its own, else the only one of a kind that is among its ``tags``.

    Empty where that is not known.
    """
    if zone:
        return zone
    kinds = {tag.strip().lower().replace(" ", "_") for tag in tags}
    found = [entry.id for entry in info.zones if entry.kind in kinds or entry.id in tags]
    return found[0] if len(found) == 1 else ""


_Window = tuple[str, datetime | None]


def _window(available: str, now: datetime) -> _Window | None:
    """What ``available`` alone forbids at ``now`` and until when; None where it says nothing."""
    parsed = parse_available(available)
    if parsed is None:
        return None
    if isinstance(parsed, bool):
        return "" if parsed else "not_sold", None
    opening = opening_at(parsed, (), now)
    return ("", None) if opening.open_now else ("not_at_this_time", opening.next_opening)


def _offer(
    item: MenuItem, window: _Window | None, season: Season, weather: Collection[str], closed_zones: Collection[str]
) -> Offer:
    seasons = {parse_season(word) for word in item.season}
    in_season = season in seasons if seasons else None
    suits = any(word.lower() in weather for word in item.weather) if item.weather and weather else None
    rule, sold_from = window or ("out_of_season" if in_season is False else "", None)
    if not rule and item.zone in closed_zones:
        rule = "kitchen_closed"
    return Offer(item, rule, sold_from, in_season, suits)


def _misfit(offer: Offer) -> int:
    return {True: 0, None: 1, False: 2}[offer.suits_season]

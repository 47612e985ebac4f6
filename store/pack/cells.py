"""What a cell of a CSV file may hold: money, lists, times and the like, as people and spreadsheets write them.

Validators read ``currency`` and ``timezone`` of the shop from pydantic's validation context.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from store.clock import DEFAULT_ZONE, localised
from store.info import DEFAULT_CURRENCY
from store.pack.problems import shown
from store.product import AvailabilityState
from store.rules.menu import parse_available, parse_season

# In CP949 the won sign that a Korean keyboard types is the backslash.
_CURRENCY_SIGNS = {"₩": "KRW", "￦": "KRW", "\\": "KRW", "원": "KRW", "$": "USD", "€": "EUR", "¥": "JPY", "£": "GBP"}
_AMOUNT = re.compile(r"(?P<before>[^\d\s.,+-]*)\s*(?P<number>[\d,]+)(?P<fraction>\.\d+)?\s*(?P<after>[^\d\s.,+-]*)")
_GROUPED = re.compile(r"\d+|\d{1,3}(,\d{3})+")
_ITEM = re.compile(r"(?P<product>[^:]+?)(:(?P<color>[^:]*?))?(:(?P<size>[^:]*?))?(\s+[x×*]\s*(?P<quantity>\d+))?", re.I)
_LONGEST_ID = 120
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_YES, _NO = {"true", "yes", "y", "1", "예", "네", "o"}, {"false", "no", "n", "0", "아니오", "아니요", "x"}


def _id(cell: str) -> str:
    text = cell.strip()
    if len(text) > _LONGEST_ID or not re.fullmatch(r"[^\s|:/\\]+", text):
        raise ValueError(
            f"expected up to {_LONGEST_ID} letters, digits and - _ . without spaces and | : / \\, found {shown(cell)}"
        )
    return text


def _money(cell: str, info: ValidationInfo) -> int:
    currency = info.context["currency"] if info.context else DEFAULT_CURRENCY
    found = _AMOUNT.fullmatch(cell.strip())
    if not found or not _GROUPED.fullmatch(found["number"]):
        raise ValueError(f"expected an amount of money in {currency} such as 39000 or 39,000, found {cell!r}")
    for sign in (found["before"], found["after"]):
        if sign and _CURRENCY_SIGNS.get(sign, sign.upper()) != currency:
            raise ValueError(f"expected an amount in {currency}, the currency of the shop; found {cell!r}")
    if (found["fraction"] or ".0").strip(".0"):
        raise ValueError(f"expected whole {currency}, found {cell!r}")
    return int(found["number"].replace(",", ""))


def _count(cell: str) -> int:
    if not _GROUPED.fullmatch(cell.strip()):
        raise ValueError(f"expected a whole number, 0 or more, found {cell!r}")
    return int(cell.strip().replace(",", ""))


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _attributes(cell: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for part in _list(cell):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not (key and equals and value):
            raise ValueError(f"expected key=value parted by |, such as battery_h=8|waterproof=IPX4, found {part!r}")
        if key in attributes:
            raise ValueError(f"{key!r} is given twice, expected once")
        attributes[key] = value
    return attributes


def _availabilities(cell: str) -> list[dict[str, str]]:
    entries = []
    for part in _list(cell):
        variant, _, state = part.rpartition("=")
        if state not in get_args(AvailabilityState):
            raise ValueError(
                f"expected [color:size=]state parted by |, such as black:M=in_stock|white:M=preorder, found {part!r}"
            )
        color, _, size = variant.partition(":")
        entries.append({"color": color.strip(), "size": size.strip(), "state": state})
    return entries


def _items(cell: str) -> list[dict[str, Any]]:
    items = []
    for part in _list(cell):
        found = _ITEM.fullmatch(part)
        quantity = int(found["quantity"] or 1) if found else 0
        if not found or not quantity:
            raise ValueError(
                f"expected product[:color[:size]] x n parted by |, such as P001:black:M x 2, found {part!r}"
            )
        color, size = (found["color"] or "").strip(), (found["size"] or "").strip()
        items.append({"product_id": found["product"].strip(), "color": color, "size": size, "quantity": quantity})
    return items


def _moment(cell: str, info: ValidationInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(cell.strip())
    except ValueError as error:
        raise ValueError(f"expected a time such as 2026-11-22 14:30 or a date 2026-11-22, found {cell!r}") from error
    return localised(moment, info.context["timezone"] if info.context else DEFAULT_ZONE)


def _last_moment(cell: str, info: ValidationInfo) -> datetime:
    moment = _moment(cell, info)
    return moment + timedelta(days=1, seconds=-1) if ":" not in cell and moment.time() == time() else moment


def _yes_or_no(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in _YES | _NO:
        raise ValueError(f"expected true or false, found {cell!r}")
    return word in _YES


def _times(cell: str) -> int:
    return int(cell) if cell.strip().isdecimal() else int(_yes_or_no(cell))


def _percent(cell: str) -> float:
    try:
        value = float(cell.strip().removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 < value <= 100:  # noqa: PLR2004 - per cent
        raise ValueError(f"expected a percentage above 0 and up to 100, found {cell!r}")
    return value


def _phone_last4(cell: str) -> str:
    if not re.fullmatch(r"\d{4}", cell.strip(), re.ASCII):
        raise ValueError("expected exactly four digits (a spreadsheet drops leading zeros: format the column as text)")
    return cell.strip()


def _clock_time(cell: str) -> str:
    if not _CLOCK.fullmatch(cell.strip()):
        raise ValueError(f"expected a time of day such as 18:00, found {cell!r}")
    return cell.strip().zfill(5)


def _available(cell: str) -> str:
    parse_available(cell)
    return cell


def _seasons(cell: str) -> list[str]:
    return [parse_season(word) for word in _list(cell)]


Id = Annotated[str, BeforeValidator(_id)]
Money = Annotated[int, BeforeValidator(_money), Field(ge=0, le=10**12)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=2**31 - 1)]
Items = Annotated[list[dict[str, Any]], BeforeValidator(_items), Field(min_length=1)]
Texts = Annotated[list[str], BeforeValidator(_list)]
Attributes = Annotated[dict[str, str], BeforeValidator(_attributes)]
Availabilities = Annotated[list[dict[str, str]], BeforeValidator(_availabilities)]
"""What a product feed said of the stock; an export writes it so that it can be imported again."""
Available = Annotated[str, AfterValidator(_available)]
Seasons = Annotated[list[str], BeforeValidator(_seasons)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
LastMoment = Annotated[datetime, BeforeValidator(_last_moment)]
"""A date without a time means the end of that day."""
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Times = Annotated[int, BeforeValidator(_times), Field(ge=0, le=100)]
"""How often; true is once."""
Percent = Annotated[float, BeforeValidator(_percent)]
Rating = Annotated[float, Field(ge=0, le=5)]
PhoneLast4 = Annotated[str, BeforeValidator(_phone_last4)]
ClockTime = Annotated[str, BeforeValidator(_clock_time)]

"""Price limits in a customer's words: "7만원 이하", "오만 원 아래", "between 40 and 60 thousand won"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from catalog_index.understanding.amounts import ENGLISH, KOREAN, english_amount, korean_amount
from catalog_index.understanding.vocabulary import vocabulary

_SMALLEST: Final = 1000
"""Smaller numbers are sizes or quantities, unless the currency is named."""
_AROUND: Final = 0.2
"""Share of the amount that "about" allows on either side."""


@dataclass(frozen=True)
class PriceRange:
    """Whole units of the store's currency, both ends included; None: open."""

    low: int | None = None
    high: int | None = None

    def holds(self, amount: int) -> bool:
        """Whether a price lies in it."""
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)

    @property
    def is_contradictory(self) -> bool:
        """At least more than at most: no price can keep to it."""
        return self.low is not None and self.high is not None and self.low > self.high


def find_price(text: str) -> tuple[PriceRange | None, str]:
    """The first price limit of ``text``, and the text without it; None where there is none.

    A lower and an upper limit said apart are one range, which may be contradictory.
    """
    price, rest = _first_price(text)
    if price and (price.low is None) != (price.high is None):
        other, left = _first_price(rest)
        if other and (price.low, other.high) == (None, None) and other.low is not None:
            return PriceRange(other.low, price.high), left
        if other and (price.high, other.low) == (None, None) and other.high is not None:
            return PriceRange(price.low, other.high), left
    return price, rest


def _first_price(text: str) -> tuple[PriceRange | None, str]:
    for pattern, meaning in _patterns():
        for match in pattern.finditer(text):
            found = meaning(match)
            if found:
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                return found, " ".join(rest.split())
    return None, text


_Meaning = Callable[[re.Match[str]], PriceRange | None]


@cache
def _patterns() -> list[tuple[re.Pattern[str], _Meaning]]:
    words = vocabulary()["price"]
    pairs = [*_korean(words["ko"]), *_english(words["en"])]
    return [(re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in pairs]


def _korean(words: dict[str, Any]) -> list[tuple[str, _Meaning]]:
    currency, after = words["currency"], words["after"]

    def amount(name: str) -> str:
        return rf"(?P<{name}>{KOREAN})\s?(?P<{name}_currency>{currency})?"

    def limit(kind: str) -> str:
        return rf"{amount('first')}\s?{words['filler']}\s?(?:{'|'.join(words[kind])}){after}"

    between = (
        rf"{amount('first')}\s?(?:{'|'.join(words['between'])})\s?{amount('second')}\s?(?:{words['until']}){after}"
    )
    dashed = rf"{amount('first')}\s?[~–-]\s?{amount('second')}"
    neighbours = rf"(?<![가-힣])(?P<low>[일이삼사오육칠팔])(?P<high>[이삼사오육칠팔구])(?P<unit>십?[만천])\s?{currency}"
    parts, around = "|".join(words["parts"]), "|".join(words["around"])
    return [
        (between, _between(korean_amount)),
        (rf"{dashed}\s?{words['range']}{after}", _between_decades(korean_amount)),
        (dashed, _between(korean_amount)),
        (rf"{neighbours}\s?(?:정도)?까지{after}", _neighbours(words["range"], up_to=True)),
        (rf"{neighbours}\s?(?P<range>{words['range']})?(?:{around})?{after}", _neighbours(words["range"])),
        (rf"{amount('first')}\s?(?P<part>{parts})(?:{words['range']})?{after}", _part_of_decade(words["parts"])),
        (rf"{amount('first')}\s?{words['range']}{after}", _decade(korean_amount)),
        (rf"{words['budget']}\s?{amount('first')}{after}", _below(korean_amount)),
        (limit("below"), _below(korean_amount)),
        (limit("above"), _above(korean_amount)),
        (limit("around"), _around(korean_amount)),
        (rf"(?P<first>{KOREAN})\s?(?P<first_currency>{currency}){after}", _around(korean_amount)),
    ]


def _english(words: dict[str, Any]) -> list[tuple[str, _Meaning]]:
    def amount(name: str) -> str:
        return rf"{words['filler']}(?P<{name}>{ENGLISH})\s?(?P<{name}_currency>{words['currency']})?\b"

    def limit(kind: str) -> str:
        return rf"\b(?:{'|'.join(words[kind])})\s+{amount('first')}"

    def limit_after(kind: str) -> str:
        # "over 30,000 and under 50,000" speaks of the second amount there.
        return rf"{amount('first')}\s(?:{'|'.join(words[kind])})\b(?!\s+{words['filler']}\d)"

    some = words["something"]
    joined = rf"{amount('first')}\s?(?:{'|'.join(words['between'])})\s?{amount('second')}"
    return [
        (rf"\b{words['until']}\s+{joined}", _between(english_amount)),
        (joined, _between(english_amount)),
        (
            rf"(?P<first>{ENGLISH})[\s-]{some}(?P<thousand>\s?thousand)?\s?(?P<first_currency>{words['currency']})?\b",
            _some,
        ),
        (limit_after("below_after"), _below(english_amount)),
        (limit_after("above_after"), _above(english_amount)),
        (limit("below"), _below(english_amount)),
        (limit("above"), _above(english_amount)),
        (limit("around"), _around(english_amount)),
        (rf"(?P<first>{ENGLISH})\s?(?P<first_currency>{words['currency']})\b", _around(english_amount)),
    ]


_Read = Callable[[str], int]


def _value(match: re.Match[str], name: str, read: _Read) -> int | None:
    value = read(match[name])
    return value if value >= _SMALLEST or match[f"{name}_currency"] else None


def _below(read: _Read) -> _Meaning:
    def meaning(match: re.Match[str]) -> PriceRange | None:
        value = _value(match, "first", read)
        return None if value is None else PriceRange(high=value)

    return meaning


def _above(read: _Read) -> _Meaning:
    def meaning(match: re.Match[str]) -> PriceRange | None:
        value = _value(match, "first", read)
        return None if value is None else PriceRange(low=value)

    return meaning


def _around(read: _Read) -> _Meaning:
    def meaning(match: re.Match[str]) -> PriceRange | None:
        value = _value(match, "first", read)
        return None if value is None else PriceRange(round(value * (1 - _AROUND)), round(value * (1 + _AROUND)))

    return meaning


def _decade(read: _Read) -> _Meaning:
    """3만 원대 is 30,000 to 39,999."""

    def meaning(match: re.Match[str]) -> PriceRange | None:
        value = _value(match, "first", read)
        return None if value is None else PriceRange(value, value + 10 ** (len(str(value)) - 1) - 1)

    return meaning


def _some(match: re.Match[str]) -> PriceRange | None:
    """200,000-something is 200,000 to 299,999, ten something thousand 10,000 to 19,999."""
    value = english_amount(match["first"]) * (1000 if match["thousand"] else 1)
    return None if value < _SMALLEST else PriceRange(value, value + 10 ** (len(str(value)) - 1) - 1)


def _part_of_decade(parts: dict[str, list[float]]) -> _Meaning:
    """이십만 원 초반 is the first part of 200,000 to 299,999."""

    def meaning(match: re.Match[str]) -> PriceRange | None:
        value = _value(match, "first", korean_amount)
        if value is None:
            return None
        width, (start, end) = 10 ** (len(str(value)) - 1), parts[match["part"]]
        return PriceRange(value + round(width * start), value + round(width * end) - 1)

    return meaning


def _neighbours(range_word: str, *, up_to: bool = False) -> _Meaning:
    """이삼만 원 is 20,000 to 30,000, 이삼만 원대 to 39,999."""

    def meaning(match: re.Match[str]) -> PriceRange | None:
        unit = korean_amount("일" + match["unit"])
        low, high = (korean_amount(match[name]) for name in ("low", "high"))
        if high != low + 1:
            return None
        whole = not up_to and match["range"] == range_word
        return PriceRange(None if up_to else low * unit, (high + 1) * unit - 1 if whole else high * unit)

    return meaning


def _between_decades(read: _Read) -> _Meaning:
    """20~30만 원대 ends at 399,999."""

    def meaning(match: re.Match[str]) -> PriceRange | None:
        found = _between(read)(match)
        if found is None or found.high is None:
            return None
        return PriceRange(found.low, found.high + 10 ** (len(str(found.high)) - 1) - 1)

    return meaning


def lent_units(second: str, read: Callable[[str], int]) -> tuple[int, ...]:
    """Units that a number before the amount ``second`` may borrow of it, the likeliest first."""
    if read is korean_amount:
        return (10_000,)
    return (100_000, 1000) if "hundred" in second.lower() else (1000,)


def _between(read: _Read) -> _Meaning:
    """In "4~6만 원" and "40 to 60 thousand" the first number borrows the unit of the second."""

    def meaning(match: re.Match[str]) -> PriceRange | None:
        low, high = read(match["first"]), _value(match, "second", read)
        if high is None:
            return None
        if low < _SMALLEST <= high:
            low *= next((unit for unit in lent_units(match["second"], read) if low * unit <= high), 1)
        return PriceRange(low, high) if _SMALLEST <= low <= high else None

    return meaning

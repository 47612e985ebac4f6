"""Amounts of money: 칠만 원, 45,000, seventy thousand won, "4만에서 6만 원", "40 to 60 thousand"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any, Final

from bot.components.mentions.mention import Mention
from catalog_index.understanding.amounts import ENGLISH, KOREAN, english_amount, korean_amount
from catalog_index.understanding.price import lent_units
from catalog_index.understanding.vocabulary import vocabulary

_SMALLEST: Final = 1000
"""Won that are said without "won"; smaller numbers are sizes, quantities, days."""
_NO_WON: Final = "(?!피스|플러스|룸|터치|목|두|형|래|단|색)"
"""원 is also the start of these."""
_WRITTEN: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,4}000")
"""Digits that are an amount without a word."""
_WORDS_OF_THOUSANDS: Final = re.compile(r"thousand|million|k$", re.IGNORECASE)
_COUNTED: Final = (
    r"\s?(?:pieces?|pcs|points?|people|steps?|times|words|pages|years|songs|customers|products|items|copies|calories)\b"
)
_NEIGHBOURS: Final = re.compile(r"(?<![가-힣])([일이삼사오육칠팔])([이삼사오육칠팔구])(십?[만천])\s?원")


@dataclass(frozen=True)
class _Amount:
    text: str
    value: int
    start: int
    end: int
    read: Callable[[str], int]
    is_money: bool


def find_money(text: str) -> list[Mention]:
    """Every amount of money, in order; of a range both ends, and the first borrows the unit of the second."""
    pairs = list(_neighbours(text))
    amounts = [
        amount
        for amount in sorted([*_korean(text), *_english(text)], key=lambda amount: (amount.start, -amount.end))
        if not any(amount.start < pair.end and pair.start < amount.end for pair in pairs)
    ]
    lent = [_borrowing(text, *two) for two in zip_longest(amounts, amounts[1:])]
    found = [Mention("money", str(amount.value), amount.start, amount.end) for amount in lent if amount.is_money]
    return [*pairs, *_without_overlaps(found)]


def _korean(text: str) -> Iterator[_Amount]:
    for match in _korean_pattern().finditer(text):
        value = korean_amount(match["amount"])
        unit = re.search("[만천]", match["amount"]) is not None
        written = _WRITTEN.fullmatch(match["amount"]) is not None and not match["other"]
        plainly = written or (value >= _SMALLEST and (unit or match["digits"]) and match["limit"] is not None)
        end = match.end("currency") if match["currency"] else match.end("amount")
        is_money = bool(match["currency"]) or plainly or (unit and _stands_alone(match, text))
        yield _Amount(match["amount"], value, match.start(), end, korean_amount, is_money)


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """오만, 삼만이요: all of an answer, and more than the adverb 이만 ("so much for now")."""
    said = match["amount"].replace(" ", "")
    rest = text[match.end("amount") :]
    return (
        len(said) > 1
        and said != "이만"
        and re.fullmatch(r"(?:이요|요|이에요|입니다|짜리|으로|이나)?\s*[.?!]?", rest) is not None
    )


def _english(text: str) -> Iterator[_Amount]:
    for match in _english_pattern().finditer(text):
        value = english_amount(match["amount"])
        named = bool(match["currency"] or match["sign"])
        in_thousands = _WORDS_OF_THOUSANDS.search(match["amount"]) is not None and value >= _SMALLEST
        plainly = (in_thousands or _WRITTEN.fullmatch(match["amount"])) and not match["other"]
        end = match.end("currency") if match["currency"] else match.end("amount")
        yield _Amount(match["amount"], value, match.start(), end, english_amount, bool(named or plainly))


def _borrowing(text: str, amount: _Amount, following: _Amount | None) -> _Amount:
    """``amount`` in the unit of the one that follows, as in "40 to 60 thousand won"."""
    if amount.is_money or following is None or not following.is_money or amount.value >= _SMALLEST:
        return amount
    if not _joint().fullmatch(text, amount.end, following.start):
        return amount
    units = (unit for unit in lent_units(following.text, following.read) if amount.value * unit <= following.value)
    unit = next(units, None)
    return replace(amount, value=amount.value * unit, is_money=True) if unit else amount


def _neighbours(text: str) -> Iterator[Mention]:
    """이삼만 원 is from 20,000 to 30,000."""
    for match in _NEIGHBOURS.finditer(text):
        low, high, unit = (korean_amount(match[1]), korean_amount(match[2]), korean_amount("일" + match[3]))
        if high == low + 1:
            yield Mention("money", str(low * unit), match.start(), match.end(1))
            yield Mention("money", str(high * unit), match.start(2), match.end())


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    """Digits are read in both languages: the longer reading counts."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: mention.start - mention.end):
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


@cache
def _korean_pattern() -> re.Pattern[str]:
    words: dict[str, Any] = vocabulary()["price"]["ko"]
    limits = [*words["below"], *words["above"], *words["around"], *words["between"], *words["parts"], words["range"]]
    return re.compile(
        rf"(?P<amount>(?P<digits>(?=\d))?{KOREAN})(?:\s?(?P<currency>{words['currency']}{_NO_WON}))?"
        rf"(?=(?P<limit>\s?(?:{'|'.join(limits)}))?(?P<other>\s?(?:개|명|장|점|포인트|번|호|층|일|년|보|조각|피스|[A-Za-z]))?)"
    )


@cache
def _english_pattern() -> re.Pattern[str]:
    words = vocabulary()["price"]["en"]
    return re.compile(
        rf"(?P<sign>₩\s?)?(?P<amount>{ENGLISH})(?:\s?(?P<currency>{words['currency']})\b)?(?=(?P<other>{_COUNTED}))?(?![a-z])",
        re.IGNORECASE,
    )


@cache
def _joint() -> re.Pattern[str]:
    words = vocabulary()["price"]
    joints = [*words["ko"]["between"], *words["en"]["between"], "or"]
    return re.compile(rf"\s?(?:{'|'.join(joints)})\s?", re.IGNORECASE)

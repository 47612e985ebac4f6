"""Numbers as customers write and speak them: 7만 5천, 칠만오천, 50,000, 50k, fifty thousand."""

from __future__ import annotations

import re
from typing import Final

_KOREAN_DIGITS: Final = {word: value for value, word in enumerate("일이삼사오육칠팔구", start=1)}
_KOREAN_UNITS: Final = {"십": 10, "백": 100, "천": 1000}
_MYRIAD: Final = 10_000
_STEP: Final = r"(?:\d[\d,]*(?:\.\d+)?|[일이삼사오육칠팔구])?\s?[십백천만]"
KOREAN: Final = rf"(?<![가-힣\d,.])(?:{_STEP}(?:\s?{_STEP})*|\d[\d,]*\d|\d)"
"""Pattern of an amount in Korean; never starts inside a word, so that 가방만 원해요 holds none."""

_SMALL: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_WORDS: Final = {word: value for value, word in enumerate(_SMALL.split(), start=1)} | {
    word: 10 * tens for tens, word in enumerate(_TENS.split(), start=2)
}
_ENGLISH_UNITS: Final = {"k": 1000, "thousand": 1000, "hundred": 100, "million": 1_000_000}
_WORD: Final = "|".join([*_ENGLISH_WORDS, "hundred", "thousand", "million"])
ENGLISH: Final = (
    r"(?<![\w,.])(?:a\s(?=hundred|thousand))?"
    rf"(?:\d[\d,]*(?:\.\d+)?(?:\s?(?:k|thousand|million)\b)?|(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}))*)"
)
"""Pattern of an amount in English."""


def korean_amount(text: str) -> int:
    """Value of what ``KOREAN`` matched."""
    total = section = 0.0
    number: float | None = None
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[^\s\d]", text):
        if word in _KOREAN_UNITS:
            section += (1 if number is None else number) * _KOREAN_UNITS[word]
            number = None
        elif word == "만":
            total += (section + (number or 0) or 1) * _MYRIAD
            section, number = 0, None
        else:
            number = _KOREAN_DIGITS.get(word) or float(word.replace(",", ""))
    return round(total + section + (number or 0))


def english_amount(text: str) -> int:
    """Value of what ``ENGLISH`` matched."""
    total = section = 0.0
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", text.lower()):
        unit = _ENGLISH_UNITS.get(word)
        if unit == _ENGLISH_UNITS["hundred"]:
            section = (section or 1) * unit
        elif unit:
            total += (section or 1) * unit
            section = 0
        elif word not in ("and", "a"):
            section += _ENGLISH_WORDS.get(word) or float(word.replace(",", ""))
    return round(total + section)

"""Numbers as customers write and speak them: 7만 5천, 칠만오천, 50,000, 50k, fifty thousand."""

from __future__ import annotations

import re
from typing import Final

_KOREAN_DIGITS: Final = {word: value for value, word in enumerate("일이삼사오육칠팔구", start=1)}
_KOREAN_UNITS: Final = {"십": 10, "백": 100, "천": 1000}
_MYRIAD: Final = 10_000
_STEP: Final = r"(?:\d[\d,]*(?:\.\d+)?|[일이삼사오육칠팔구])?\s?[십백천만]"
KOREAN: Final = rf"(?<![가-힣\d,.])(?:{_STEP}(?:\s?{_STEP})*(?:(?<=만)\d{{3,4}}(?!\d))?|\d[\d,]*\d|\d)"
"""Pattern of an amount in Korean; never starts inside a word, so that 가방만 원해요 holds none."""

_NATIVE_DIGITS: Final = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS: Final = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90
}  # fmt: skip
NATIVE: Final = (
    rf"(?:(?:{'|'.join(_NATIVE_TENS)})\s?(?:{'|'.join(_NATIVE_DIGITS)})|{'|'.join([*_NATIVE_TENS, *_NATIVE_DIGITS])})"
)
"""Pattern of a number as things are counted in Korean: 두, 열한, 스무."""

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
_DIGIT, _SMALL_WORD, _TEN = "|".join(_SMALL.split()[:9]), "|".join(_SMALL.split()[::-1]), "|".join(_TENS.split())
ENGLISH_BELOW_100: Final = rf"(?:\d{{1,2}}|(?:{_TEN})(?:[\s-](?:{_DIGIT}))?|{_SMALL_WORD})"
"""Pattern of a small number in English."""
ENGLISH: Final = (
    r"(?<![\w,.])(?:a\s(?=hundred|thousand))?"
    r"(?:\d[\d,]*(?:\.\d+)?(?:\s?(?:k|thousand|million)\b)?"
    rf"|(?:{_WORD})(?:(?:[\s-]|(?:(?<=hundred)|(?<=thousand))\sand\s)(?:{_WORD}))*)"
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


def native_amount(text: str) -> int:
    """Value of what ``NATIVE`` matched."""
    plain = "".join(text.split())
    tens = next((word for word in _NATIVE_TENS if plain.startswith(word)), "")
    return _NATIVE_TENS.get(tens, 0) + _NATIVE_DIGITS.get(plain.removeprefix(tens), 0)


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

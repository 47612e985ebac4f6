"""How old the child is that something is for: 일곱 살, 18개월, a five-year-old."""

from __future__ import annotations

import re
from typing import Final

_GROWN: Final = 14
"""Years from which nothing is bought by age any more."""
_KOREAN: Final = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두", "열세")
_ENGLISH: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"
)  # fmt: skip
_YEARS: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<ko>{'|'.join(sorted(_KOREAN, key=len, reverse=True))})\s?살|(?P<digits>\d{{1,2}})\s?살)"
    rf"|\b(?:(?P<en>{'|'.join(_ENGLISH)})|(?P<number>\d{{1,2}}))[\s-]?years?[\s-]?olds?\b",
    re.IGNORECASE,
)
_MONTHS: Final = re.compile(r"(?<!\d)(\d{1,2})\s?(?:개월|months?[\s-]old)")


def find_age(text: str) -> float | None:
    """Years of the child named in ``text``; None when none is, or when it is none any more."""
    if months := _MONTHS.search(text):
        return int(months[1]) / 12
    found = _YEARS.search(text)
    if found is None:
        return None
    digits = found["digits"] or found["number"]
    if digits:
        years = int(digits)
    else:
        years = 1 + (_KOREAN.index(found["ko"]) if found["ko"] else _ENGLISH.index(found["en"].lower()))
    return years if years < _GROWN else None

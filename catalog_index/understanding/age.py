"""How old the child is that something is for: 일곱 살, 18개월, a five-year-old."""

from __future__ import annotations

import re
from typing import Final

from catalog_index.understanding.amounts import ENGLISH_BELOW_100, NATIVE, english_amount, native_amount

_GROWN: Final = 14
"""Years from which nothing is bought by age any more."""
_YEARS: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<ko>{NATIVE})|(?P<digits>\d{{1,2}}))\s?살"
    rf"|\b(?P<en>{ENGLISH_BELOW_100})[\s-]?years?[\s-]?olds?\b",
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
    years = native_amount(found["ko"]) if found["ko"] else int(found["digits"] or english_amount(found["en"]))
    return years if years < _GROWN else None

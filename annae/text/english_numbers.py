"""Numbers in English words: cardinals, ordinals, years, and digit by digit."""

from __future__ import annotations

from typing import Final

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GREAT: Final = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
_LARGEST_DIGITS: Final = 3 * len(_GREAT)
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_YEARS_IN_PAIRS: Final = range(1100, 2100)


def cardinal(number: int) -> str:
    """``39000`` is ``thirty-nine thousand``; a number of more than twenty-one digits is said digit by digit."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number == 0:
        return _ONES[0]
    if len(str(number)) > _LARGEST_DIGITS:
        return digits(str(number))
    groups = []
    for name in _GREAT:
        number, group = divmod(number, 1000)
        if group:
            groups.append(f"{_below_thousand(group)} {name}".strip())
    return " ".join(reversed(groups))


def ordinal(number: int) -> str:
    """``22`` is ``twenty-second``."""
    said = cardinal(number)
    start = max(said.rfind(" "), said.rfind("-")) + 1
    last = said[start:]
    return said[:start] + (_IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"))


def year(number: int) -> str:
    """``2026`` is ``twenty twenty-six``, ``2005`` ``two thousand five``."""
    century, rest = divmod(number, 100)
    if number not in _YEARS_IN_PAIRS or (century % 10 == 0 and rest < 10):  # noqa: PLR2004 - twenty oh five is not said
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"  # noqa: PLR2004 - nineteen oh five


def digits(written: str) -> str:
    """``010`` is ``zero one zero``."""
    return " ".join(_ONES[int(digit)] for digit in written)


def decimal(written: str) -> str:
    """A number as written, thousands separators and a fraction allowed: ``4.05`` is ``four point zero five``."""
    whole, _, fraction = written.replace(",", "").partition(".")
    said = cardinal(int(whole or 0))
    return f"{said} point {digits(fraction)}" if fraction else said


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= len(_ONES):
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens] + (f"-{_ONES[ones]}" if ones else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)

"""Numbers in Korean words: Sino-Korean (삼), native (세), and digit by digit (공일공)."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "영일이삼사오육칠팔구"
_SMALL_UNITS: Final = ("", "십", "백", "천")
_BIG_UNITS: Final = ("", "만", "억", "조", "경")
_NATIVE_ONES: Final = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS: Final = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_LARGEST_DIGITS: Final = 4 * len(_BIG_UNITS)
_MANY: Final = 1000


def sino(number: int) -> str:
    """``39000`` is ``삼만 구천``: grouped by 만, without the 일 before 십, 백, 천 and a leading 만.

    A number of more than twenty digits is said digit by digit.
    """
    if number < 0:
        return f"마이너스 {sino(-number)}"
    if number == 0:
        return _DIGITS[0]
    if len(str(number)) > _LARGEST_DIGITS:
        return digits(str(number))
    groups = []
    for unit in _BIG_UNITS:
        number, group = divmod(number, 10_000)
        if group:
            one_man = group == 1 and unit == "만" and not number
            groups.append(unit if one_man else _thousands(group) + unit)
    return " ".join(reversed(groups))


def native(number: int) -> str:
    """The form before a counter: ``2`` is ``두``, ``20`` ``스무``, ``21`` ``스물한``.

    Hundreds are Sino-Korean (``백두``); from a thousand on, and for zero, so is all of it.
    """
    if not 0 < number < _MANY:
        return sino(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    word = "스무" if rest == 20 else _NATIVE_TENS[tens] + _NATIVE_ONES[ones]  # noqa: PLR2004 - the one irregular form
    return (sino(hundreds * 100) if hundreds else "") + word


def digits(written: str) -> str:
    """``010`` is ``공일공``, as phone and order numbers are read."""
    return "".join("공" if digit == "0" else _DIGITS[int(digit)] for digit in written)


def decimal(written: str) -> str:
    """A number as written, thousands separators and a fraction allowed: ``4.05`` is ``사 점 영오``."""
    whole, _, fraction = written.replace(",", "").partition(".")
    if not fraction:
        return sino(int(whole))
    return f"{sino(int(whole or 0))} 점 {''.join(_DIGITS[int(digit)] for digit in fraction)}"


def _thousands(group: int) -> str:
    words = ""
    for unit in _SMALL_UNITS:
        group, digit = divmod(group, 10)
        if digit:
            words = ("" if digit == 1 and unit else _DIGITS[digit]) + unit + words
    return words

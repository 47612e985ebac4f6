"""English numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.text.english_numbers import cardinal, ordinal, year

_WORDS = {
    **{"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_GREAT = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_reads_back_as_the_same_number(number: int) -> None:
    total = group = 0
    for word in cardinal(number).replace("-", " ").split():
        if word in _GREAT:
            total, group = total + group * _GREAT[word], 0
        elif word == "hundred":
            group *= 100
        else:
            group += _WORDS[word]
    assert total + group == number


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (12, "twelfth"), (20, "twentieth"), (22, "twenty-second"), (100, "one hundredth")],
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1998, "nineteen ninety-eight"),
        (2005, "two thousand five"),
        (2026, "twenty twenty-six"),
        (1900, "nineteen hundred"),
    ],
)
def test_years(number: int, words: str) -> None:
    assert year(number) == words

"""Korean numbers in words, and particles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.text.korean import native, particle, sino, with_particle

_DIGITS = {word: value for value, word in enumerate("영일이삼사오육칠팔구")}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}


def value_of(words: str) -> int:
    """Reads Sino-Korean words back, by the textbook and not by the code under test."""
    total = group = digit = 0
    for word in words.replace(" ", ""):
        if word in _BIG:
            total += (group + digit or 1) * _BIG[word]
            group = digit = 0
        elif word in _SMALL:
            group += (digit or 1) * _SMALL[word]
            digit = 0
        else:
            digit = _DIGITS[word]
    return total + group + digit


@given(st.integers(0, 10**20 - 1))
def test_a_number_in_words_reads_back_as_the_same_number(number: int) -> None:
    assert value_of(sino(number)) == number


@given(st.integers(2, 9), st.integers(1, 4))
def test_one_is_not_said_before_ten_hundred_and_thousand(digit: int, zeros: int) -> None:
    assert "일" not in sino(10**zeros + digit)
    assert sino(10**zeros) == ["십", "백", "천", "만"][zeros - 1]


@given(st.integers(1, 99))
def test_native_numbers_are_all_different_and_unlike_sino_korean_ones(number: int) -> None:
    assert native(number) not in {native(other) for other in range(1, 100) if other != number}
    assert native(number) != sino(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "한"),
        (2, "두"),
        (10, "열"),
        (12, "열두"),
        (20, "스무"),
        (21, "스물한"),
        (33, "서른세"),
        (99, "아흔아홉"),
        (0, "영"),
    ],
)
def test_native_numbers_before_a_counter(number: int, words: str) -> None:
    assert native(number) == words


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("가방", "은/는", "은"),
        ("커피", "이/가", "가"),
        ("커피", "을/를", "를"),
        ("우산", "와/과", "과"),
        ("서울", "(으)로", "로"),
        ("부산", "(으)로", "으로"),
        ("여기", "(으)로", "로"),
        ("선물", "이에요/예요", "이에요"),
        ("의자", "이에요/예요", "예요"),
        ("3", "은/는", "은"),
        ("2", "은/는", "는"),
        ("10", "을/를", "을"),
        ("7", "(으)로", "로"),
        ("B1", "은/는", "은"),
        ("6F", "(으)로", "으로"),
        ("39,000원", "이에요/예요", "이에요"),
        ("5kg", "을/를", "을"),
        ("XL", "을/를", "를"),
        ("L", "을/를", "을"),
        ("USB-C", "이/가", "가"),
        ("2+1", "을/를", "을"),
        ("iPhone", "와/과", "과"),
        ("table", "(으)로", "로"),
        ("텀블러(355ml)", "은/는", "는"),
        ("“가방”", "은/는", "은"),
        ("", "은/는", "는"),
    ],
)
def test_the_particle_fits_the_word_as_it_is_read(word: str, pair: str, expected: str) -> None:
    assert particle(word, pair) == expected
    assert with_particle(word, pair) == word + expected


def test_an_unknown_pair_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="은/는"):
        particle("가방", "은/을")

"""Cutting replies into clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annae.types import Language
from voice.tts.clauses import clauses


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "어서 오세요. 무엇을 도와드릴까요?", ["어서 오세요.", "무엇을 도와드릴까요?"]),
        ("ko", "가격은 39,000원이에요.", ["가격은 39,000원이에요."]),
        ("ko", "네.감사합니다.", ["네.", "감사합니다."]),
        ("ko", "평점은 4.5점이고요, 무게는 1.2kg이에요.", ["평점은 4.5점이고요,", "무게는 1.2kg이에요."]),
        ("en", "It costs 39,000 won.", ["It costs 39,000 won."]),
        ("en", "Ask Dr. Kim at No. 3 Main St. today.", ["Ask Dr. Kim at No. 3 Main St. today."]),
        ("en", "Open until 8:30 p.m. today. Come in!", ["Open until 8:30 p.m. today.", "Come in!"]),
        ("en", "We close at 8 p.m. Come in!", ["We close at 8 p.m.", "Come in!"]),
        ("ko", "첫 줄\n둘째 줄", ["첫 줄", "둘째 줄"]),
        ("ko", "", []),
        ("ko", "  \n ", []),
    ],
)
def test_sentences_are_clauses_and_numbers_and_abbreviations_stay_whole(
    language: Language, text: str, expected: list[str]
) -> None:
    assert clauses(text, language) == expected


def test_the_first_clause_of_a_long_sentence_is_short_and_ends_where_korean_pauses() -> None:
    text = "찾으시는 가방은 여성 패션 매장에 있고 에스컬레이터를 타고 삼 층으로 올라가시면 바로 보여요."
    first = clauses(text, "ko")[0]
    assert first in {"찾으시는 가방은"}


def test_a_long_english_sentence_starts_with_a_short_clause() -> None:
    text = "The bag you are looking for is on the third floor, and you will see it as soon as you leave the escalator."
    assert len(clauses(text, "en")[0]) <= 40


def test_later_clauses_grow_but_not_beyond_what_a_listener_can_follow() -> None:
    text = "이 제품은 " + "가볍고 튼튼하고 비에도 강하고 " * 20 + "좋아요."
    lengths = [len(clause) for clause in clauses(text, "ko")]
    assert lengths[0] <= 14
    assert max(lengths) <= 44
    assert all(later <= max(14, earlier) * 1.5 for earlier, later in pairwise(lengths))


@settings(max_examples=200)
@given(st.text(alphabet="가나는고 다.,!?12abAB p.m\n😀\"'", max_size=400), st.sampled_from(["ko", "en"]))
def test_no_character_is_lost_and_no_clause_is_empty_or_endless(text: str, language: Language) -> None:
    cut = clauses(text, language)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(clause.strip() for clause in cut)
    assert all(len(clause) <= 320 for clause in cut)


def test_a_word_of_thousands_of_characters_is_cut_into_pieces() -> None:
    assert max(len(piece) for piece in clauses("가" * 5000, "ko")) <= 88

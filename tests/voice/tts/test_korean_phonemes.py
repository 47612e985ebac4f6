"""Korean text to pronunciation and to the symbols of the voice."""

from __future__ import annotations

import pytest

from voice.tts.korean_phonemes import phonemes, pronunciation
from voice.tts.latin_hangul import in_hangul


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("값이", "갑씨"),
        ("있습니다", "읻씀니다"),
        ("할 수", "할 쑤"),
        ("신라", "실라"),
        ("같이", "가치"),
        ("좋아요", "조아요"),
        ("옷 안에", "옫 아네"),
        ("십육만 원", "시븅만 원"),
        ("charger", "차저"),
        ("Bongwoori 김치", "봉우리 김치"),
        ("안녕 😀 ㅋㅋ", "안녕"),
    ],
)
def test_standard_pronunciation(written, said):
    assert pronunciation(written) == said


def test_symbols_are_the_ones_the_voice_knows(korean):
    for text in ("뷔페, 의자! 희망? 쌍둥이. 웨딩 꽃잎 읊조리다", "Drawer TechNuri don't 3 @#$"):
        assert set(phonemes(text)) <= set(korean._ids)


def test_lax_consonants_are_voiced_inside_a_word_only():
    assert "".join(phonemes("가구")) == "kaɡu"


@pytest.mark.parametrize(
    ("name", "hangul"),
    [
        ("Bongwoori", "봉우리"),
        ("Masilga", "마실가"),
        ("Harudam", "하루담"),
        ("Naringyeol", "나린결"),
        ("Florev", "플로레브"),
        ("Chronobel", "크로노벨"),
        ("Rozelin", "로젤린"),
        ("Ttobak", "또박"),
        ("tech", "텍"),
        ("strength", "스트렝스"),
        ("'", ""),
    ],
)
def test_names_in_hangul(name, hangul):
    assert in_hangul(name) == hangul

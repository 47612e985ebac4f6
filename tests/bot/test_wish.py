import pytest

from annae.types import Language
from bot.actions.wish import names_something, points


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("이불 어디서 팔아요", "ko"),
        ("비 오는 날 신발 추천해 주세요", "ko"),
        ("where are the toys", "en"),
        ("하이힐", "ko"),
    ],
)
def test_a_thing_is_named(text: str, language: Language) -> None:
    assert names_something(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("추천해 주세요", "ko"),
        ("요즘 인기 상품 뭐예요", "ko"),
        ("what do you recommend", "en"),
        ("where is it sold?", "en"),
    ],
)
def test_nothing_is_named(text: str, language: Language) -> None:
    assert not names_something(text, language)


def test_points_at_what_was_shown() -> None:
    assert points("이거 어디서 팔아요", "ko")
    assert points("where is this sold", "en")
    assert not points("이불 어디서 팔아요", "ko")

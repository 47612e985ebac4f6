import pytest

from annae.text import spoken
from annae.types import LANGUAGES, Language
from bot.actions.texts import Texts

SAYING_A_NUMBER = ["order_place.pickup_ready", "order_place.pickup", "order_place.takeout", "reserve.done"]


@pytest.mark.parametrize("key", SAYING_A_NUMBER)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_to_come_back_with_is_read_digit_by_digit(key: str, language: Language) -> None:
    words = dict.fromkeys(("day", "time", "place", "total", "what"), "")
    digits = {"ko": ("사사일사", "구이팔팔"), "en": ("four four one four", "nine two eight eight")}[language]
    for wording in range(len(Texts().entry(language, key).say)):
        said = spoken(Texts().entry(language, key).wording(wording, {**words, "number": "4414-9288"}), language)
        assert all(part in said for part in digits), said

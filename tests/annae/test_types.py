import pytest

from annae.types import Money, ProductCard, Reply, as_language, guess_language, is_foreign


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("가방 보여 주세요", "ko"),
        ("LunaFit 운동화 있어요?", "ko"),
        ("show me bags", "en"),
        ("Do you sell 김치?", "en"),
        ("ㅎㅎ", "ko"),
    ],
)
def test_the_language_of_a_text_is_told_by_its_letters(text, language):
    assert guess_language(text) == language


def test_a_text_without_letters_stays_in_the_conversations_language():
    assert guess_language("3017 👍", "en") == "en"
    assert guess_language("", "ko") == "ko"
    assert guess_language("D20261118004", "ko") == "ko"
    assert guess_language("XL.", "ko") == "ko"
    assert guess_language("DL-2044!", "en") == "en"
    assert guess_language("D20261118004 주문이요", "en") == "ko"
    assert guess_language("I have 3 bags", "ko") == "en"


def test_region_tags_and_unknown_languages_are_understood():
    assert (as_language("en-US"), as_language("KO_kr"), as_language("fr"), as_language(None, "en")) == (
        "en",
        "ko",
        "ko",
        "en",
    )


def test_other_scripts_are_foreign():
    assert is_foreign("バッグはどこですか")
    assert is_foreign("Где сумки?")
    assert not is_foreign("café 가방")
    assert not is_foreign("1234 👍")


def test_money_is_written_in_each_language():
    assert Money(39000).written("ko") == "39,000원"
    assert Money(39000).written("en") == "39,000 won"
    assert Money(5, "EUR").written("ko") == "5 EUR"


def test_a_reply_sends_only_what_it_has():
    reply = Reply("네", "ko", "product_search", 0.9, products=[ProductCard("p1", "가방", 1000)])
    custom = reply.custom()
    assert custom["products"][0]["id"] == "p1"
    assert "text" not in custom
    assert "cart" not in custom
    assert custom["confidence"] == 0.9

import string
from pathlib import Path

import pytest

from annae.errors import AnnaeError
from annae.types import LANGUAGES, guess_language
from bot.actions.texts import Texts

TEXTS = Texts()
# Parts of sentences, and labels: nobody hears them alone.
BUILDING_BLOCKS = (
    "calendar",
    "order_view",
    "places",
    "parking.place",
    "parking.fee",
    "goods.",
    "order_place.counter",
    "help.",
    "identity.",
    "gift_wrap.with_",
    "local.in_list",
    "wayfinding.car_park",
    "wayfinding.way_out",
    "location.one_place",
    "products.",
    "compare.of_",
    "refine.as_",
    "stock.variant",
)
JOINERS = ("joiner", ".what", "day_with_reason")


def test_both_languages_say_the_same_things() -> None:
    assert TEXTS.keys("ko") == TEXTS.keys("en")


@pytest.mark.parametrize("key", sorted(TEXTS.keys("ko")))
def test_an_answer_has_several_wordings_so_that_it_is_not_repeated(key: str) -> None:
    if key.startswith(BUILDING_BLOCKS) or key.endswith(JOINERS):
        return
    assert all(len(TEXTS.entry(language, key).say) > 1 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_are_short_and_at_most_five(language: str) -> None:
    entries = [TEXTS.entry(language, key) for key in TEXTS.keys(language)]  # type: ignore[arg-type]
    assert all(len(entry.suggestions) <= 5 for entry in entries)
    assert all(len(text) <= 40 for entry in entries for text in entry.suggestions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_written_in_their_language(language: str) -> None:
    for key in TEXTS.keys(language):  # type: ignore[arg-type]
        for wording in TEXTS.entry(language, key).say:  # type: ignore[arg-type]
            bare = "".join(text for text, _, _, _ in string.Formatter().parse(wording))
            assert guess_language(bare, language) == language, (key, wording)  # type: ignore[arg-type]


def test_wordings_take_turns() -> None:
    entry = TEXTS.entry("ko", "dialogue.stop")
    assert entry.wording(1, {}) != entry.wording(2, {})
    assert entry.wording(1, {}) == entry.wording(3, {})


def test_a_placeholder_brings_its_particle() -> None:
    entry = TEXTS.entry("ko", "location.sold_at")
    values = {"what": "운동화", "floor": "4층", "zone": "스니커즈"}
    assert entry.wording(0, values) == "운동화는 4층 스니커즈 매장에 있어요."
    assert entry.wording(0, {**values, "what": "텀블러 컵"}).startswith("텀블러 컵은 ")


def test_an_entry_with_an_unknown_field_is_named(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "social.yml").write_text("greeting: {say: [hi], moood: happy}", encoding="utf-8")
    with pytest.raises(AnnaeError, match=r"social.yml: greeting: expected say"):
        Texts(tmp_path)

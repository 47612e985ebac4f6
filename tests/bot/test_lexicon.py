import pytest

from bot.components.lexicon import entities, find_terms, words


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("화장실이 어디예요", "facility", "restroom"),
        ("물품 보관함 있나요", "facility", "lockers"),
        ("where are the lockers", "facility", "lockers"),
        ("wheres the bathroom", "facility", "restroom"),
        ("사 층에 뭐 있어요", "floor", "4F"),
        ("지하 1층", "floor", "B1"),
        ("on the third floor", "floor", "3F"),
        ("식품관은 몇 시까지 해요", "area", "food_hall"),
        ("크리스마스에도 해요", "day", "christmas"),
        ("open on sundays", "day", "sun"),
        ("한국어 말고 영어로", "language", "en"),
        ("i don't understand korean", "language", "en"),
    ],
)
def test_finds_what_is_named(text: str, entity: str, value: str) -> None:
    assert [term.value for term in find_terms(text) if term.entity == entity][-1] == value


@pytest.mark.parametrize("text", ["공항철도", "the lifted mood", "재정원", ""])
def test_a_word_inside_another_is_not_found(text: str) -> None:
    assert find_terms(text) == []


def test_places_are_exact() -> None:
    text = "저기 수유실은요"
    (term,) = find_terms(text)
    assert text[term.start : term.end] == "수유실"


@pytest.mark.parametrize("entity", entities())
def test_every_term_has_words_in_both_languages(entity: str) -> None:
    assert all(set(by_language) == {"ko", "en"} for by_language in words(entity).values())

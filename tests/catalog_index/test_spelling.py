import pytest

from catalog_index.lexical import LexicalIndex
from catalog_index.spelling import Spelling

NAMES = ["보온 텀블러", "접이식 우산", "Storm Umbrella", "Fountain Pen"]


@pytest.fixture(scope="module")
def spelling(splitter):
    lexical = LexicalIndex.build([[(" ".join(NAMES), 1.0)]], splitter)
    return Spelling(NAMES, lexical, splitter)


@pytest.mark.parametrize(
    ("said", "meant"), [("텀불러 있어요", "텀블러 있어요"), ("a storm umbrela", "a storm Umbrella")]
)
def test_an_unknown_word_becomes_the_known_one_it_sounds_like(spelling, said, meant):
    assert spelling.repaired(said) == meant


@pytest.mark.parametrize("said", ["접이식 우산", "fountain pen", "마실 거", "swimming goggles", "cat litter", ""])
def test_words_that_are_right_or_sound_like_nothing_sold_stay(spelling, said):
    assert spelling.repaired(said) == said

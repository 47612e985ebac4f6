"""Words of documents: an index that grew or shrank answers as one that was made at once."""

import numpy as np
import pytest

from catalog_index.lexical import LexicalIndex
from catalog_index.vectors.vector_index import NO_ROWS

TEXTS = ["방수 러닝화", "방수 등산화 방수", "cotton shirt", "면 셔츠 cotton", "무선 선풍기", "방수 텐트"]
WANTED = {"방수": 1.0, "cotton": 0.5, "선풍기": 0.2, "우주선": 1.0}


def documents(texts):
    return [((text, 2.0), ("shop", 1.0)) for text in texts]


@pytest.fixture
def whole(splitter):
    return LexicalIndex.build(documents(TEXTS), splitter)


@pytest.fixture
def grown(splitter):
    index = LexicalIndex.build(documents(TEXTS[:2]), splitter)
    return index.followed_by(documents(TEXTS[2:4]), NO_ROWS).followed_by(documents(TEXTS[4:]), NO_ROWS)


def test_documents_that_hold_more_of_what_is_wanted_score_higher(whole):
    scores = whole.scores(WANTED)
    assert scores[1] > scores[2] > scores[4] > 0  # 방수 twice, cotton, 선풍기
    assert (scores <= 1).all()


def test_scores_of_some_rows_are_those_of_all(grown):
    rows = np.array([5, 0, 3, 4])
    np.testing.assert_allclose(grown.scores_of(rows, WANTED), grown.scores(WANTED)[rows], rtol=1e-6)
    assert grown.scores_of(np.zeros(0, np.int64), WANTED).shape == (0,)


def test_an_index_that_grew_knows_and_ranks_as_one_made_at_once(whole, grown):
    assert grown.knows("선풍기")
    assert not grown.knows("우주선")
    assert grown.named("방수").tolist() == whole.named("방수").tolist() == [0, 1, 5]
    # The weights differ a little: the mean length stays that of the first documents.
    np.testing.assert_allclose(grown.scores(WANTED), whole.scores(WANTED), atol=0.05)


def test_queries_under_way_keep_the_index_they_began_with(splitter):
    index = LexicalIndex.build(documents(TEXTS[:2]), splitter)
    before = index.scores(WANTED)
    index.followed_by(documents(TEXTS[2:]), np.array([0]))
    assert index.scores(WANTED).tolist() == before.tolist()


def test_only_words_of_the_first_field_name_a_document(whole):
    assert whole.named("shirt").tolist() == [2]
    assert whole.named("shop").tolist() == []


def test_rows_that_are_gone_score_nothing(grown):
    scores = grown.followed_by([], np.array([1, 5])).scores(WANTED)
    assert scores.astype(bool).tolist() == [True, False, True, True, True, False]


def test_what_was_saved_scores_the_same(whole, splitter, tmp_path):
    whole.save(tmp_path)
    loaded = LexicalIndex.load(tmp_path, splitter)
    np.testing.assert_allclose(loaded.scores(WANTED), whole.scores(WANTED), rtol=1e-6)


def test_an_index_of_nothing_finds_nothing(splitter, tmp_path):
    LexicalIndex.build([], splitter).save(tmp_path)
    assert LexicalIndex.load(tmp_path, splitter).scores(WANTED).shape == (0,)


def test_what_says_a_thing_holds_all_words_of_one_of_the_ways_to_say_it(whole, grown):
    rows = np.array([5, 3, 2, 0, 1])
    ways = [("방수", "텐트"), ("cotton",), ("우주선", "cotton"), ()]
    for index in (whole, grown, grown):  # asked again, what is remembered answers
        says, number = index.saying(ways, rows)
        assert says.tolist() == [True, True, True, False, False]
        assert number == 3


def test_rows_that_are_gone_say_nothing(grown):
    ways, rows = [("방수",)], np.arange(len(TEXTS))
    assert grown.saying(ways, rows)[1] == 3
    says, number = grown.followed_by([], np.array([1, 5])).saying(ways, rows)
    assert (says.tolist(), number) == ([True, False, False, False, False, False], 1)

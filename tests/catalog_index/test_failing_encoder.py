"""Without an encoder that works, words and limits still find products, and why is said once."""

from dataclasses import replace

import numpy as np
import pytest

from annae.settings import SearchSettings
from catalog_index.encoders import create
from catalog_index.encoders.create import create_encoder_or_words
from catalog_index.encoders.words_only import WordsOnly
from catalog_index.index import current_version
from catalog_index.search import ProductSearch


def ids(hits):
    return [hit.product.id for hit in hits]


class EncoderThatFails:
    """The real encoder, until ``fails`` is set."""

    def __init__(self, encoder):
        self.real, self.identity, self.dimension, self.fails = encoder, encoder.identity, encoder.dimension, False
        self.asked = []

    def query(self, text):
        self.asked.append(text)
        return self.passages([text])[0]

    def passages(self, texts):
        if self.fails:
            raise RuntimeError("out of memory")
        return self.real.passages(texts)


@pytest.fixture
def failing(encoder):
    return EncoderThatFails(encoder)


@pytest.fixture
def search_that_fails(shelves, settings, failing, splitter):
    search = ProductSearch(shelves.shop, settings, failing, splitter)
    shelves.searches.append(search)
    failing.fails = True
    yield search
    search.close()


@pytest.fixture
def by_words(shelves, settings, splitter, monkeypatch, tmp_path):
    monkeypatch.setattr("catalog_index.search.TokenSplitter", lambda: splitter)
    broken = replace(settings, search=SearchSettings(encoder=str(tmp_path / "none")))
    search = ProductSearch.open(shelves.shop, broken)
    shelves.searches.append(search)
    yield search
    search.close()


def test_an_encoder_that_cannot_be_loaded_is_said_once_and_how_to_mend_it(by_words, caplog):
    for query in ("레인 부츠", "러닝화"):
        by_words.search(query, "ko")
    said = [record.message for phase in ("setup", "call") for record in caplog.get_records(phase)]
    assert sum("words alone" in message for message in said) == 1


def test_why_there_are_words_alone_is_something_to_act_on(tmp_path, caplog):
    assert isinstance(create_encoder_or_words(SearchSettings(encoder=str(tmp_path / "none"))), WordsOnly)
    assert "name a folder or hub model" in caplog.text


def test_damaged_weights_of_the_packaged_encoder_are_no_crash(tmp_path, monkeypatch, caplog):
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    monkeypatch.setattr(create, "model_dir", lambda _: tmp_path)
    assert isinstance(create_encoder_or_words(SearchSettings()), WordsOnly)
    assert f"remove {tmp_path} and run: annae prepare" in caplog.text


@pytest.mark.parametrize(
    ("query", "best"),
    [("레인 부츠", "s1"), ("운동화", "s2"), ("cushion for my back", "h1"), ("캐모마일티백", "f2"), ("장바군이", "b2")],
)
def test_words_alone_find_what_they_name(by_words, query, best):
    assert ids(by_words.search(query, "ko"))[0] == best


def test_words_alone_find_nothing_for_other_topics(by_words):
    for query in ("비트코인 시세 알려줘", "asdf qwer zxcv", "SELECT * FROM orders"):
        assert by_words.search(query, "ko") == []


def test_limits_are_kept_to_by_words_alone(by_words):
    assert set(ids(by_words.search("만오천 원 이하", "ko"))) == {"b2", "f2"}
    assert "s2" not in ids(by_words.search("5만원 이하 신발", "ko"))


def test_words_alone_follow_changes(shelves, by_words):
    shelves.change("h2", title_ko="고양이 낚싯대 장난감")
    assert ids(by_words.search("고양이 낚싯대", "ko"))[0] == "h2"
    shelves.remove("h2")
    assert ids(by_words.search("고양이 낚싯대", "ko")) == []


def test_words_alone_leave_the_index_with_vectors_as_it_is(search, index_folder, by_words, shelves, settings, encoder):
    version = current_version(index_folder)
    assert ids(by_words.search("레인 부츠", "ko"))[0] == "s1"
    assert current_version(index_folder) == version


def test_an_encoder_that_fails_in_a_query_leaves_the_words(search_that_fails, caplog):
    assert ids(search_that_fails.search("레인 부츠", "ko"))[0] == "s1"
    assert ids(search_that_fails.search("생일상 케이크", "ko"))[0] == "f1"
    assert search_that_fails.search("비트코인 시세 알려줘", "ko") == []
    assert caplog.text.count("because the encoder failed") == 1


def test_an_encoder_that_works_again_is_used_again(search_that_fails, failing):
    search_that_fails.search("레인 부츠", "ko")
    failing.fails = False
    assert ids(search_that_fails.search("허리 아픈데 앉기 편한 거", "ko"))[0] == "h1"


def test_a_product_that_cannot_be_encoded_is_found_by_its_words(shelves, search_that_fails, failing):
    shelves.change("h2", title_ko="고양이 낚싯대 장난감")
    assert ids(search_that_fails.search("고양이 낚싯대 장난감", "ko"))[0] == "h2"


def test_vectors_of_words_alone_mean_nothing():
    assert not WordsOnly().query("신발").any()
    assert WordsOnly().passages(["a", "b"]).tolist() == np.zeros((2, 1)).tolist()


def test_a_query_that_comes_again_is_not_encoded_again(search_that_fails, failing):
    failing.fails = False
    first = search_that_fails.search("비 오는 날 신발", "ko")
    assert first
    assert search_that_fails.search("비 오는 날 신발", "ko") == first
    assert len(failing.asked) == 1


def test_a_query_that_could_not_be_encoded_is_encoded_when_it_comes_again(search_that_fails, failing):
    search_that_fails.search("비 오는 날 신발", "ko")
    failing.fails = False
    search_that_fails.search("비 오는 날 신발", "ko")
    assert len(failing.asked) == 2

import numpy as np
import pytest

from catalog_index import index as index_module
from catalog_index.build import build_index
from catalog_index.encoders import vector_cache
from catalog_index.index import (
    CatalogIndex,
    Origin,
    UnusableIndexError,
    current_version,
    made_of,
    read_index,
    write_index,
)
from catalog_index.lexical import LexicalIndex
from catalog_index.search import ProductSearch
from catalog_index.vectors.exact import ExactIndex


class EncoderOfAnotherName:
    """Fake: the real encoder under an identity of its own, with vectors turned around."""

    identity = "another"

    def __init__(self, encoder):
        self.real, self.dimension = encoder, encoder.dimension
        self.encoded = []

    def query(self, text):
        return -self.real.query(text)

    def passages(self, texts):
        self.encoded += texts
        return -self.real.passages(texts)


def best(search, query):
    return search.search(query, "ko")[0].product.id


def test_an_index_is_read_back_as_it_was_written(tmp_path, splitter):
    vectors = np.eye(3, dtype=np.float32)
    lexical = LexicalIndex.build([[(text, 1.0)] for text in ("빨간 구두", "파란 모자", "red shoes")], splitter)
    write_index(CatalogIndex(Origin("e", "p"), ["a", "b", "c"], ExactIndex.build(vectors), lexical), tmp_path)

    read = read_index(tmp_path, splitter)

    assert (read.origin, read.ids) == (Origin("e", "p"), ["a", "b", "c"])
    assert read.vectors.nearest(vectors[1], 1)[0].tolist() == [1]
    assert read.lexical.scores(splitter.counts("구두")).tolist() == lexical.scores(splitter.counts("구두")).tolist()
    assert read.lexical.scores(splitter.counts("구두")).argmax() == 0


def test_only_the_version_in_use_is_kept(search, index_folder, shelves, settings, encoder, splitter):
    build_index(shelves.shop, settings, encoder, splitter)
    assert [path.name for path in index_folder.iterdir() if path.is_dir()] == [current_version(index_folder)]


def test_without_an_index_there_is_a_reason(tmp_path, splitter):
    with pytest.raises(UnusableIndexError, match="none yet"):
        read_index(tmp_path, splitter)


@pytest.mark.parametrize("name", ["vectors.faiss", "weights.npy", "lexical.json", "meta.json"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "gone"])
def test_a_damaged_index_is_built_again(search, index_folder, shelves, settings, encoder, splitter, name, damage):
    version = current_version(index_folder)
    file = index_folder / version / name
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else bytes([content[0] ^ 255]) + content[1:])

    again = ProductSearch(shelves.shop, settings, encoder, splitter)

    assert best(again, "생일 케이크") == "f1"
    assert current_version(index_folder) != version


def test_an_intact_index_is_used_as_it_is(search, index_folder, shelves, settings, encoder, splitter):
    version = current_version(index_folder)
    ProductSearch(shelves.shop, settings, encoder, splitter)
    assert current_version(index_folder) == version


def test_an_index_of_a_program_that_cuts_words_otherwise_is_not_used(tmp_path, splitter, monkeypatch):
    lexical = LexicalIndex.build([[("구두", 1.0)]], splitter)
    write_index(CatalogIndex(Origin("e", "p"), ["a"], ExactIndex.build(np.eye(1, dtype=np.float32)), lexical), tmp_path)
    assert made_of(tmp_path) == "p"
    monkeypatch.setattr(index_module, "_OF_WORDS", index_module._OF_WORDS[1:])
    index_module._format.cache_clear()
    with pytest.raises(UnusableIndexError, match="another version of the program"):
        read_index(tmp_path, splitter)
    assert made_of(tmp_path) is None
    monkeypatch.undo()
    index_module._format.cache_clear()
    assert made_of(tmp_path) == "p"


def test_an_index_of_another_encoder_is_built_again(search, index_folder, shelves, settings, encoder, splitter):
    version = current_version(index_folder)
    again = ProductSearch(shelves.shop, settings, EncoderOfAnotherName(encoder), splitter)
    assert current_version(index_folder) != version
    assert best(again, "생일 케이크") == "f1"


def test_only_changed_texts_are_encoded_again(shelves, settings, encoder, splitter, tmp_path, monkeypatch):
    monkeypatch.setattr(vector_cache, "cache_dir", lambda: tmp_path / "cache")
    counted = EncoderOfAnotherName(encoder)
    build_index(shelves.shop, settings, counted, splitter)
    assert len(counted.encoded) == 16
    counted.encoded.clear()

    shelves.change("h2", description_en="Two mugs thrown by hand.")
    build_index(shelves.shop, settings, counted, splitter)

    assert len(counted.encoded) == 1
    assert "thrown by hand" in counted.encoded[0]


def test_a_damaged_vector_cache_is_made_again(shelves, settings, encoder, splitter, tmp_path, monkeypatch):
    monkeypatch.setattr(vector_cache, "cache_dir", lambda: tmp_path / "cache")
    cache = tmp_path / "cache" / "vectors" / f"{encoder.identity}.db"
    cache.parent.mkdir(parents=True)
    cache.write_bytes(b"no database" * 100)
    assert len(build_index(shelves.shop, settings, encoder, splitter).ids) == 8

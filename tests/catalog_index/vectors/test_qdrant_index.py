from dataclasses import replace

import numpy as np
import pytest
from qdrant_client import QdrantClient

from annae.settings import SearchSettings
from catalog_index.search import ProductSearch
from catalog_index.vectors import qdrant_index
from catalog_index.vectors.exact import ExactIndex
from catalog_index.vectors.qdrant_index import QdrantIndex, serve

VECTORS = np.eye(8, dtype=np.float32)


@pytest.fixture
def client():
    return QdrantClient(":memory:")


def names(client):
    return [collection.name for collection in client.get_collections().collections]


def test_the_same_vectors_are_copied_once(client, monkeypatch):
    serve(ExactIndex.build(VECTORS), "shop", client)
    monkeypatch.setattr(qdrant_index, "_copy", None)
    assert isinstance(serve(ExactIndex.build(VECTORS), "shop", client), QdrantIndex)


def test_a_copying_that_was_cut_short_is_done_again(client):
    serve(ExactIndex.build(VECTORS), "shop", client)
    client.delete(names(client)[0], [3, 4])
    assert serve(ExactIndex.build(VECTORS), "shop", client).nearest(VECTORS[3], 1)[0].tolist() == [3]


def test_a_new_index_takes_the_place_of_the_one_before_and_of_no_other_shop(client):
    serve(ExactIndex.build(VECTORS), "shop", client)
    serve(ExactIndex.build(VECTORS), "shop-two", client)
    old = names(client)
    serve(ExactIndex.build(VECTORS[:4]), "shop", client)
    assert len(names(client)) == 2
    assert [name for name in names(client) if name.startswith("annae-shop-two-")] == [
        name for name in old if name.startswith("annae-shop-two-")
    ]


def test_while_qdrant_does_not_answer_vectors_are_compared_here(client, caplog):
    index = serve(ExactIndex.build(VECTORS), "shop", client)
    client.delete_collection(names(client)[0])
    for row in range(8):
        assert index.nearest(VECTORS[row], 1)[0].tolist() == [row]
    assert caplog.text.count("Qdrant does not answer") == 1


def test_a_server_that_cannot_be_reached_is_no_reason_not_to_search(monkeypatch, caplog):
    monkeypatch.setenv("QDRANT_URL", "http://127.0.0.1:9")
    stored = ExactIndex.build(VECTORS)
    assert serve(stored, "shop") is stored
    assert "Qdrant cannot be used (http://127.0.0.1:9)" in caplog.text


def test_products_are_found_with_it_also_when_they_change(shelves, settings, encoder, splitter):
    by_qdrant = replace(settings, search=SearchSettings(engine="qdrant"))
    search = ProductSearch(shelves.shop, by_qdrant, encoder, splitter)
    assert isinstance(search.index.vectors, QdrantIndex)
    assert search.search("허리 아픈데 앉기 편한 거", "ko")[0].product.id == "h1"
    shelves.searches.append(search)
    shelves.change("b2", title_ko="고양이 낚싯대", description_ko="고양이가 좋아하는 깃털 장난감이에요.")
    assert search.search("고양이 장난감", "ko")[0].product.id == "b2"
    search.close()

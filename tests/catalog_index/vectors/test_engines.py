"""What every engine of the vector index has to do."""

import os
import uuid
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from catalog_index.vectors import exact as exact_module
from catalog_index.vectors import hnsw, qdrant_index
from catalog_index.vectors.create import load_vectors, save_vectors
from catalog_index.vectors.exact import ExactIndex
from catalog_index.vectors.hnsw import HnswIndex
from catalog_index.vectors.live import followed_by

ROWS, DIMENSION, LIMIT = 600, 16, 10


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors():
    return unit(np.random.default_rng(7).standard_normal((ROWS, DIMENSION)))


@pytest.fixture(scope="module")
def queries():
    return unit(np.random.default_rng(8).standard_normal((20, DIMENSION)))


def exact(vectors, _):
    return ExactIndex.build(vectors)


def graph(vectors, _):
    return HnswIndex.build(vectors)


def mapped_graph(vectors, folder):
    save_vectors(HnswIndex.build(vectors), folder)
    return load_vectors(folder)


def mapped_exact(vectors, folder):
    save_vectors(ExactIndex.build(vectors), folder)
    return load_vectors(folder)


def qdrant(vectors, _):
    return qdrant_index.serve(ExactIndex.build(vectors), "test", QdrantClient(":memory:"))


def qdrant_server(vectors, _):
    served = qdrant_index.serve(ExactIndex.build(vectors), f"test{uuid.uuid4().hex}")
    assert isinstance(served, qdrant_index.QdrantIndex)
    return served


def live(vectors, _):
    built = ExactIndex.build(vectors[:400])
    return followed_by(
        followed_by(built, vectors[400:500], np.empty(0, np.int64)), vectors[500:], np.empty(0, np.int64)
    )


def live_graph(vectors, _):
    return followed_by(HnswIndex.build(vectors[:500]), vectors[500:], np.empty(0, np.int64))


ENGINES = [exact, graph, mapped_graph, mapped_exact, qdrant, live, live_graph]
if os.environ.get("QDRANT_URL"):
    ENGINES.append(qdrant_server)


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def engine(request, vectors, tmp_path, monkeypatch):
    # However few the rows are: the engine itself is to be asked.
    monkeypatch.setattr(exact_module, "_FEW", 0)
    monkeypatch.setattr(hnsw, "_FEW", 0)
    monkeypatch.setattr(qdrant_index, "_FEW", 0)
    return request.param(vectors, tmp_path)


def best(vectors, query, limit, rows):
    scores = vectors[rows] @ query
    order = np.argsort(-scores)[:limit]
    return rows[order].tolist(), scores[order]


def test_the_nearest_come_first_with_their_scores(engine, vectors, queries):
    for query in queries:
        rows, scores = engine.nearest(query, LIMIT)
        expected, expected_scores = best(vectors, query, LIMIT, np.arange(ROWS))
        assert rows.tolist() == expected
        assert scores == pytest.approx(expected_scores, abs=1e-5)


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.9])
def test_only_the_rows_asked_for_are_found(engine, vectors, queries, kept):
    among = np.flatnonzero(np.random.default_rng(9).random(ROWS) < kept)
    for query in queries:
        assert engine.nearest(query, LIMIT, among)[0].tolist() == best(vectors, query, LIMIT, among)[0]


def test_a_filter_that_goes_against_the_query_finds_the_nearest_of_the_others(engine, vectors, queries):
    for query in queries:
        among = np.flatnonzero(vectors @ query < 0)
        assert engine.nearest(query, LIMIT, among)[0].tolist() == best(vectors, query, LIMIT, among)[0]


@pytest.mark.parametrize("few", [0, ROWS])
def test_picking_few_rows_and_passing_by_many_find_the_same(vectors, queries, monkeypatch, few):
    monkeypatch.setattr(exact_module, "_FEW", few)
    index = ExactIndex.build(vectors)
    among, without = np.arange(0, ROWS, 2), np.arange(0, ROWS, 3)
    left = np.setdiff1d(among, without)
    for query in queries:
        rows, scores = index.nearest(query, LIMIT, among, without)
        expected, expected_scores = best(vectors, query, LIMIT, left)
        assert rows.tolist() == expected
        assert scores == pytest.approx(expected_scores, abs=1e-5)


def test_rows_that_filters_leave_are_each_compared_though_they_are_most(vectors, queries):
    index = HnswIndex.build(vectors)
    graph, index.faiss = index.faiss, None  # the graph cannot be asked; it owns the vectors
    among = np.arange(1, ROWS)
    for query in queries:
        assert index.nearest(query, LIMIT, among)[0].tolist() == best(vectors, query, LIMIT, among)[0]
    assert graph.ntotal == ROWS


def test_rows_left_out_are_not_found(engine, vectors, queries):
    for query in queries:
        without = np.sort(engine.nearest(query, LIMIT)[0][::2])
        left = np.setdiff1d(np.arange(ROWS), without)
        assert engine.nearest(query, LIMIT, None, without)[0].tolist() == best(vectors, query, LIMIT, left)[0]
        among = left[left % 2 == 0]
        found = engine.nearest(query, LIMIT, np.arange(0, ROWS, 2), without)[0].tolist()
        assert found == best(vectors, query, LIMIT, among)[0]


def test_among_no_rows_nothing_is_found(engine, queries):
    rows, scores = engine.nearest(queries[0], LIMIT, np.empty(0, np.int64))
    assert (len(rows), len(scores)) == (0, 0)


def test_more_than_there_are_is_everything_there_is(engine, queries):
    among = np.array([3, 450, 599])
    assert sorted(engine.nearest(queries[0], 50, among)[0].tolist()) == [3, 450, 599]


def test_scores_are_given_in_the_order_of_the_rows(engine, vectors, queries):
    rows = np.array([599, 0, 420, 7])
    assert engine.scores(queries[0], rows) == pytest.approx(vectors[rows] @ queries[0], abs=1e-5)
    assert engine.scores(queries[0], rows[:0]).tolist() == []
    assert engine.size == ROWS


def test_rows_gone_since_are_not_found(engine, vectors, queries):
    gone = np.unique([*engine.nearest(queries[0], 5)[0].tolist(), 599])
    after = followed_by(engine, queries[:1], gone)
    left = np.setdiff1d(np.arange(ROWS), gone)
    rows, scores = after.nearest(queries[0], LIMIT)
    assert (rows[0], scores[0]) == (ROWS, pytest.approx(1))
    assert rows[1:].tolist() == best(vectors, queries[0], LIMIT - 1, left)[0]
    assert np.intersect1d(after.nearest(queries[0], ROWS, np.arange(590, ROWS + 1))[0], [599]).tolist() == []
    # What was there before is as it was: another thread may be using it.
    assert engine.nearest(queries[0], 5)[0].tolist() == best(vectors, queries[0], 5, np.arange(ROWS))[0]


def test_files_are_mapped_not_read(tmp_path, vectors):
    save_vectors(ExactIndex.build(vectors), tmp_path)
    index = load_vectors(tmp_path)
    assert str(tmp_path) in Path("/proc/self/maps").read_text()
    assert index.vectors.tolist() == vectors.tolist()

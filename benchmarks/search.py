"""``annae bench search``: the quality of the product search on judged queries, against the plain ways in the same run.

The baselines rank the same catalogue with the same index: words alone (BM25), vectors alone, and both with equal
weights. None of them understands a price, a size or a colour.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from annae.types import Language, as_language
from benchmarks.figures import hardware
from benchmarks.retrieval_metrics import mean_with_interval, ndcg, recall
from catalog_index.encoders.create import create_encoder
from catalog_index.search import ProductSearch
from catalog_index.tokens import TokenSplitter
from store.database.engine import open_database
from store.shop import Shop

QUERIES = Path(__file__).parent / "data" / "search"
_DEPTH = 10

System = Callable[[str, Language], list[str]]


@dataclass(frozen=True)
class Judged:
    """A query with the grades (1 to 3) of the products that answer it."""

    text: str
    language: Language
    kind: str
    grades: dict[str, int]


def run(settings: Settings, split: str = "test") -> dict[str, Any]:
    """nDCG@10 and recall@5 by system, kind and language; the share of unanswerable queries answered rightly."""
    queries = read_queries(split)
    search = open_search(settings)
    systems: dict[str, System] = {"ours": _ours(search), **_baselines(search)}
    scores: dict[str, list[list[str]]] = {}
    with progress(f"{len(queries)} queries", len(systems) * len(queries), "queries") as advance:
        for name, system in systems.items():
            scores[name] = []
            for query in queries:
                scores[name].append(system(query.text, query.language))
                advance(1)
    return {
        "bench": "search",
        "split": split,
        "systems": {name: _figures(queries, rankings) for name, rankings in scores.items()},
        "nothing_right": mean_with_interval(
            [float(_says_nothing(search, query)) for query in queries if query.kind == "nothing"]
        ),
        "hardware": hardware(),
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The same as a table for people."""
    systems = figures["systems"]
    yield f"search, nDCG@10 / recall@5 on {figures['split']} ({figures['hardware']['cpu']})"
    yield f"{'':<18}" + "".join(f"{name:>18}" for name in systems)
    for group in systems["ours"]:
        if "/" not in group:
            values = [[part[group][metric]["mean"] for metric in ("ndcg@10", "recall@5")] for part in systems.values()]
            yield f"{group:<18}" + "".join(f"{ndcg_:>10.3f} / {recall_:.3f}" for ndcg_, recall_ in values)
    yield f"nothing there, and said so: {figures['nothing_right']['mean']:.2f}"


def read_queries(split: str) -> list[Judged]:
    """The judged queries of ``dev`` or ``test``."""
    lines = (QUERIES / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [
        Judged(entry["query"], as_language(entry["language"]) or "ko", entry["kind"], entry["grades"])
        for entry in entries
    ]


def open_search(settings: Settings) -> ProductSearch:
    """The search over the demo store, which the queries were judged for."""
    shop = Shop(open_database(settings.database_url), settings.store.id)
    if not any(True for _ in shop.products()):
        raise AnnaeError("the store has no products; run: annae import stores/demo")
    return ProductSearch(shop, settings, create_encoder(settings.search), TokenSplitter())


def _ours(search: ProductSearch) -> System:
    return lambda text, language: [hit.product.id for hit in search.find(text, language, _DEPTH).hits]


def _baselines(search: ProductSearch) -> dict[str, System]:
    index, encoder = search.index, search.encoder
    every = np.arange(len(index.ids))

    def ranked(scores: np.ndarray[Any, Any]) -> list[str]:
        return [index.ids[row] for row in np.argsort(-scores, kind="stable")[:_DEPTH]]

    def words(text: str) -> np.ndarray[Any, Any]:
        return index.lexical.scores(dict.fromkeys(search.splitter.counts(text), 1.0))

    def vectors(text: str) -> np.ndarray[Any, Any]:
        return index.vectors.scores(encoder.query(text), every)

    return {
        "bm25": lambda text, _: ranked(words(text)),
        "dense": lambda text, _: ranked(vectors(text)),
        "equal_weights": lambda text, _: ranked(_stretched(words(text)) + _stretched(vectors(text))),
    }


def _stretched(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    stretched: np.ndarray[Any, Any] = (scores - scores.min()) / max(float(np.ptp(scores)), 1e-6)
    return stretched


def _says_nothing(search: ProductSearch, query: Judged) -> bool:
    results = search.find(query.text, query.language)
    return not results.hits or bool(results.relaxed)


def _figures(queries: Sequence[Judged], rankings: Sequence[list[str]]) -> dict[str, Any]:
    answerable = [(query, ranking) for query, ranking in zip(queries, rankings, strict=True) if query.grades]
    groups = {"all": answerable}
    for query, ranking in answerable:
        for name in (query.language, query.kind, f"{query.kind}/{query.language}"):
            groups.setdefault(name, []).append((query, ranking))
    return {name: dict(_metrics(members)) for name, members in sorted(groups.items())}


def _metrics(members: Sequence[tuple[Judged, list[str]]]) -> Iterator[tuple[str, dict[str, float]]]:
    yield "ndcg@10", mean_with_interval([ndcg(ranking, query.grades) for query, ranking in members])
    found = [recall(ranking, query.grades) for query, ranking in members]
    yield "recall@5", mean_with_interval([share for share in found if share is not None])

"""``annae bench scale``: a full search among 1,000 to 1,000,000 products, against the plain way in the same run.

The catalogue is made up, with attributes that hang together (``synthetic_catalogue``); its vectors are made of encoded
phrases and noise, its words counted by phrases: encoding and splitting a million texts takes hours, which are reckoned
from a few (``encode``, ``words``). Everything else is the real thing: database, both indexes on disk, understanding,
encoder, filters, ranking, and the products read for the answer. The plain way understands and encodes the same,
compares with every vector, orders all, and filters afterwards. ``processor`` is the time the thread computed, which
other work on the machine hardly adds to; it is of other queries than the clock's time.

A size is built in one process and searched in another, so that the memory of each is its own; searching has one thread.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import faiss
import numpy as np
import numpy.typing as npt
import psutil

import catalog_index.search
from annae.paths import home
from annae.progress import progress
from annae.settings import DatabaseSettings, Settings
from benchmarks.figures import hardware, percentiles
from benchmarks.scale_names import sound_figures
from benchmarks.stopwatch import Place, Stopwatch
from benchmarks.synthetic_catalogue import STORE, SyntheticCatalogue
from benchmarks.synthetic_queries import SyntheticQuery, synthetic_queries
from benchmarks.synthetic_shop import build_synthetic_index, stock_shop
from catalog_index.encoders.create import create_encoder
from catalog_index.moment.standing import Moment
from catalog_index.relevance import Relevance
from catalog_index.search import ProductSearch
from catalog_index.snapshot import Snapshot
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Limits
from store.database.engine import open_database
from store.shop import Shop

SIZES: Final = (1_000, 100_000, 1_000_000)
_AIMS_MS: Final = {100_000: 25, 1_000_000: 50}
_NAMES: Final = 100_000
_TIMES: Final = 3
"""Products that each template of a query is about."""
_TIMES_PLAIN: Final = 1
_SHOWN: Final = 10
_POOL: Final = 200
"""Nearest vectors the ranking asks for."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


def run(settings: Settings, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """For each size milliseconds by stage, recall@10 by filter, seconds and memory of building and loading."""
    figures = {}
    with progress("Catalogues", 2 * len(sizes), "steps") as advance:
        for size in sizes:
            with tempfile.TemporaryDirectory(prefix="annae-scale-") as folder:
                built = _in_its_own_process(_build, settings, size, Path(folder))
                advance(1)
                figures[str(size)] = built | _in_its_own_process(_measure, settings, size, Path(folder))
                advance(1)
    return {
        "bench": "scale",
        "unit": "ms",
        "aims_p95": {str(size): aim for size, aim in _AIMS_MS.items()},
        "sizes": figures,
        "names_by_sound": sound_figures(_NAMES),
        "hardware": hardware(),
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures to read."""
    for size, found in figures["sizes"].items():
        aim = figures["aims_p95"].get(size)
        yield f"{int(size):,} products ({figures['hardware']['cpu']})" + (f", aim: p95 {aim} ms" if aim else "")
        yield f"  {'':<20}{'p50':>10}{'p95':>10} ms{'processor':>10}{'p95':>10} ms"
        for stage, spent in found["ours"].items():
            alone = found["processor"][stage]
            times = f"{spent['p50']:>10.1f}{spent['p95']:>10.1f}   {alone['p50']:>10.1f}{alone['p95']:>10.1f}"
            yield f"  {stage:<20}{times}"
        plain = found["baseline"]["all"]
        yield f"  {'plain way':<20}{plain['p50']:>10.1f}{plain['p95']:>10.1f}"
        yield f"  the plain way takes {found['ratio']} times as long"
        yield f"  {'filter':<20}{'rows left':>10}{'recall@10':>10}{'p50 ms':>10}{'exact ms':>10}"
        for name, one in found["recall"].items():
            times = f"{one['ms']['p50']:>10.1f}{one['exact_ms']['p50']:>10.1f}"
            yield f"  {name:<20}{one['rows']:>10,}{one['recall@10']:>10.3f}{times}"
        steps = ", ".join(f"{step} {seconds:,.0f} s" for step, seconds in found["build_s"].items())
        yield f"  built: {steps}; {found['build_peak_mb']:,.0f} MB, {found['index_mb']:,.0f} MB on disk"
        memory = f"{found['memory_mb']:,.0f} MB, {found['own_memory_mb']:,.0f} of them not shared"
        yield f"  loaded in {found['load_s']:.1f} s: {memory}, {found['peak_mb']:,.0f} MB at most"
    sound = figures["names_by_sound"]
    times = f"p50 {sound['ours']['p50']:.1f} ms, p95 {sound['ours']['p95']:.1f} ms"
    yield f"a name by its sound among {sound['names']:,}: {times}; against every name: {sound['ratio']} times as long"


_Work = Callable[[Settings, int, Path], dict[str, Any]]


def _in_its_own_process(work: _Work, settings: Settings, size: int, folder: Path) -> dict[str, Any]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_at_home_in, (work, settings, size, folder))


def _at_home_in(work: _Work, settings: Settings, size: int, folder: Path) -> dict[str, Any]:
    """``work`` with an index and database of its own in ``folder``; models and encoded texts are the usual ones."""
    for name in ("models", "cache"):
        if not (folder / name).exists():
            (folder / name).symlink_to(home() / name)
    os.environ["ANNAE_HOME"] = str(folder)
    return work(replace(settings, database=DatabaseSettings(url=f"sqlite:///{folder / 'shop.db'}")), size, folder)


def _build(settings: Settings, size: int, folder: Path) -> dict[str, Any]:
    catalogue, engine = SyntheticCatalogue(size), open_database(settings.database_url)
    stock_shop(catalogue, engine)
    seconds = build_synthetic_index(catalogue, Shop(engine, STORE), create_encoder(settings.search))
    on_disk = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    return {"build_s": seconds, "build_peak_mb": _peak_mb(), "index_mb": round(on_disk / 1e6)}


def _measure(settings: Settings, size: int, _: Path) -> dict[str, Any]:
    faiss.omp_set_num_threads(1)
    catalogue = SyntheticCatalogue(size)
    shop = Shop(open_database(settings.database_url), STORE)
    encoder = create_encoder(settings.search)
    started = time.perf_counter()
    search = ProductSearch.open(shop, settings, encoder)
    loaded_s = time.perf_counter() - started
    try:
        _full_searches(
            search, synthetic_queries(catalogue, 1), time.perf_counter
        )  # a kiosk that is up has read its files
        ours = _full_searches(search, synthetic_queries(catalogue, _TIMES), time.perf_counter)
        processor = _full_searches(search, synthetic_queries(catalogue, _TIMES, seed=6), time.thread_time)
        memory = psutil.Process().memory_full_info()
        plain = _plain_searches(search, shop, synthetic_queries(catalogue, _TIMES_PLAIN, seed=4))
        recall = _recall(search, catalogue)
    finally:
        search.close()
    return {
        "ours": ours,
        "processor": processor,
        "baseline": {"all": plain},
        "ratio": round(plain["p50"] / ours["all"]["p50"], 1),
        "recall": recall,
        "load_s": round(loaded_s, 1),
        "memory_mb": round(memory.rss / 1e6),
        "own_memory_mb": round(memory.uss / 1e6),
        "peak_mb": _peak_mb(),
    }


def _full_searches(
    search: ProductSearch, queries: Sequence[SyntheticQuery], clock: Callable[[], float]
) -> dict[str, dict[str, float]]:
    """Milliseconds by stage; ``all`` is the whole, which has a rest that no stage counts."""
    stopwatch = Stopwatch(_stages(search) | {"all": (search, "find")}, clock)
    spent: dict[str, list[float]] = {}
    with stopwatch.running():
        for query in queries:
            search._encoded.cache_clear()  # nobody said it before
            search.find(query.text, query.language)
            for stage, milliseconds in stopwatch.read().items():
                spent.setdefault(stage, []).append(milliseconds)
    return {stage: percentiles(values, 2) for stage, values in spent.items()}


def _stages(search: ProductSearch) -> dict[str, Place]:
    """Each stage and the function it is; ``rank`` includes ``nearest vectors``."""
    return {
        "understand": (Snapshot, "read"),
        "encode": (search.encoder, "query"),
        "filter": (Snapshot, "within"),
        "nearest vectors": (type(search.index.vectors), "nearest"),
        "rank": (catalog_index.search, "candidates"),
        "relevance": (Relevance, "keep"),
        "read products": (Shop, "products_of"),
        "stock, promotions": (Moment, "lifts"),
        "of what is shown": (Moment, "standings"),
        "explain": (catalog_index.search, "explain"),
    }


def _plain_searches(search: ProductSearch, shop: Shop, queries: Sequence[SyntheticQuery]) -> dict[str, float]:
    snapshot = search._follower.snapshot
    spent = []
    for query in queries:
        started = time.perf_counter()
        wish = snapshot.read(query.text)
        scores = search.index.vectors.vectors @ search.encoder.query(wish.wanted)
        order = np.argsort(-scores)
        among = snapshot.within(wish)
        if among is not None:
            order = order[np.isin(order, among)]
        found = [shop.product(search.index.ids[row]) for row in order[:_SHOWN]]
        assert len(found) <= _SHOWN
        spent.append((time.perf_counter() - started) * 1000)
    return percentiles(spent, 2)


def _recall(search: ProductSearch, catalogue: SyntheticCatalogue) -> dict[str, Any]:
    """Of the index among all rows and among those that filters leave, by filter."""
    queries = synthetic_queries(catalogue, 1, seed=5)
    vectors = [search.encoder.query(query.text) for query in queries]
    filters: dict[str, Rows | None] = {"none": None}
    filters |= {name: _left(search, limits) for name, limits in _filters(catalogue).items()}
    return {name: _recalled(search, vectors, among) for name, among in filters.items() if among is None or len(among)}


def _filters(catalogue: SyntheticCatalogue) -> dict[str, Limits]:
    """Of several selectivities; sizes and groups of people hang together with kinds, so with what queries are near."""
    prices = np.quantile(catalogue.attributes.price, [0.05, 0.2, 0.5]).astype(int).tolist()
    popular = catalogue.brands[int(np.bincount(catalogue.attributes.brand).argmax())].en
    return {
        "brand": Limits(brand=popular),
        "price, 5 %": Limits(price=PriceRange(high=prices[0])),
        "price, 20 %": Limits(price=PriceRange(high=prices[1])),
        "price, 50 %": Limits(price=PriceRange(high=prices[2])),
        "colour": Limits(colors=frozenset({"black"})),
        "size": Limits(size="240"),
        "for men": Limits(people=frozenset({"men"})),
        "size and price": Limits(size="L", price=PriceRange(high=prices[2])),
    }


def _left(search: ProductSearch, limits: Limits) -> Rows:
    among = search._follower.snapshot.shelf.within(limits)
    assert among is not None
    return among


def _recalled(search: ProductSearch, vectors: Sequence[Scores], among: Rows | None) -> dict[str, Any]:
    index = search.index.vectors
    shares, ours, exact = [], [], []
    for vector in vectors:
        started = time.perf_counter()
        found, _ = index.nearest(vector, _POOL, among)
        ours.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        scores = index.vectors @ vector
        if among is not None:
            left = np.full(len(scores), -np.inf, np.float32)
            left[among] = scores[among]
            scores = left
        best = np.argsort(-scores)[:_SHOWN]
        exact.append((time.perf_counter() - started) * 1000)
        shares.append(len(set(found[:_SHOWN].tolist()) & set(best.tolist())) / len(best))
    return {
        "rows": search.index.vectors.size if among is None else len(among),
        "recall@10": round(float(np.mean(shares)), 4),
        "ms": percentiles(ours, 2),
        "exact_ms": percentiles(exact, 2),
    }


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return round(int(found[1]) / 1024) if found else 0.0

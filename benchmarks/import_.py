"""``annae bench import``: a large store pack into the database, against the plain way.

100,000 products with a row of stock each, as CSV files, and the same products as a Google Merchant Center feed. Ours
checks everything, compares it with what is there and writes what is new, the first time (``first``), again without a
change (``again``) and from the feed (``feed``). The plain way trusts the same CSV files and merges row by row into the
session of the ORM; it takes a share of the rows, and its time is scaled up. ``unchecked`` is what no import can beat:
the files read and inserted as they are, neither checked nor compared. Each is measured in a process of its own; memory
is what its peak is above that of the process when it begins.
"""

from __future__ import annotations

import csv
import multiprocessing
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from benchmarks.figures import hardware
from store.database.engine import open_database, writing
from store.database.models import ProductRow, StockRow, StoreRow
from store.database.temporary_postgresql import temporary_postgresql
from store.importer import import_pack, stored_info
from store.info import StoreInfo
from store.pack import read_feed, read_pack

PRODUCTS = 100_000
_PLAIN_SHARE = 20
_STORE = "bench"
_STORE_YML = f"""\
id: {_STORE}
name: Bench
hours: {{store: {{daily: "10:00-20:00"}}}}
floors: [{{id: 1F, name: 1F}}]
zones: [{{id: hall, floor: 1F, name: Hall, x: 1, y: 1}}]
"""
_KINDS = ("니트", "코트", "머그컵", "원두", "청바지", "운동화", "가방", "모자")
_COLORS, _SIZES = "black|white|navy", "S|M|L"
Work = Callable[[Engine, Path], None]


def run(settings: Settings, products: int = PRODUCTS) -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes the settings
    """Seconds, rows a second and memory of each way on SQLite and PostgreSQL; how many times as long plain takes."""
    databases: dict[str, Any] = {}
    not_measured: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as folder:
        _write_pack(Path(folder), products)
        for name, database in {"sqlite": _sqlite, "postgresql": temporary_postgresql}.items():
            try:
                databases[name] = _measure_all(name, database, Path(folder), 2 * products)
            except AnnaeError as error:
                not_measured[name] = str(error)
    return {
        "bench": "import",
        "unit": "s",
        "products": products,
        "rows": 2 * products,
        "databases": databases,
        "not_measured": not_measured,
        "hardware": hardware(),
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures to read."""
    yield f"{figures['products']:,} products and their stock ({figures['hardware']['cpu']})"
    for name, database in figures["databases"].items():
        yield f"{name:<12}{'seconds':>10}{'rows/s':>10}{'MB':>8}"
        ways = {**database["ours"], "plain": database["baseline"], "unchecked": database["unchecked"]}
        for way, found in ways.items():
            yield f"{way:<12}{found['seconds']:>10.1f}{found['rows_per_s']:>10,}{found['memory_mb']:>8.0f}"
        yield f"the plain way takes {database['ratio']} times as long"
    for name, reason in figures["not_measured"].items():
        yield f"{name}: not measured: {reason}"


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'shop.db'}"


def _measure_all(name: str, database: Callable[[], Any], folder: Path, rows: int) -> dict[str, Any]:
    figures: dict[str, dict[str, float]] = {}
    with progress(f"Importing into {name}", len(_WAYS)) as advance:
        for series in (("first", "again", "feed"), ("plain",), ("unchecked",)):
            with database() as url:
                for way in series:
                    share = _PLAIN_SHARE if way == "plain" else 1
                    counted = rows // 2 if way == "feed" else rows
                    figures[way] = _figures(_in_its_own_process(way, url, folder), counted, share)
                    advance(1)
    ratio = figures["plain"]["seconds"] / figures["first"]["seconds"]
    ours = {way: figures[way] for way in ("first", "again", "feed")}
    return {
        "ours": ours,
        "baseline": figures["plain"],
        "unchecked": figures["unchecked"],
        "ratio": round(ratio, 2),
        "ratio_again": round(figures["plain"]["seconds"] / figures["again"]["seconds"], 2),
    }


def _figures(measured: dict[str, float], rows: int, share: int) -> dict[str, float]:
    seconds = measured["seconds"] * share
    return {
        "seconds": round(seconds, 2),
        "rows_per_s": round(rows / seconds),
        "memory_mb": round(measured["memory_mb"], 1),
        "share_measured": round(1 / share, 3),
    }


def _in_its_own_process(way: str, url: str, folder: Path) -> dict[str, float]:
    # A fresh interpreter: a forked one would count the memory of its parent too.
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (way, url, folder))


def _measured(way: str, url: str, folder: Path) -> dict[str, float]:
    engine = open_database(url)
    before, started = _peak_mb(), time.monotonic()
    _WAYS[way](engine, folder)
    return {"seconds": time.monotonic() - started, "memory_mb": _peak_mb() - before}


def _peak_mb() -> float:
    """The most memory this process has had; the kernel's own ``ru_maxrss`` begins with that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(found[1]) / 1024 if found else 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _ours(engine: Engine, folder: Path) -> None:
    import_pack(engine, read_pack(folder))


def _our_feed(engine: Engine, folder: Path) -> None:
    data = stored_info(engine, _STORE)
    import_pack(engine, read_feed(folder / "feed.xml", StoreInfo.model_validate(data), data))


def _plain(engine: Engine, folder: Path) -> None:
    with writing(engine) as session:
        session.merge(StoreRow(store_id=_STORE, info={}, revision=0))
        for model, row in _plain_rows(folder, _PLAIN_SHARE):
            session.merge(model(**row))


def _unchecked(engine: Engine, folder: Path) -> None:
    with writing(engine) as session:
        session.add(StoreRow(store_id=_STORE, info={}, revision=0))
        session.flush()
        for model in (ProductRow, StockRow):
            _insert(session, model, [row for of, row in _plain_rows(folder) if of is model])


def _insert(session: Session, model: type[ProductRow] | type[StockRow], rows: list[dict[str, Any]]) -> None:
    session.connection().execute(insert(model), rows)


_WAYS: dict[str, Work] = {"first": _ours, "again": _ours, "feed": _our_feed, "plain": _plain, "unchecked": _unchecked}


def _plain_rows(folder: Path, share: int = 1) -> Iterator[tuple[type[ProductRow] | type[StockRow], dict[str, Any]]]:
    """The rows of the CSV files as a script of a few lines would read them; one in ``share``."""
    with (folder / "products.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number % share == 0:
                yield ProductRow, _plain_product(row)
    with (folder / "stock.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if number % share == 0:
                yield StockRow, {**row, "store_id": _STORE, "branch": "", "quantity": int(row["quantity"])}


def _plain_product(row: dict[str, str]) -> dict[str, Any]:
    return {
        **row,
        "store_id": _STORE,
        "price": int(row["price"].replace(",", "")),
        "sale_price": int(row["sale_price"]) if row["sale_price"] else None,
        "sale_starts": None,
        "sale_ends": None,
        "colors": row["colors"].split("|"),
        "sizes": row["sizes"].split("|"),
        "tags": row["tags"].split("|"),
        "rating": float(row["rating"]),
        "review_count": int(row["review_count"]),
        "attributes": dict(pair.split("=", 1) for pair in row["attributes"].split("|")),
        "availability": [],
    }


def _write_pack(folder: Path, products: int) -> None:
    (folder / "store.yml").write_text(_STORE_YML, encoding="utf-8")
    rows = [_product(number) for number in range(products)]
    _write_csv(folder / "products.csv", rows)
    stock = [
        {"product_id": row["id"], "color": "black", "size": "M", "quantity": number % 20}
        for number, row in enumerate(rows)
    ]
    _write_csv(folder / "stock.csv", stock)
    with (folder / "feed.xml").open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n')
        file.writelines(map(_item, rows))
        file.write("</channel></rss>\n")


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _product(number: int) -> dict[str, Any]:
    kind, price = _KINDS[number % len(_KINDS)], (number * 37 % 500 + 1) * 1000
    return {
        "id": f"P{number:06}",
        "title_ko": f"{kind} {number}",
        "title_en": f"Item {number}",
        "description_ko": f"매일 편하게 쓰는 {kind}입니다. 모양이 그대로라 선물로도 좋은 {number}번째 상품이에요.",
        "description_en": f"Made for every day and made to last, in three colours and sizes. Our number {number}.",
        "brand": f"Brand {number % 300}",
        "category": "",
        "price": f"{price:,}",
        "sale_price": price - 500 if number % 3 == 0 else "",
        "colors": _COLORS,
        "sizes": _SIZES,
        "tags": "gift|daily",
        "image": f"{number}.jpg",
        "rating": f"{number % 50 / 10}",
        "review_count": number % 500,
        "zone": "hall",
        "attributes": "material=wool|made_in=Korea",
    }


def _item(row: dict[str, Any]) -> str:
    sale = f"<g:sale_price>{row['sale_price']} KRW</g:sale_price>" if row["sale_price"] else ""
    return (
        f"<item><g:id>{row['id']}</g:id><g:title>{escape(row['title_ko'])}</g:title>"
        f"<g:description>{escape(row['description_ko'])}</g:description><g:price>{row['price']} KRW</g:price>{sale}"
        f"<g:brand>{row['brand']}</g:brand><g:image_link>https://shop.example.com/{row['image']}</g:image_link>"
        "<g:availability>in_stock</g:availability><g:color>black</g:color><g:size>M</g:size></item>\n"
    )

"""Exporting: a pack that imports again without changing anything."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sqlalchemy import Engine, update

from annae.errors import AnnaeError
from store.database.engine import writing
from store.database.models import OrderRow
from store.export import _availability, _cell, _items, export_store, row_count
from store.importer import import_pack
from store.pack import cells, read_pack
from store.product import AvailabilityState
from store.shop import Shop
from tests.store.conftest import WritePack
from tests.store.feeds.test_feeds_in_a_store import ONLY_STORE_YML
from tests.store.feeds.test_google_merchant import DATA

DEMO = Path(__file__).parents[2] / "stores" / "demo"


WORDS = st.text("가나다abc12 -=./", max_size=8).map(str.strip)
IDS = st.text("가abc12-_.", min_size=1, max_size=8)
ITEMS = st.fixed_dictionaries({"product_id": IDS, "color": WORDS, "size": WORDS, "quantity": st.integers(1, 99)})
STATES = st.sampled_from(get_args(AvailabilityState))
AVAILABILITY = st.fixed_dictionaries({"color": WORDS, "size": WORDS, "state": STATES})
CONTEXT = {"currency": "KRW", "timezone": "Asia/Seoul"}
SEOUL = ZoneInfo("Asia/Seoul")


def read(kind: Any, cell: str) -> Any:
    return TypeAdapter(kind).validate_python(cell, context=CONTEXT)


@given(st.lists(ITEMS, min_size=1, max_size=4))
def test_ordered_items_are_read_back_as_they_were(items: list[dict[str, Any]]) -> None:
    assert read(cells.Items, _items(items, SEOUL)) == items


@given(st.lists(AVAILABILITY, max_size=4))
def test_what_a_feed_said_of_the_stock_is_read_back_as_it_was(entries: list[dict[str, str]]) -> None:
    assert read(cells.Availabilities, _availability(entries, SEOUL)) == entries


@given(st.dictionaries(IDS, WORDS.filter(bool), max_size=4), st.lists(WORDS.filter(bool), max_size=4))
def test_attributes_and_lists_are_read_back_as_they_were(attributes: dict[str, str], texts: list[str]) -> None:
    assert read(cells.Attributes, _cell(attributes, SEOUL)) == attributes
    assert read(cells.Texts, _cell(texts, SEOUL)) == texts


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_times_are_read_back_as_they_were(moment: datetime) -> None:
    assert read(cells.Moment, _cell(moment, SEOUL)) == moment
    assert read(cells.LastMoment, _cell(moment, SEOUL)) == moment


@given(st.integers(0, 10**12), st.sampled_from([True, False]), st.integers(1, 1000).map(lambda tenth: tenth / 10))
def test_money_answers_and_percentages_are_read_back_as_they_were(amount: int, answer: bool, percent: float) -> None:
    assert read(cells.Money, _cell(amount, SEOUL)) == amount
    assert read(cells.YesOrNo, _cell(answer, SEOUL)) is answer
    assert read(cells.Percent, _cell(percent, SEOUL)) == percent


def again(engine: Engine, folder: Path) -> bool:
    """Whether importing ``folder``, with everything else removed, changes anything."""
    return import_pack(engine, read_pack(folder), prune=True).changed


@pytest.mark.parametrize("pack", ["café street", "demo"])
def test_importing_an_export_changes_nothing(engine: Engine, write_pack: WritePack, tmp_path: Path, pack: str) -> None:
    report = import_pack(engine, read_pack(DEMO if pack == "demo" else write_pack()))
    files = export_store(engine, report.store_id, tmp_path / "out")
    assert files["products.csv"] == report.tables["products"].added
    assert not again(engine, tmp_path / "out")


def test_an_export_has_everything_for_a_new_database(engine: Engine, shop: Shop, tmp_path: Path) -> None:
    export_store(engine, "cafe-street", tmp_path / "out")
    report = import_pack(engine, read_pack(tmp_path / "out"), store_id="copy")
    assert sum(changes.added for changes in report.tables.values()) == row_count(engine, "cafe-street") + 1
    assert list(Shop(engine, "copy").products()) == list(shop.products())


@pytest.mark.parametrize("feed", ["google.xml", "naver_ep.tsv"])
def test_products_of_a_feed_are_exported_with_what_the_feed_said(
    engine: Engine, write_pack: WritePack, tmp_path: Path, feed: str
) -> None:
    folder = write_pack(**ONLY_STORE_YML)
    copyfile(DATA / feed, folder / f"products{Path(feed).suffix}")
    import_pack(engine, read_pack(folder))
    export_store(engine, "cafe-street", tmp_path / "out")
    assert not again(engine, tmp_path / "out")


def test_an_order_a_customer_changed_is_exported_as_it_is_now(engine: Engine, shop: Shop, tmp_path: Path) -> None:
    with writing(engine) as session:
        session.execute(
            update(OrderRow)
            .where(OrderRow.store_id == "cafe-street", OrderRow.id == "CS-1003")
            .values(status="cancelled")
        )
    export_store(engine, "cafe-street", tmp_path / "out")
    with (tmp_path / "out" / "orders.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"]: row["status"] for row in csv.DictReader(file)}["CS-1003"] == "cancelled"
    assert not again(engine, tmp_path / "out")


def test_files_without_rows_are_not_written(engine: Engine, write_pack: WritePack, tmp_path: Path) -> None:
    optional = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    import_pack(engine, read_pack(write_pack(**optional)))
    export_store(engine, "cafe-street", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["products.csv", "store.yml"]


def test_a_renamed_store_is_exported_under_its_own_id(engine: Engine, write_pack: WritePack, tmp_path: Path) -> None:
    import_pack(engine, read_pack(write_pack()), store_id="north")
    export_store(engine, "north", tmp_path / "out")
    assert yaml.safe_load((tmp_path / "out" / "store.yml").read_text(encoding="utf-8"))["id"] == "north"
    assert not again(engine, tmp_path / "out")


def test_a_folder_with_something_in_it_is_left_alone(engine: Engine, shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "products.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(AnnaeError, match="the folder is not empty; expected a new or empty one"):
        export_store(engine, "cafe-street", tmp_path / "out")
    assert (tmp_path / "out" / "products.csv").read_text(encoding="utf-8") == "mine"


def test_a_store_that_is_not_there_is_one_clear_line_and_leaves_no_folder(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(AnnaeError, match="there is no store 'nowhere' in the database"):
        export_store(engine, "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()

"""Feeds imported: in a pack in the place of products.csv, and alone for a store that is there."""

from datetime import datetime
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Engine

from annae.errors import AnnaeError
from store.importer import import_pack, stored_info
from store.info import StoreInfo
from store.pack import PackError, StorePack, read_feed, read_pack
from store.shop import Shop
from tests.store.conftest import STORE_YML, WritePack
from tests.store.feeds.test_google_merchant import DATA, MUG, RSS

ONLY_STORE_YML = dict.fromkeys(("products", "stock", "orders", "faq", "reviews", "menu", "promotions"))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-22T15:00+09:00")


def feed_for(engine: Engine, path: Path, store_id: str = "cafe-street") -> StorePack:
    data = stored_info(engine, store_id)
    return read_feed(path, StoreInfo.model_validate(data), data)


@pytest.mark.parametrize(("feed", "name"), [("google.xml", "products.xml"), ("naver_ep.tsv", "products.tsv")])
def test_a_pack_may_hold_a_feed_instead_of_products_csv(
    engine: Engine, write_pack: WritePack, feed: str, name: str
) -> None:
    folder = write_pack(**ONLY_STORE_YML)
    copyfile(DATA / feed, folder / name)
    report = import_pack(engine, read_pack(folder))
    assert report.tables["products"].added == 3
    assert not import_pack(engine, read_pack(folder), prune=True).changed


def test_products_in_two_files_are_refused(write_pack: WritePack) -> None:
    folder = write_pack()
    copyfile(DATA / "google.xml", folder / "products.xml")
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        "products.xml:1: there is products.csv too, expected the products in one file"
    ]


def test_stock_orders_and_the_rest_of_the_pack_refer_to_the_products_of_its_feed(write_pack: WritePack) -> None:
    stock = "product_id,color,size,quantity\nknit-01,블랙,M,3\nknit-99,,,1\n"
    folder = write_pack(**{**ONLY_STORE_YML, "stock": stock})
    copyfile(DATA / "google.xml", folder / "products.xml")
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    (problem,) = caught.value.problems
    assert str(problem).startswith("stock.csv:3: product 'knit-99' is not in products.xml; did you mean knit-01?")


def test_a_feed_alone_brings_products_into_a_store_and_leaves_the_rest(engine: Engine, shop: Shop) -> None:
    report = import_pack(engine, feed_for(engine, DATA / "google.xml"))
    assert set(report.tables) == {"store", "products"}
    assert {product.id for product in shop.products()} == {"c1", "m1", "m2", "knit-01", "mug-white", "beans-kenya"}
    assert shop.stock("c1") != []
    assert len(shop.faq()) == 1


def test_the_same_feed_again_changes_nothing_and_prune_removes_only_products(engine: Engine, shop: Shop) -> None:
    import_pack(engine, feed_for(engine, DATA / "google.xml"))
    assert not import_pack(engine, feed_for(engine, DATA / "google.xml")).changed
    report = import_pack(engine, feed_for(engine, DATA / "google.xml"), prune=True)
    assert report.tables["products"].removed == 3
    assert {product.id for product in shop.products()} == {"knit-01", "mug-white", "beans-kenya"}
    assert len(shop.faq()) == 1


def test_a_feed_for_a_store_that_is_not_there_is_one_clear_line(engine: Engine) -> None:
    with pytest.raises(AnnaeError, match="there is no store 'north' yet; import its store pack before"):
        stored_info(engine, "north")


def test_categories_and_colours_are_the_shops_where_it_has_words_for_them(engine: Engine, shop: Shop) -> None:
    import_pack(engine, feed_for(engine, DATA / "google.xml"))
    beans, mug = shop.product("beans-kenya"), shop.product("mug-white")
    assert beans is not None
    assert mug is not None
    assert beans.category == "coffee"  # 커피콩 is a synonym
    place = shop.place_of(beans)
    assert place is not None
    assert place.zone == "beans"
    assert (mug.category, mug.colors) == ("cup", ("white",))


def test_a_category_or_colour_without_a_word_is_kept_and_becomes_one(engine: Engine, shop: Shop) -> None:
    import_pack(engine, feed_for(engine, DATA / "google.xml"))
    knit = shop.product("knit-01")
    assert knit is not None
    assert (knit.category, knit.colors) == ("홈 > 여성의류 > 니트", ("블랙", "화이트"))
    assert shop.place_of(knit) is None
    info = Shop(engine, "cafe-street").info
    assert info.categories["홈 > 여성의류 > 니트"].name["ko"] == "니트"
    assert info.colors["블랙"].name["ko"] == "블랙"


def test_stock_is_known_by_the_feed_where_there_is_no_row_for_it(engine: Engine, shop: Shop) -> None:
    import_pack(engine, feed_for(engine, DATA / "google.xml"))
    assert [shop.in_stock(name) for name in ("knit-01", "mug-white", "beans-kenya")] == [True, False, True]
    import_pack(engine, feed_for(engine, DATA / "naver_ep.tsv"))
    assert [shop.in_stock(name) for name in ("SHOP_101", "SHOP_103")] == [None, False]


def test_a_row_of_stock_goes_before_what_the_feed_says(engine: Engine, write_pack: WritePack, tmp_path: Path) -> None:
    folder = write_pack(**{**ONLY_STORE_YML, "stock": "product_id,color,size,quantity\nm1,,,0\n"})
    (folder / "products.xml").write_text(
        RSS.format(MUG.replace("</item>", "<g:availability>in_stock</g:availability></item>")), encoding="utf-8"
    )
    import_pack(engine, read_pack(folder))
    assert Shop(engine, "cafe-street").in_stock("m1") is False


@pytest.mark.parametrize(
    ("now", "sale"),
    [
        ("2026-11-19T23:59:59+09:00", None),
        ("2026-11-20T00:00:00+09:00", 39000),
        ("2026-11-30T23:59:00+09:00", 39000),
        ("2026-12-01T00:00:00+09:00", None),
    ],
)
def test_a_sale_price_holds_from_its_start_to_its_end(
    engine: Engine, shop: Shop, monkeypatch: pytest.MonkeyPatch, now: str, sale: int | None
) -> None:
    import_pack(engine, feed_for(engine, DATA / "google.xml"))
    monkeypatch.setenv("STORE_NOW", datetime.fromisoformat(now).isoformat())
    knit = shop.product("knit-01")
    assert knit is not None
    assert (knit.sale_price.amount if knit.sale_price else None) == sale
    assert knit.pays.amount == (sale or 49000)


def test_a_feed_in_another_currency_than_the_shops_is_refused_and_nothing_is_imported(
    engine: Engine, write_pack: WritePack
) -> None:
    folder = write_pack(**{**ONLY_STORE_YML, "store": STORE_YML + "currency: USD\n"})
    copyfile(DATA / "google.xml", folder / "products.xml")
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    assert all("in USD, the currency of the shop" in problem.message for problem in caught.value.problems)
    assert [problem.line for problem in caught.value.problems[:2]] == [7, 7]

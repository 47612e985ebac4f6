"""The shop as others ask it: products, stock, places, words."""

import pytest
from sqlalchemy import Engine

from annae.errors import AnnaeError
from annae.types import Money
from store.importer import import_pack
from store.pack import read_pack
from store.shop import Shop
from tests.store.conftest import STORE_YML, WritePack


def test_a_product_has_both_languages_and_whole_won(shop: Shop) -> None:
    mug = shop.product("m1")
    assert mug is not None
    assert (mug.title["ko"], mug.title["en"]) == ("흰 머그컵", "White Mug")
    assert (mug.price, mug.sale_price, mug.pays) == (Money(12000), Money(9900), Money(9900))
    assert mug.pays.written("ko") == "9,900원"


def test_a_shop_in_another_currency_says_so(engine: Engine, write_pack: WritePack) -> None:
    store = STORE_YML.replace("id: cafe-street", "id: abroad\ncurrency: USD")
    import_pack(engine, read_pack(write_pack(store=store)))
    mug = Shop(engine, "abroad").product("m1")
    assert mug is not None
    assert mug.price == Money(12000, "USD")


def test_products_come_by_id(shop: Shop) -> None:
    assert [product.id for product in shop.products()] == ["c1", "m1", "m2"]


def test_an_unknown_product_is_none(shop: Shop) -> None:
    assert shop.product("x") is None
    assert shop.in_stock("x") is None


def test_stock_counts_here_and_what_is_unknown_is_none(shop: Shop) -> None:
    assert shop.in_stock("c1") is True
    assert shop.in_stock("m2") is False
    assert shop.in_stock("m1") is None  # only another branch has told its stock
    assert [(row.size, row.quantity) for row in shop.stock("c1")] == [("200g", 4), ("500g", 0)]
    assert [row.branch for row in shop.stock("m1")] == ["north-branch"]


def test_a_product_stands_in_its_zone_or_where_its_category_is_sold(shop: Shop) -> None:
    places = {product.id: shop.place_of(product) for product in shop.products()}
    assert places["m1"] is not None
    assert (places["m1"].zone, places["m1"].floor_name["en"], places["m1"].x) == ("cups", "1st floor", 9.5)
    assert places["c1"] is not None
    assert places["c1"].zone == "beans"


def test_zones_and_facilities(shop: Shop) -> None:
    assert [zone.id for zone in shop.zones_selling("coffee")] == ["beans", "cups"]
    assert shop.zones_selling("tea") == []
    assert [facility.name["en"] for facility in shop.facilities("restroom")] == ["Restroom"]
    assert shop.facilities("atm") == []
    assert len(shop.facilities()) == 1
    assert shop.zone("nowhere") is None
    assert shop.place("nowhere") is None


def test_words_for_categories_and_colours(shop: Shop) -> None:
    coffee, white = shop.category("coffee"), shop.color("white")
    assert coffee is not None
    assert coffee.words() == ["원두", "coffee beans", "커피콩", "beans"]
    assert white is not None
    assert white.name["ko"] == "흰색"
    assert shop.color("pink") is None


def test_faq_in_both_languages(shop: Shop) -> None:
    (entry,) = shop.faq()
    assert entry.answer["en"] == "Yes, on a leash."


def test_a_text_in_one_language_stands_for_both(engine: Engine, write_pack: WritePack) -> None:
    store = STORE_YML.replace("{ko: 카페거리, en: Café Street}", "카페거리")
    products = "id,title_ko,category,price\nc1,원두,coffee,1\n"
    optional = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    import_pack(engine, read_pack(write_pack(store=store, products=products, **optional)))
    shop = Shop(engine, "cafe-street")
    assert shop.info.name["en"] == "카페거리"
    assert next(shop.products()).title["en"] == "원두"


def test_a_store_that_was_never_imported_says_what_to_do(engine: Engine) -> None:
    with pytest.raises(AnnaeError, match="import its store pack first"):
        _ = Shop(engine, "nobody").info


def test_the_stock_of_several_products_is_that_of_each(shop: Shop) -> None:
    ids = ["c1", "m1", "m2", "nothing"]
    assert shop.stocks(ids) == {one: shop.stock(one) for one in ids}
    assert shop.stocks(ids)["c1"]


@pytest.mark.parametrize(("size", "found"), [("", {"m2"}), ("500g", {"c1", "m2"}), ("200g", {"m2"})])
def test_what_is_running_out_is_told_by_size_and_only_of_what_was_counted_here(
    shop: Shop, size: str, found: set[str]
) -> None:
    assert shop.running_out(["c1", "m1", "m2", "nothing"], size=size) == found
    assert shop.running_out(["m1"], size=size) == set()

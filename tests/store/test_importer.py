"""Importing: all or nothing, the same again changes nothing, prune removes, stores never mix."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, Update, update

from annae.errors import AnnaeError
from store.database.engine import writing
from store.database.models import OrderRow, StockRow
from store.importer import ImportReport, import_pack
from store.orders import find_order
from store.pack import PackError, read_pack
from store.shop import Shop
from tests.store.conftest import ORDERS, PRODUCTS, REVIEWS, STOCK, STORE_YML, WritePack

WITHOUT_GLASS = {"products": PRODUCTS.rpartition("m2")[0], "stock": STOCK.rpartition("m2")[0], "promotions": None}


def counts(report: ImportReport, table: str) -> tuple[int, int, int, int]:
    changes = report.tables[table]
    return changes.added, changes.updated, changes.removed, changes.unchanged


def change(engine: Engine, statement: Update) -> None:
    with writing(engine) as session:
        session.execute(statement)


def without_glass() -> dict[str, str | None]:
    return {**WITHOUT_GLASS, "orders": ORDERS.replace(",m2,", ",m1,")}


def test_the_first_import_adds_everything(engine: Engine, write_pack: WritePack) -> None:
    report = import_pack(engine, read_pack(write_pack()))
    assert {name: counts(report, name)[0] for name in report.tables} == {
        "store": 1, "products": 3, "menu": 1, "stock": 4, "orders": 3, "promotions": 1, "faq": 1, "reviews": 2,
    }  # fmt: skip
    assert report.changed


def test_importing_the_same_again_changes_nothing(engine: Engine, write_pack: WritePack) -> None:
    pack = read_pack(write_pack())
    import_pack(engine, pack)
    revision = Shop(engine, "cafe-street").revision
    report = import_pack(engine, pack, prune=True)
    assert not report.changed
    assert counts(report, "products") == (0, 0, 0, 3)
    assert Shop(engine, "cafe-street").revision == revision


def test_a_changed_row_is_updated_and_a_new_one_added(engine: Engine, write_pack: WritePack, shop: Shop) -> None:
    products = PRODUCTS.replace("8000", "8500") + "m3,잔,Small cup,cup,5000,,,,cups,\n"
    report = import_pack(engine, read_pack(write_pack(products=products)))
    assert counts(report, "products") == (1, 1, 0, 2)
    glass, small = shop.product("m2"), shop.product("m3")
    assert glass is not None
    assert glass.price.amount == 8500
    assert small is not None


def test_without_prune_rows_the_pack_lacks_stay(engine: Engine, write_pack: WritePack, shop: Shop) -> None:
    report = import_pack(engine, read_pack(write_pack(**without_glass())))
    assert counts(report, "products") == (0, 0, 0, 2)
    assert shop.product("m2") is not None


def test_prune_removes_what_the_pack_lacks_and_counts_it(engine: Engine, write_pack: WritePack, shop: Shop) -> None:
    report = import_pack(engine, read_pack(write_pack(**without_glass())), prune=True)
    assert counts(report, "products") == (0, 0, 1, 2)
    assert counts(report, "stock") == (0, 0, 1, 3)
    assert counts(report, "promotions") == (0, 0, 1, 0)
    assert shop.product("m2") is None
    assert shop.stock("m2") == []


def test_reviews_in_the_same_words_are_each_kept(engine: Engine, write_pack: WritePack, shop: Shop) -> None:
    third = import_pack(engine, read_pack(write_pack(reviews=REVIEWS + "m1,5,좋아요,ko\n")))
    assert counts(third, "reviews") == (1, 0, 0, 2)
    back = import_pack(engine, read_pack(write_pack()), prune=True)
    assert counts(back, "reviews") == (0, 0, 1, 2)


def test_a_dry_run_reports_and_changes_nothing(engine: Engine, write_pack: WritePack) -> None:
    report = import_pack(engine, read_pack(write_pack()), dry_run=True)
    assert counts(report, "products") == (3, 0, 0, 0)
    with pytest.raises(AnnaeError, match="there is no store 'cafe-street'"):
        _ = Shop(engine, "cafe-street").info


def test_two_stores_in_one_database_never_mix(engine: Engine, write_pack: WritePack) -> None:
    import_pack(engine, read_pack(write_pack()), store_id="north")
    southern = PRODUCTS.replace("유리컵,Glass", "남쪽 유리컵,Southern Glass")
    orders = ORDERS.replace("0412", "9999")
    store = STORE_YML.replace("Café Street", "South Street")
    south = read_pack(write_pack("south", products=southern, orders=orders, store=store))
    import_pack(engine, south, store_id="south")
    north_shop, south_shop = Shop(engine, "north"), Shop(engine, "south")
    assert [shop.info.name["en"] for shop in (north_shop, south_shop)] == ["Café Street", "South Street"]
    titles = [[product.title["en"] for product in shop.products()][-1] for shop in (north_shop, south_shop)]
    assert titles == ["Glass", "Southern Glass"]
    assert find_order(north_shop, "CS-1001", "9999") is None
    assert find_order(south_shop, "CS-1001", "9999") is not None


def test_pruning_one_store_leaves_the_other_alone(engine: Engine, write_pack: WritePack) -> None:
    for store_id in ("north", "south"):
        import_pack(engine, read_pack(write_pack()), store_id=store_id)
    import_pack(engine, read_pack(write_pack(**without_glass())), prune=True, store_id="south")
    assert len(list(Shop(engine, "north").products())) == 3
    assert len(list(Shop(engine, "south").products())) == 2


def test_an_import_that_fails_half_way_leaves_the_store_as_it_was(
    engine: Engine, write_pack: WritePack, shop: Shop
) -> None:
    pack = read_pack(write_pack(products=PRODUCTS.replace("8000", "8500")))
    orders = pack.tables.orders.path
    orders.write_text(ORDERS.replace("shipped", "lost"), encoding="utf-8")  # between checking and importing
    with pytest.raises(PackError):
        import_pack(engine, pack)
    glass = shop.product("m2")
    assert glass is not None
    assert glass.price.amount == 8000


def test_an_edited_store_file_is_seen_by_a_shop_opened_afterwards(
    engine: Engine, write_pack: WritePack, shop: Shop
) -> None:
    report = import_pack(engine, read_pack(write_pack(store=STORE_YML.replace("hold_days: 3", "hold_days: 5"))))
    assert counts(report, "store") == (0, 1, 0, 0)
    pickup = Shop(engine, "cafe-street").info.pickup
    assert pickup is not None
    assert pickup.hold_days == 5


def test_many_rows_are_written_in_portions(
    engine: Engine, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.table_writer._BATCH", 500)
    many = PRODUCTS + "".join(f"x{number},컵 {number},,cup,{number},,,,cups,\n" for number in range(1200))
    seen: list[float] = []
    pack = read_pack(write_pack(products=many))
    import_pack(engine, pack, advance=seen.append)
    assert len(list(Shop(engine, "cafe-street").products())) == 1203
    assert sum(seen) == 1203 + 4 + 3 + 1 + 1 + 1 + 2


def test_the_demo_pack_is_valid_and_imports(engine: Engine) -> None:
    folder = Path(__file__).parents[2] / "stores" / "demo"
    import_pack(engine, read_pack(folder))
    shop = Shop(engine, "demo")
    assert all(shop.place_of(product) for product in shop.products())


def test_what_customers_changed_stays_when_the_same_pack_is_imported_again(
    engine: Engine, write_pack: WritePack, shop: Shop
) -> None:
    change(engine, update(OrderRow).where(OrderRow.id == "CS-1003").values(status="cancelled"))
    change(engine, update(StockRow).where(StockRow.product_id == "c1", StockRow.size == "200g").values(quantity=3))
    assert not import_pack(engine, read_pack(write_pack()), prune=True).changed
    assert {entry.size: entry.quantity for entry in shop.stock("c1")} == {"200g": 3, "500g": 0}


def test_a_row_the_shop_changed_too_goes_before_what_customers_changed(
    engine: Engine, write_pack: WritePack, shop: Shop
) -> None:
    change(engine, update(StockRow).where(StockRow.product_id == "c1", StockRow.size == "200g").values(quantity=3))
    report = import_pack(engine, read_pack(write_pack(stock=STOCK.replace("cafe-street,4", "cafe-street,9"))))
    assert counts(report, "stock") == (0, 1, 0, 3)
    assert {entry.size: entry.quantity for entry in shop.stock("c1")}["200g"] == 9


def test_a_pack_that_agrees_with_a_customers_change_may_take_it_back_later(
    engine: Engine, write_pack: WritePack, shop: Shop
) -> None:
    change(engine, update(StockRow).where(StockRow.product_id == "c1", StockRow.size == "200g").values(quantity=3))
    agrees = import_pack(engine, read_pack(write_pack(stock=STOCK.replace("cafe-street,4", "cafe-street,3"))))
    assert counts(agrees, "stock") == (0, 0, 0, 4)
    assert counts(import_pack(engine, read_pack(write_pack())), "stock") == (0, 1, 0, 3)  # new goods came
    assert {entry.size: entry.quantity for entry in shop.stock("c1")}["200g"] == 4


def test_others_can_change_the_database_while_a_pack_is_compared(engine: Engine, write_pack: WritePack) -> None:
    import_pack(engine, read_pack(write_pack()))
    written: list[float] = []

    def advance(amount: float) -> None:  # called while rows are compared, as nothing is to be written
        change(engine, update(OrderRow).where(OrderRow.id == "CS-1003").values(carrier=f"carrier {len(written)}"))
        written.append(amount)

    assert not import_pack(engine, read_pack(write_pack()), advance=advance).changed
    assert written

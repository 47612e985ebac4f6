"""One shop whose orders are kept in our database or in a WooCommerce, the same orders in both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import Engine

from annae.settings import WooCommerceSettings
from store.importer import import_pack
from store.pack import read_pack
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import OrderSystem
from store.systems.woocommerce.system import WooCommerce
from tests.store.conftest import STORE_YML, WritePack
from tests.store.systems.fake_woocommerce import KEY, SECRET, FakeWooCommerce, payload

NOW = "2026-11-22T14:00:00+09:00"
TIMEOUT_S = 30.0  # a busy machine is no fault of the shop's

SHOP_YML = (
    STORE_YML
    + """\
  black: {name: {ko: 검은색, en: black}, synonyms: {ko: [블랙]}}
returns: {window_days: 7, defect_window_days: 30, shipping_fee: 3000, opened: refused}
exchange: {window_days: 7}
delivery:
  fee: 3000
  free_from: 50000
  eta_days: [1, 2]
  areas: [{id: jeju, words: {ko: [제주], en: [Jeju]}, extra_fee: 4000}, {id: abroad, words: [Tokyo], delivers: false}]
"""
)

PRODUCTS = """\
id,title_ko,title_en,category,price,colors,sizes
s1,린넨 셔츠,Linen Shirt,cup,29800,white|black,M|L
m1,흰 머그컵,White Mug,cup,9900,white,
c1,아침 원두,Morning Beans,coffee,18000,,200g|500g
"""

STOCK = """\
product_id,color,size,store,quantity
s1,white,M,,5
s1,white,L,,0
s1,black,M,,1
s1,black,L,,3
m1,white,,,7
c1,,200g,,4
c1,,500g,,4
"""

ORDERS = """\
id,customer_id,customer_name,phone_last4,channel,kind,items,status,ordered_at,ready_at,deadline,delivered_at
CS-1001,57,김민수,0412,web,pickup,s1:black:L x 2,ready_for_pickup,2026-11-18 21:14,2026-11-19 11:30,,
CS-1002,,Emma Carter,5291,web,delivery,s1:white:M,shipped,2026-11-19 11:00,,,
CS-1003,57,김민수,0412,web,delivery,m1:white x 3,paid,2026-11-21 11:00,,,
CS-1004,58,이솔,1234,web,delivery,s1:white:M x 2|m1:white,delivered,2026-11-17 11:00,,,2026-11-20 15:20
"""

PARTIAL = {"menu": None, "promotions": None, "faq": None, "reviews": None}


@dataclass
class SystemUnderTest:
    """An order system and the shop it serves; ``stock`` is how many there are of a variant, wherever it is counted."""

    orders: OrderSystem
    shop: Shop
    stock: Callable[[str, str, str], int]
    woocommerce: FakeWooCommerce | None = None


@pytest.fixture
def shop(engine: Engine, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop with returns, exchanges and delivery, on a Sunday afternoon."""
    monkeypatch.setenv("STORE_NOW", NOW)
    pack = write_pack(store=SHOP_YML, products=PRODUCTS, stock=STOCK, orders=ORDERS, **PARTIAL)
    import_pack(engine, read_pack(pack))
    return Shop(engine, "cafe-street")


@pytest.fixture
def woocommerce() -> Iterator[FakeWooCommerce]:
    """The shop's WooCommerce, with the same products and orders."""
    with FakeWooCommerce() as fake:
        fake.now = lambda: datetime.fromisoformat(NOW)
        fill(fake)
        yield fake


@pytest.fixture
def settings(woocommerce: FakeWooCommerce) -> WooCommerceSettings:
    return WooCommerceSettings(
        url=woocommerce.url, key=KEY, secret=SECRET, timeout_s=TIMEOUT_S, statuses="arrived=delivered"
    )


@pytest.fixture
def adapter(shop: Shop, settings: WooCommerceSettings) -> WooCommerce:
    return WooCommerce(shop, settings)


@pytest.fixture(params=["builtin", "woocommerce"])
def system(request: pytest.FixtureRequest, shop: Shop) -> SystemUnderTest:
    """Each test is run on every order system there is."""
    if request.param == "builtin":

        def stock(product_id: str, color: str, size: str) -> int:
            return next(row.quantity for row in shop.stock(product_id) if (row.color, row.size) == (color, size))

        return SystemUnderTest(BuiltinOrderSystem(shop), shop, stock)
    fake: FakeWooCommerce = request.getfixturevalue("woocommerce")
    numbers = {
        ("s1", "white", "M"): 2201,
        ("s1", "black", "M"): 2202,
        ("s1", "black", "L"): 2203,
        ("m1", "white", ""): 31,
    }
    return SystemUnderTest(
        request.getfixturevalue("adapter"), shop, lambda *variant: fake.stock(numbers[variant]), fake
    )


def fill(fake: FakeWooCommerce) -> None:
    """What SHOP_YML's shop sells, and ORDERS."""
    fake.add_product(22, "s1", "29800", None)
    fake.add_variation(22, 2201, 5, color="White", size="M")
    fake.add_variation(22, 2202, 1, color="Black", size="M")
    fake.add_variation(22, 2203, 3, color="Black", size="L")
    fake.add_variation(22, 2204, 0, color="White", size="L")
    fake.add_product(31, "m1", "9900", 7)
    fake.add_product(41, "c1", "18000", None)
    fake.add_variation(41, 4101, 4, size="200g")
    fake.add_variation(41, 4102, 4, size="500g")
    emma = {"first_name": "Emma", "last_name": "Carter", "phone": "+82 10 5555 5291"}
    sol = {"first_name": "솔", "last_name": "이", "phone": "010-2222-1234"}
    pickup = [{"method_id": "local_pickup", "method_title": "픽업", "total": "0"}]
    fake.add_order(
        _order(
            901,
            "CS-1001",
            "ready-pickup",
            [(22, 2203, "s1-2203", 2, "black", "L")],
            date_created_gmt="2026-11-18T12:14:00",
            date_completed_gmt="2026-11-19T02:30:00",
            shipping_lines=pickup,
            shipping=[],
        )
    )
    fake.add_order(
        _order(
            902,
            "CS-1002",
            "completed",
            [(22, 2201, "s1-2201", 1, "white", "M")],
            date_created_gmt="2026-11-19T02:00:00",
            date_completed_gmt="2026-11-20T02:00:00",
            customer_id=0,
            billing=emma,
        )
    )
    fake.add_order(
        _order(903, "CS-1003", "processing", [(31, 0, "m1", 3, "", "")], date_created_gmt="2026-11-21T02:00:00")
    )
    fake.add_order(
        _order(
            904,
            "CS-1004",
            "arrived",
            [(22, 2201, "s1-2201", 2, "white", "M"), (31, 0, "m1", 1, "", "")],
            date_created_gmt="2026-11-17T02:00:00",
            date_completed_gmt="2026-11-20T06:20:00",
            customer_id=58,
            billing=sol,
        )
    )


def _order(
    number: int, shown: str, status: str, lines: list[tuple[int, int, str, int, str, str]], **more: object
) -> dict[str, object]:
    items = [
        payload("order_processing")["line_items"][0]
        | {
            "id": place,
            "name": "Linen Shirt",
            "product_id": product,
            "variation_id": variation,
            "sku": sku,
            "quantity": quantity,
            "total": str(29800 * quantity if product == 22 else 9900 * quantity),
            "total_tax": "0",
            "meta_data": [
                {"id": at, "key": key, "value": value}
                for at, (key, value) in enumerate({"pa_color": color, "pa_size": size}.items())
                if value
            ],
        }
        for place, (product, variation, sku, quantity, color, size) in enumerate(lines, 1)
    ]
    return payload("order_processing", id=number, number=shown, status=status, line_items=items, **more)

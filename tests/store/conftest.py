"""A tiny shop, written afresh for each test: one café street with two zones and a pickup shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, delete, make_url

from store.database.encryption import Cipher
from store.database.engine import open_database, writing
from store.database.models import StoreRow
from store.database.temporary_postgresql import temporary_postgresql
from store.database.texts import set_cipher
from store.importer import import_pack
from store.pack import read_pack
from store.shop import Shop

# A busy machine must not fail a test: no example has a time limit.
settings.register_profile("no time limit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no time limit")

STORE_YML = """\
id: cafe-street
name: {ko: 카페거리, en: Café Street}
hours:
  store: {mon-fri: "10:00-20:00", sat: "10:00-22:00", sun: "12:00-18:00"}
  bar: {daily: "18:00-02:00"}
  shelf: {mon-sat: "10:00-19:00"}
closed:
  - {rule: second Monday, reason: {ko: 정기 휴일, en: regular day off}}
  - {date: "2026-12-25", reason: {ko: 성탄절, en: Christmas}}
floors:
  - {id: 1F, name: {ko: 1층, en: 1st floor}}
zones:
  - {id: beans, floor: 1F, name: {ko: 원두 가게, en: Bean shop}, x: 3, y: 4, categories: [coffee]}
  - {id: cups, floor: 1F, name: {ko: 컵 가게, en: Cup shop}, x: 9.5, y: 4, categories: [cup, coffee], area: bar}
facilities:
  - {kind: restroom, name: {ko: 화장실, en: Restroom}, floor: 1F, zone: cups}
kiosks:
  - {id: k1, zone: beans}
pickup:
  place: {ko: 픽업 선반, en: pickup shelf}
  zone: cups
  hours: shelf
  hold_days: 3
  extension_days: 2
  extensions_allowed: 1
categories:
  coffee: {name: {ko: 원두, en: coffee beans}, synonyms: {ko: [커피콩], en: [beans]}}
  cup: {name: {ko: 컵, en: cups}}
colors:
  white: {name: {ko: 흰색, en: white}}
"""

PRODUCTS = """\
id,title_ko,title_en,category,price,sale_price,colors,sizes,zone,attributes
c1,아침 원두,Morning Beans,coffee,"18,000",,,200g|500g,,roast=light|origin=Kenya
m1,흰 머그컵,White Mug,cup,12000,9900,white,,cups,
m2,유리컵,Glass,cup,8000,,,,cups,
"""

STOCK = """\
product_id,color,size,store,quantity
c1,,200g,cafe-street,4
c1,,500g,,0
m1,white,,north-branch,7
m2,,,,0
"""

ORDERS = """\
id,customer_name,phone_last4,channel,kind,items,status,ordered_at,ready_at,deadline,extended
CS-1001,김민수,0412,app,pickup,c1::200g x 2|m1:white,ready_for_pickup,2026-11-19 11:00,2026-11-20 09:30,,0
CS-1002,남궁민수,7777,web,delivery,m2,shipped,2026-11-20 11:00,,,
CS-1003,이솔,1234,app,pickup,m1,preparing,2026-11-21 11:00,,,
"""

FAQ = """\
question_ko,answer_ko,question_en,answer_en
반려견과 같이 들어가도 되나요?,네. 목줄을 해 주세요.,May I bring my dog?,"Yes, on a leash."
"""

REVIEWS = """\
product_id,rating,text,language
m1,5,좋아요,ko
m1,5,좋아요,ko
"""

MENU = """\
id,name_ko,name_en,price
latte,라테,Latte,4500
"""

PROMOTIONS = """\
id,name_ko,name_en,product_ids,discount_percent,starts,ends
p1,컵 세일,Mug sale,m1|m2,10%,2026-11-01,2026-11-30
"""

FILES = {
    "store.yml": STORE_YML,
    "products.csv": PRODUCTS,
    "stock.csv": STOCK,
    "orders.csv": ORDERS,
    "faq.csv": FAQ,
    "reviews.csv": REVIEWS,
    "menu.csv": MENU,
    "promotions.csv": PROMOTIONS,
}

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Writes the café street; keywords replace a file's text (``products=...``), None leaves the file out."""

    def write(folder: str = "pack", **replaced: str | None) -> Path:
        target = tmp_path / folder
        target.mkdir(exist_ok=True)
        for name, text in FILES.items():
            content = replaced.get(name.partition(".")[0], text)
            path = target / name
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_text(content, encoding="utf-8")
        return target

    return write


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of a PostgreSQL server of our own."""
    with temporary_postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_engine(postgresql: str) -> Iterator[Engine]:
    """One database for all tests: making one takes longer than most of them."""
    engine = open_database(postgresql)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with our tables: each test is run on both kinds."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'annae.db'}")
        yield engine
        engine.dispose()
        return
    engine = request.getfixturevalue("postgresql_engine")
    yield engine
    set_cipher(engine, Cipher(""))
    with writing(engine) as session:
        session.execute(delete(StoreRow))  # and with a store everything that is in it


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without any table: each test is run on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'annae.db'}"
    server = make_url(request.getfixturevalue("postgresql"))
    name = f"new_{uuid4().hex}"
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def shop(engine: Engine, write_pack: WritePack) -> Shop:
    """The café street, imported."""
    import_pack(engine, read_pack(write_pack()))
    return Shop(engine, "cafe-street")

"""A small shop in a database of its own, searched with the real encoder."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, update

from annae.cli.main import main
from annae.paths import index_dir
from annae.settings import DatabaseSettings, Settings
from catalog_index.encoders.create import create_encoder
from catalog_index.search import ProductSearch
from catalog_index.tokens import TokenSplitter
from store.database.engine import open_database, writing
from store.database.models import ProductRow, StoreRow
from store.shop import Shop

STORE = "corner"

# id, title ko and en, description ko and en, category, price
PRODUCTS = [
    ("b1", "가죽 출근 토트백", "Leather Work Tote",
     "노트북과 서류가 들어가 매일 출근할 때 들기 좋아요. 소가죽이라 오래 씁니다.",
     "Holds a laptop and papers for the office. Cowhide that lasts.", "bag", 159000),
    ("b2", "접이식 장바구니", "Foldable Market Bag", "손바닥만 하게 접혀서 주머니에 쏙 들어가요.",
     "Folds to the size of a palm.", "bag", 12000),
    ("s1", "고무 레인 부츠", "Rubber Rain Boots", "비 오는 날 신는 방수 장화예요. 바닥이 미끄럽지 않아요.",
     "Waterproof boots for rainy days with a non-slip sole.", "shoes", 49000),
    ("s2", "가벼운 러닝화", "Light Running Shoes", "처음 달리는 분에게 권하는 푹신한 운동화예요.",
     "Cushioned trainers for people who start running.", "shoes", 89000),
    ("f1", "딸기 생크림 케이크", "Strawberry Cream Cake", "생일상에 올리기 좋은 생크림 케이크예요.",
     "A fresh cream cake for a birthday table.", "food", 38000),
    ("f2", "캐모마일 티백", "Chamomile Tea Bags", "잠들기 전에 마시기 좋은 카페인 없는 차예요.",
     "Caffeine-free tea to drink before sleep.", "food", 9000),
    ("h1", "메모리폼 허리 쿠션", "Memory Foam Back Cushion", "오래 앉아 허리가 아픈 분에게 편한 쿠션이에요.",
     "A cushion for people whose back hurts from sitting.", "home", 35000),
    ("h2", "도자기 머그 두 개", "Two Ceramic Mugs", "손으로 빚은 머그라 집들이 선물로 좋아요.",
     "Hand-thrown mugs, a good housewarming gift.", "home", 29000),
]  # fmt: skip

INFO = {
    "id": STORE,
    "name": {"ko": "모퉁이 가게", "en": "Corner Shop"},
    "hours": {"store": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "10:00-20:00")},
    "floors": [{"id": "1F", "name": {"ko": "1층", "en": "1F"}}],
    "zones": [{"id": "z", "floor": "1F", "name": {"ko": "매장", "en": "Floor"}, "x": 1, "y": 1}],
    "categories": {
        "bag": {"name": {"ko": "가방", "en": "bags"}},
        "shoes": {"name": {"ko": "신발", "en": "shoes"}},
        "food": {"name": {"ko": "식품", "en": "food"}},
        "home": {"name": {"ko": "생활", "en": "home"}},
    },
}


class ShopOnShelves:
    """The shop with what a test changes on it."""

    def __init__(self, url):
        self.engine = open_database(url)
        with writing(self.engine) as session:
            session.execute(insert(StoreRow).values(store_id=STORE, info=INFO, revision=1))
            session.execute(insert(ProductRow), [_row(*product) for product in PRODUCTS])
        self.shop = Shop(self.engine, STORE)
        self.searches = []

    def change(self, product_id, **values):
        with writing(self.engine) as session:
            session.execute(update(ProductRow).where(ProductRow.id == product_id).values(**values))
            session.execute(update(StoreRow).values(revision=StoreRow.revision + 1))
        self._take_in()

    def describe(self, **values):
        with writing(self.engine) as session:
            session.execute(update(StoreRow).values(info=INFO | values, revision=StoreRow.revision + 1))
        self._take_in()

    def add(self, *products):
        with writing(self.engine) as session:
            session.execute(insert(ProductRow), [_row(*product) for product in products])
            session.execute(update(StoreRow).values(revision=StoreRow.revision + 1))
        self._take_in()

    def remove(self, product_id):
        with writing(self.engine) as session:
            session.execute(delete(ProductRow).where(ProductRow.id == product_id))
            session.execute(update(StoreRow).values(revision=StoreRow.revision + 1))
        self._take_in()

    def _take_in(self):
        # It would happen by itself within a second; tests need not wait for that.
        for search in self.searches:
            search.refresh()


def _row(product_id, title_ko, title_en, description_ko, description_en, category, price):
    return {
        "store_id": STORE, "id": product_id, "title_ko": title_ko, "title_en": title_en,
        "description_ko": description_ko, "description_en": description_en, "brand": "", "category": category,
        "price": price, "sale_price": None, "colors": [], "sizes": [], "tags": [], "image": "", "rating": 4.5,
        "review_count": 3, "zone": "z", "attributes": {}, "availability": [],
    }  # fmt: skip


@pytest.fixture(scope="session")
def encoder():
    return create_encoder(Settings().search)


@pytest.fixture(scope="session")
def splitter():
    return TokenSplitter()


@pytest.fixture
def shelves(tmp_path, monkeypatch, state_home):
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to((state_home / "models").resolve())
    # Vectors of earlier tests stay valid: only the index of each test is its own.
    (state_home / "cache").mkdir(exist_ok=True)
    (home / "cache").symlink_to(state_home / "cache")
    monkeypatch.setenv("ANNAE_HOME", str(home))
    return ShopOnShelves(f"sqlite:///{tmp_path / 'shop.db'}")


@pytest.fixture
def settings(tmp_path):
    return replace(Settings(), database=DatabaseSettings(url=f"sqlite:///{tmp_path / 'shop.db'}"))


@pytest.fixture
def search(shelves, settings, encoder, splitter):
    search = ProductSearch(shelves.shop, settings, encoder, splitter)
    shelves.searches.append(search)
    yield search
    search.close()


@pytest.fixture
def index_folder(shelves):
    return index_dir(STORE)


@pytest.fixture
def annae(shelves, settings, encoder, splitter, monkeypatch):
    """The command line, working for the shop."""
    # The real encoder and dictionary, loaded once for all tests.
    monkeypatch.setattr("catalog_index.search.create_encoder_or_words", lambda _: encoder)
    monkeypatch.setattr("catalog_index.build.create_document_encoder", lambda _: encoder)
    for module in ("catalog_index.search", "catalog_index.build"):
        monkeypatch.setattr(f"{module}.TokenSplitter", lambda: splitter)
    monkeypatch.setenv("ANNAE_DATABASE_URL", settings.database.url)
    monkeypatch.setenv("ANNAE_STORE_ID", STORE)
    return main

"""Two products that are alike in every word, and a search that is opened once they stand as a test wants them."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from catalog_index.search import ProductSearch
from store.database.engine import writing
from store.database.models import PromotionRow, StockRow
from tests.catalog_index.conftest import STORE

TWINS = ("t1", "t2")
_ALIKE = ("도자기 찻잔", "Ceramic Teacup", "손으로 빚은 찻잔이에요.", "A hand-thrown teacup.", "home", 20000)


class Twins:
    """The twins on the shelves; ``first`` says which of them a query finds first."""

    def __init__(self, shelves, settings, encoder, splitter, folder):
        self._shelves, self._settings, self._folder = shelves, settings, folder
        self._open = lambda chosen: ProductSearch(shelves.shop, chosen, encoder, splitter)
        self._search = None
        shelves.add(*((twin, *_ALIKE) for twin in TWINS))

    def change(self, twin, **values):
        self._shelves.change(twin, **values)

    def stock(self, twin, quantity, size="", color=""):
        row = {"store_id": STORE, "product_id": twin, "color": color, "size": size, "branch": "", "quantity": quantity}
        with writing(self._shelves.engine) as session:
            session.execute(insert(StockRow).values(**row))

    def promote(self, twin, **values):
        row = {
            "store_id": STORE, "id": "p", "name_ko": "", "name_en": "", "product_ids": [twin], "category": "",
            "discount_percent": 10.0, "discount_amount": None, "code": "", "condition_ko": "", "condition_en": "",
            "starts": None, "ends": None, "daily_from": "", "sale_items": "", "minimum_amount": None, "combines": False,
        }  # fmt: skip
        with writing(self._shelves.engine) as session:
            session.execute(insert(PromotionRow).values(**(row | values)))

    def owner_wants(self, text):
        (self._folder / "weights.toml").write_text(text, encoding="utf-8")

    def reopen(self, text):
        self.close()
        self._search = None
        self.owner_wants(text)

    def hits(self, query, language="ko", weather=()):
        if self._search is None:
            own = replace(self._settings.search, knowledge=str(self._folder))
            self._search = self._open(replace(self._settings, search=own))
        return [hit for hit in self._search.find(query, language, 20, weather).hits if hit.product.id in TWINS]

    def first(self, query="찻잔", weather=()):
        return self.hits(query, weather=weather)[0].product.id

    def close(self):
        if self._search:
            self._search.close()


@pytest.fixture
def twins(shelves, settings, encoder, splitter, tmp_path):
    folder = tmp_path / "knowledge"
    folder.mkdir()
    twins = Twins(shelves, settings, encoder, splitter, folder)
    yield twins
    twins.close()

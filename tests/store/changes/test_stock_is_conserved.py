"""Whatever customers do in whatever order, nothing of the stock appears or disappears."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from store.changes import cart
from store.changes.checkout import checkout
from store.changes.reservation import release, reservations, reserve
from store.database.engine import open_database, reading
from store.database.models import OrderRow, StockRow
from store.importer import import_pack
from store.line import Line, Variant
from store.pack import read_pack
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Done, Outcome
from tests.store.changes.conftest import CONTACT, MINJI, NOW, SOL
from tests.store.crash.pack import STOCK, STORE_ID, write_pack

PEOPLE = st.sampled_from([MINJI, SOL])
VARIANTS = st.sampled_from([variant for variant, quantity in STOCK.items() if quantity < 100])
QUANTITIES = st.integers(1, 9)


class ShopMachine(RuleBasedStateMachine):
    """Two customers of a small shop."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        engine = open_database(f"sqlite:///{self.folder.name}/annae.db")
        import_pack(engine, read_pack(write_pack(Path(self.folder.name) / "pack")))
        self.shop, self.orders, self.keys = Shop(engine, STORE_ID), BuiltinOrderSystem(Shop(engine, STORE_ID)), 0
        self.numbers: list[str] = []

    def teardown(self) -> None:
        self.shop.engine.dispose()
        self.folder.cleanup()

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    @rule(by=PEOPLE, variant=VARIANTS, quantity=QUANTITIES)
    def add(self, by: Any, variant: Any, quantity: int) -> None:
        cart.add(self.shop, Line(variant, quantity), by, self.key())

    @rule(by=PEOPLE, variant=VARIANTS, quantity=QUANTITIES, twice=st.booleans())
    def reserve(self, by: Any, variant: Any, quantity: int, twice: bool) -> None:
        key = self.key()
        outcomes = {repr(reserve(self.shop, Line(variant, quantity), by, key)) for _ in range(1 + twice)}
        assert len(outcomes) == 1

    @rule(by=PEOPLE)
    def release(self, by: Any) -> None:
        for reservation in reservations(self.shop, by)[:1]:
            assert isinstance(release(self.shop, reservation.number, by, self.key()), Done)

    @rule(by=PEOPLE, twice=st.booleans())
    def checkout(self, by: Any, twice: bool) -> None:
        key = self.key()
        outcomes: list[Outcome] = [checkout(self.shop, "pickup", CONTACT, by, key) for _ in range(1 + twice)]
        assert outcomes[0] == outcomes[-1]
        if isinstance(outcomes[0], Done):
            self.numbers.append(outcomes[0].subject)

    @precondition(lambda self: self.numbers)
    @rule(data=st.data())
    def cancel(self, data: Any) -> None:
        self.orders.cancel(data.draw(st.sampled_from(self.numbers)), MINJI, self.key())

    @invariant()
    def nothing_appears_or_disappears(self) -> None:
        with reading(self.shop.engine) as session:
            there = {
                (row.product_id, row.color, row.size): row.quantity for row in session.query(StockRow) if not row.branch
            }
            sold: Counter[Any] = Counter()
            for row in session.query(OrderRow):
                for item in row.items if row.status != "cancelled" else []:
                    sold[item["product_id"], item["color"], item["size"]] += item["quantity"]
        for variant, before in STOCK.items():
            key = (variant.product_id, variant.color, variant.size)
            assert there[key] >= 0
            assert there[key] + sold[key] == before

    @invariant()
    def no_more_is_set_aside_than_there_is(self) -> None:
        held: Counter[Any] = Counter()
        for by in (MINJI, SOL):
            for reservation in reservations(self.shop, by):
                held[reservation.line.variant] += reservation.line.quantity
        with reading(self.shop.engine) as session:
            for row in session.query(StockRow):
                assert held[Variant(row.product_id, row.color, row.size)] <= row.quantity


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", NOW.isoformat())


TestShop = ShopMachine.TestCase
TestShop.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)

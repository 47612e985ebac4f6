"""A person is told everything that is kept about them and nothing about others, and it is removed when they ask."""

import json

import pytest
from sqlalchemy import select

from annae.errors import AnnaeError
from store.actor import Actor
from store.database.encryption import Cipher, new_key
from store.database.engine import reading
from store.database.models import AuditRow, Base, OrderRow
from store.database.texts import cipher_of, set_cipher
from store.identity.channel_links import linked_customer
from store.identity.requests import delete_customer, export_customer
from store.shop import Shop
from tests.store.identity.people import CLERK, fill, finish

PERSONAL = ("kim", "u-1", "김민수", "9999", "테헤란로")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T12:00:00")


def everything(shop: Shop) -> str:
    with shop.engine.connect() as connection:
        return "\n".join(str(connection.execute(select(table)).all()) for table in Base.metadata.sorted_tables)


def last_audit(shop: Shop) -> AuditRow:
    with reading(shop.engine) as session:
        return session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()  # type: ignore[return-value]


def test_a_customer_is_told_everything_that_is_kept(shop: Shop) -> None:
    fill(shop)
    told = export_customer(shop, "kim", CLERK)
    assert {name: len(rows) for name, rows in told.items() if isinstance(rows, list)} == {
        "orders": 1,
        "requests": 1,
        "accounts": 1,
        "cart": 1,
        "reservations": 1,
        "restock_alerts": 1,
        "changes": 2,
    }
    order = told["orders"][0]
    assert (order["customer_name"], order["phone"], order["address"]) == (
        "김민수",
        "010-9999-0412",
        "서울 강남구 테헤란로 1",
    )
    assert order["ordered_at"] == "2026-11-19T11:00:00+09:00"
    assert told["accounts"][0]["account"] == "u-1"
    assert told["restock_alerts"][0]["contact"] == "010-9999-0412"
    json.dumps(told)


def test_a_customer_is_told_nothing_about_others(shop: Shop) -> None:
    fill(shop)
    told = str(export_customer(shop, "kim", CLERK))
    assert "남궁민수" not in told
    assert "CS-1002" not in told
    with pytest.raises(AnnaeError, match="nothing is kept about a customer 'lee'"):
        export_customer(shop, "lee", CLERK)


@pytest.mark.parametrize("key", ["", new_key()])
def test_after_the_deletion_nothing_tells_of_the_customer(shop: Shop, key: str) -> None:
    set_cipher(shop.engine, Cipher(key))
    fill(shop)
    finish(shop, "CS1001", shop.now())
    deleted = delete_customer(shop, "kim", CLERK)
    assert (deleted.orders, deleted.unfinished, deleted.accounts) == (1, [], 1)
    left = everything(shop)
    for personal in PERSONAL:
        assert personal not in left
    assert linked_customer(shop, "kakao", "u-1") == ""
    with reading(shop.engine) as session:
        assert session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": "CS1001"}).status == "delivered"
    with pytest.raises(AnnaeError, match="nothing is kept"):
        delete_customer(shop, "kim", CLERK)


def test_an_unfinished_order_keeps_its_customer_and_is_named(shop: Shop) -> None:
    fill(shop)
    deleted = delete_customer(shop, "kim", CLERK)
    assert (deleted.orders, deleted.unfinished) == (0, ["CS-1001"])
    assert export_customer(shop, "kim", CLERK)["orders"][0]["customer_name"] == "김민수"


def test_others_keep_what_is_theirs(shop: Shop) -> None:
    fill(shop)
    delete_customer(shop, "kim", CLERK)
    with reading(shop.engine) as session:
        row = session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": "CS1002"})
        assert row.customer_name == "남궁민수"


@pytest.mark.parametrize(
    ("act", "action"), [(export_customer, "customer.exported"), (delete_customer, "customer.deleted")]
)
def test_each_request_is_written_down_without_the_data(shop: Shop, act: object, action: str) -> None:
    fill(shop)
    act(shop, "kim", CLERK)  # type: ignore[operator]
    row = last_audit(shop)
    assert (row.actor, row.channel, row.action) == ("counter", "staff", action)
    assert row.subject == cipher_of(shop.engine).fingerprints("kim")[0]
    assert row.detail["orders"] == (1 if action == "customer.exported" else 0)
    for personal in PERSONAL:
        assert personal not in str(vars(row))


def test_a_request_about_nobody_is_refused_and_not_written_down(shop: Shop) -> None:
    for act in (export_customer, delete_customer):
        with pytest.raises(AnnaeError, match="nothing is kept"):
            act(shop, "nobody", CLERK)
        with pytest.raises(AnnaeError, match="a customer id is needed"):
            act(shop, "", Actor("staff", "x"))
    with reading(shop.engine) as session:
        assert session.scalars(select(AuditRow)).all() == []

"""Whose account of a messenger it is: linked, found, unlinked, and never told from the database alone."""

import pytest
from sqlalchemy import select, text

from annae.errors import AnnaeError
from store.actor import Actor
from store.database.encryption import Cipher, new_key
from store.database.engine import reading
from store.database.models import AuditRow
from store.database.texts import set_cipher
from store.identity.channel_links import link, linked_customer, unlink
from store.shop import Shop

KAKAO = Actor("kakao", "talk-1")


def test_an_account_is_linked_and_unlinked(shop: Shop) -> None:
    assert linked_customer(shop, "kakao", "u-1") == ""
    link(shop, "kakao", "u-1", "kim", KAKAO)
    assert linked_customer(shop, "kakao", "u-1") == "kim"
    assert linked_customer(shop, "web", "u-1") == ""
    assert unlink(shop, "kakao", "u-1", KAKAO)
    assert not unlink(shop, "kakao", "u-1", KAKAO)
    assert linked_customer(shop, "kakao", "u-1") == ""


def test_an_account_belongs_to_one_customer_at_a_time(shop: Shop) -> None:
    link(shop, "kakao", "u-1", "kim", KAKAO)
    link(shop, "kakao", "u-1", "lee", KAKAO)
    assert linked_customer(shop, "kakao", "u-1") == "lee"


def test_links_are_found_after_a_key_was_set_and_changed(shop: Shop) -> None:
    first, second = new_key(), new_key()
    link(shop, "kakao", "before", "kim", KAKAO)
    set_cipher(shop.engine, Cipher(first))
    link(shop, "kakao", "after", "lee", KAKAO)
    set_cipher(shop.engine, Cipher(f"{second},{first}"))
    assert [linked_customer(shop, "kakao", account) for account in ("before", "after")] == ["kim", "lee"]
    link(shop, "kakao", "after", "park", KAKAO)
    assert linked_customer(shop, "kakao", "after") == "park"


def test_the_account_itself_is_not_in_the_database_where_there_is_a_key(shop: Shop) -> None:
    set_cipher(shop.engine, Cipher(new_key()))
    link(shop, "kakao", "u-secret", "kim", KAKAO)
    with shop.engine.connect() as connection:
        assert "u-secret" not in str(connection.execute(text("SELECT * FROM channel_links")).all())


def test_each_change_is_written_down_without_the_account(shop: Shop) -> None:
    link(shop, "kakao", "u-secret", "kim", KAKAO)
    unlink(shop, "kakao", "u-secret", KAKAO)
    with reading(shop.engine) as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        assert [(row.actor, row.channel, row.action, row.subject) for row in rows] == [
            ("talk-1", "kakao", "channel.linked", "kim"),
            ("talk-1", "kakao", "channel.unlinked", "kim"),
        ]
        assert "u-secret" not in str([vars(row) for row in rows])


@pytest.mark.parametrize(("account", "customer"), [("", "kim"), ("u-1", "")])
def test_nobody_is_linked_to_nothing(shop: Shop, account: str, customer: str) -> None:
    with pytest.raises(AnnaeError, match="one of them is empty"):
        link(shop, "kakao", account, customer, KAKAO)

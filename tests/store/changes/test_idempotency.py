"""The same request changes something once, however often it comes."""

import pytest
from sqlalchemy import select, text

from annae.errors import AnnaeError
from store.actor import Actor
from store.changes import cart
from store.changes.idempotency import LONGEST_KEY, Change, Forbidden, once
from store.database.engine import reading
from store.database.models import CartItemRow, OperationRow
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Done, Refused
from tests.store.changes.conftest import BEANS, MINJI, SHIRT, SOL, audited


def test_the_same_key_answers_the_same_and_changes_nothing_more(shop: Shop) -> None:
    answers = [cart.add(shop, Line(BEANS), MINJI, "k1") for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert [line.line for line in cart.cart(shop, MINJI).lines] == [Line(BEANS, 1)]
    assert len(audited(shop, "cart.added")) == 1


def test_a_refusal_is_remembered_like_a_change(shop: Shop) -> None:
    refused = cart.remove(shop, BEANS, MINJI, "k1")
    assert refused == Refused("not_in_cart", {"product_id": "c1", "color": "", "size": "200g"})
    cart.add(shop, Line(BEANS), MINJI, "k2")
    assert cart.remove(shop, BEANS, MINJI, "k1") == refused
    assert audited(shop, "cart.removed") == []


@pytest.mark.parametrize("again", [Line(BEANS, 2), Line(SHIRT)])
def test_the_same_key_with_another_request_is_an_error(shop: Shop, again: Line) -> None:
    cart.add(shop, Line(BEANS), MINJI, "k1")
    with pytest.raises(AnnaeError, match="'k1' was used for another request"):
        cart.add(shop, again, MINJI, "k1")
    with pytest.raises(AnnaeError, match="'k1' was used for another request"):
        cart.clear(shop, MINJI, "k1")


def test_another_conversation_cannot_learn_an_answer_by_its_key(shop: Shop) -> None:
    cart.add(shop, Line(BEANS), MINJI, "k1")
    with pytest.raises(AnnaeError, match="another request"):
        cart.add(shop, Line(BEANS), SOL, "k1")


@pytest.mark.parametrize("key", ["", "k" * (LONGEST_KEY + 1)])
def test_a_key_that_cannot_be_kept_is_an_error(shop: Shop, key: str) -> None:
    with pytest.raises(AnnaeError, match="1 to 120 characters"):
        cart.add(shop, Line(BEANS), MINJI, key)


def test_what_is_refused_half_way_leaves_nothing_behind(shop: Shop) -> None:
    def change(change: Change) -> Done:
        change.session.execute(text("UPDATE stock SET quantity = 0"))
        raise Forbidden("no")

    assert once(shop, "test", {}, MINJI, "k1", change) == Refused("no")
    assert cart.add(shop, Line(BEANS, 4), MINJI, "k2") != Refused("no")
    assert shop.in_stock("c1")


def test_what_fails_half_way_leaves_nothing_behind_and_may_be_asked_again(shop: Shop) -> None:
    def change(change: Change) -> Done:
        change.session.execute(text("UPDATE stock SET quantity = 0"))
        raise AnnaeError("the disk is full")

    with pytest.raises(AnnaeError, match="full"):
        once(shop, "test", {}, MINJI, "k1", change)
    assert shop.in_stock("c1")
    assert once(shop, "test", {}, MINJI, "k1", lambda _: Done("x")) == Done("x")


def test_the_audit_says_who_when_and_from_which_channel(shop: Shop) -> None:
    cart.add(shop, Line(BEANS), SOL, "k1")
    (row,) = audited(shop, "cart.added")
    assert (row.actor, row.channel, row.subject, row.at) == ("C7", "kakao", "customer:C7", shop.now())


def test_stores_in_one_database_keep_their_keys_apart(shop: Shop) -> None:
    cart.add(shop, Line(BEANS), MINJI, "k1")
    with reading(shop.engine) as session:
        assert [row.store_id for row in session.scalars(select(OperationRow))] == ["cafe-street"]
        assert [row.store_id for row in session.scalars(select(CartItemRow))] == ["cafe-street"]


def test_a_conversation_and_a_customer_of_the_same_name_are_two(shop: Shop) -> None:
    cart.add(shop, Line(BEANS), Actor("web", "C7"), "k1")
    assert cart.cart(shop, SOL).lines == ()


def test_a_variant_that_does_not_exist_is_refused(shop: Shop) -> None:
    assert cart.add(shop, Line(Variant("nothing")), MINJI, "k1") == Refused(
        "unknown_product", {"product_id": "nothing"}
    )

"""Whoever says who they are keeps what they have begun."""

import pytest

from annae.errors import AnnaeError
from store.actor import Actor
from store.changes import cart
from store.changes.reservation import reservations, reserve
from store.changes.sign_in import take_along
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Done
from tests.store.changes.conftest import BEANS, MINJI, SHIRT

SIGNED_IN = Actor(MINJI.channel, MINJI.conversation, "C9")


def test_the_cart_and_reservations_come_along_once(shop: Shop) -> None:
    cart.add(shop, Line(SHIRT, 2), MINJI, "k1")
    cart.add(shop, Line(Variant("g1"), 60), MINJI, "k2")
    cart.add(shop, Line(SHIRT, 1), SIGNED_IN, "k3")
    cart.add(shop, Line(Variant("g1"), 60), SIGNED_IN, "k4")
    reserve(shop, Line(BEANS, 3), MINJI, "k5")
    done = take_along(shop, SIGNED_IN, "k6")
    assert done == take_along(shop, SIGNED_IN, "k6") == Done("customer:C9", {"lines": 2})
    found = {entry.line.variant: entry.line.quantity for entry in cart.cart(shop, SIGNED_IN).lines}
    assert found == {SHIRT: 3, Variant("g1"): cart.MOST_OF_ONE}
    assert cart.cart(shop, MINJI).lines == ()
    assert [entry.line for entry in reservations(shop, SIGNED_IN)] == [Line(BEANS, 3)]
    assert reservations(shop, MINJI) == []


def test_nobody_takes_nothing_along(shop: Shop) -> None:
    with pytest.raises(AnnaeError, match="sign in first"):
        take_along(shop, MINJI, "k1")

from typing import Any

import pytest
from sqlalchemy import select

from bot.actions.services import Services
from store.actor import Actor
from store.changes import cart
from store.changes.reservation import reservations
from store.database.engine import reading
from store.database.models import OrderRow
from store.line import Line, Variant
from store.shop import Shop
from tests.bot.conftest import Conversation
from tests.bot.details import give
from tests.bot.test_cart import BREAD

ME = Actor("kiosk", "c1")
KIOSK = {"channel": "kiosk"}
PHONE = "010-2345-6789"


def new_orders(shop: Shop) -> list[OrderRow]:
    with reading(shop.engine) as session:
        return list(session.scalars(select(OrderRow).where(OrderRow.phone_last4.in_(("6789", "")))))


@pytest.fixture
def filled(shop: Shop) -> Shop:
    """A cart with two salt breads and an iced latte."""
    cart.add(shop, Line(Variant("bak-01"), 2), ME, "fill-1")
    return shop


async def asked_to_confirm(conversation: Conversation, services: Services) -> dict[str, Any]:
    sent, _ = await conversation.turn("order_place", "결제할게요", metadata=KIOSK)
    assert conversation.slots["requested_slot"] == "detail_phone"
    assert "휴대폰" in sent["text"]
    return await give(conversation, services, PHONE, metadata=KIOSK)


async def test_the_cart_is_ordered_for_pickup_after_phone_and_yes(
    conversation: Conversation, services: Services, filled: Shop
) -> None:
    sent = await asked_to_confirm(conversation, services)
    assert sent["custom"]["action"] == "confirm"
    assert "28,000원" in sent["text"]
    assert "픽업데스크" in sent["text"]
    assert PHONE not in sent["text"]
    assert new_orders(filled) == []
    sent, _ = await conversation.turn("affirm", "네", metadata=KIOSK)
    assert sent["custom"]["action"] == "checkout"
    (row,) = new_orders(filled)
    assert (row.kind, row.total, row.paid, row.channel) == ("pickup", 28000, False, "kiosk")
    assert sent["custom"]["order"]["id"] == row.id
    assert row.id in sent["text"]
    assert cart.cart(filled, ME).lines == ()


async def test_a_second_yes_orders_nothing_more(conversation: Conversation, services: Services, filled: Shop) -> None:
    await asked_to_confirm(conversation, services)
    await conversation.turn("affirm", "네", metadata=KIOSK)
    sent, _ = await conversation.turn("affirm", "네", metadata=KIOSK)
    assert "action" not in sent["custom"]
    assert len(new_orders(filled)) == 1


async def test_a_yes_delivered_again_is_answered_with_the_same_order(
    conversation: Conversation, services: Services, filled: Shop
) -> None:
    await asked_to_confirm(conversation, services)
    before = dict(conversation.slots)
    first, _ = await conversation.turn("affirm", "네", metadata=KIOSK | {"message_id": "m9"})
    conversation.slots = before  # as if the first answer had not been kept
    again, _ = await conversation.turn("affirm", "네", metadata=KIOSK | {"message_id": "m9"})
    assert again["custom"]["order"]["id"] == first["custom"]["order"]["id"]
    assert len(new_orders(filled)) == 1


async def test_a_no_orders_nothing(conversation: Conversation, services: Services, filled: Shop) -> None:
    await asked_to_confirm(conversation, services)
    await conversation.turn("deny", "아니요", metadata=KIOSK)
    await conversation.turn("affirm", "네", metadata=KIOSK)
    assert new_orders(filled) == []
    assert len(cart.cart(filled, ME).lines) == 1


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("공일공 이삼사오 육칠팔구요", "01023456789"),
        ("네 01023456789이에요", "01023456789"),
        ("zero one zero two three four five six seven eight nine", "01023456789"),
        ("02-128-2000입니다", "021282000"),
    ],
)
async def test_a_phone_is_read_however_it_is_said(
    conversation: Conversation, services: Services, filled: Shop, text: str, digits: str
) -> None:
    await conversation.turn("order_place", "결제할게요", metadata=KIOSK)
    await give(conversation, services, text, metadata=KIOSK)
    assert conversation.slots["yes_means"]["arguments"]["phone"] == digits


async def test_half_a_phone_is_asked_for_again(conversation: Conversation, services: Services, filled: Shop) -> None:
    await conversation.turn("order_place", "결제할게요", metadata=KIOSK)
    sent = await give(conversation, services, "6789", metadata=KIOSK)
    assert "번호" in sent["text"]
    assert not conversation.slots["yes_means"]


async def test_a_coffee_to_take_out_needs_no_phone(conversation: Conversation, shop: Shop) -> None:
    text = "아이스 아메리카노 두 잔 포장이요"
    sent, _ = await conversation.turn("order_place", text, metadata=KIOSK, entities={"두 잔": "quantity=2"})
    assert sent["custom"]["action"] == "confirm"
    assert "9,000원" in sent["text"]
    assert "카페 솔바람" in sent["text"]
    assert sent["custom"]["cart"]["items"] == [{"id": "cafe-02", "color": "", "size": "iced", "quantity": 2}]
    sent, _ = await conversation.turn("affirm", "네", metadata=KIOSK)
    assert sent["custom"]["action"] == "checkout_takeout"
    (row,) = new_orders(shop)
    assert (row.kind, row.total) == ("takeout", 9000)


async def test_a_closed_kitchen_is_said_before_anything_is_confirmed(
    conversation: Conversation, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T21:30:00+09:00")
    sent, _ = await conversation.turn("order_place", "아이스 아메리카노 한 잔 주문할게요", metadata=KIOSK)
    assert sent["custom"].get("action") != "confirm"
    assert "아메리카노" in sent["text"]


async def test_food_and_goods_become_two_orders(conversation: Conversation, services: Services, filled: Shop) -> None:
    cart.add(filled, Line(Variant("cafe-01", "", "iced")), ME, "fill-2")
    await asked_to_confirm(conversation, services)
    sent, _ = await conversation.turn("affirm", "네", metadata=KIOSK)
    assert sorted(row.kind for row in new_orders(filled)) == ["pickup", "takeout"]
    assert all(row.id in sent["text"] for row in new_orders(filled))
    assert cart.cart(filled, ME).lines == ()


async def test_what_is_pointed_at_is_ordered_and_the_cart_stays(
    conversation: Conversation, services: Services, filled: Shop
) -> None:
    await conversation.turn("order_place", "초콜릿 케이크 주문할게요", metadata=KIOSK,
                            entities={"초콜릿 케이크": "product=bak-03"})  # fmt: skip
    await give(conversation, services, PHONE, metadata=KIOSK)
    await conversation.turn("affirm", "네", metadata=KIOSK)
    assert [item["product_id"] for item in new_orders(filled)[0].items] == ["bak-03"]
    assert len(cart.cart(filled, ME).lines) == 1


async def test_a_delivery_is_declined_and_staff_are_offered(conversation: Conversation, filled: Shop) -> None:
    sent, _ = await conversation.turn("order_place", "집으로 배송되게 주문해 주세요", metadata=KIOSK)
    assert sent["custom"]["action"] == "decline"
    assert conversation.slots["yes_means"] == "staff_call"


async def test_without_anything_to_order_it_asks_what(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("order_place", "주문할게요", metadata=KIOSK)
    assert sent["custom"]["suggestions"]
    assert sent["custom"].get("action") != "confirm"


# ---------------------------------------------------------------- keeping one aside


async def test_one_is_kept_after_a_yes_until_the_shops_rule_says(conversation: Conversation, shop: Shop) -> None:
    sent, _ = await conversation.turn("reserve_item", "소금빵 하나 맡아 주세요", metadata=KIOSK, entities=BREAD)
    assert sent["custom"]["action"] == "confirm"
    assert "내일 오후 8시" in sent["text"]
    assert reservations(shop, ME) == []
    sent, _ = await conversation.turn("affirm", "네", metadata=KIOSK)
    assert sent["custom"]["action"] == "reserve"
    (kept,) = reservations(shop, ME)
    assert kept.number in sent["text"]
    await conversation.turn("affirm", "네", metadata=KIOSK)
    assert len(reservations(shop, ME)) == 1


async def test_longer_than_the_rule_allows_is_said_first(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("reserve_item", "소금빵 토요일까지 맡아 주세요", entities=BREAD)
    assert sent["custom"]["action"] == "confirm"
    assert "어렵고" in sent["text"] or "까지예요" in sent["text"]


async def test_how_long_things_are_kept_is_told_without_a_product(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("reserve_item", "how long do you hold things", metadata={"language": "en"})
    assert "next day" in sent["text"] or "tomorrow" in sent["text"]


async def test_what_nobody_has_counted_is_not_promised(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("reserve_item", "카페라테 하나 맡아 주세요 따뜻한 걸로")
    assert sent["custom"]["action"] == "decline"

import pytest
from sqlalchemy import select, update

from bot.actions.services import Services
from store.database.engine import reading, writing
from store.database.models import RestockAlertRow, StockRow
from store.product import Product
from store.shop import Shop
from tests.bot.conftest import Conversation
from tests.bot.details import give

PHONE = "010-2345-6789"


@pytest.fixture
def shoe(shop: Shop) -> Product:
    """A product of several sizes in one colour or more, of which the first size is gone in every colour."""
    product = next(p for p in shop.products() if len(p.sizes) > 1 and len(p.colors) > 1 and shop.stock(p.id))
    with writing(shop.engine) as session:
        session.execute(update(StockRow).filter_by(product_id=product.id).values(quantity=3))
        session.execute(update(StockRow).filter_by(product_id=product.id, size=product.sizes[0]).values(quantity=0))
    return product


def alerts(shop: Shop) -> list[RestockAlertRow]:
    with reading(shop.engine) as session:
        return list(session.scalars(select(RestockAlertRow)))


async def test_a_stranger_is_asked_for_a_phone_and_told_that_it_is_remembered(
    conversation: Conversation, services: Services, shop: Shop, shoe: Product
) -> None:
    named = {"product": shoe.id, "color": shoe.colors[0], "size": shoe.sizes[0]}
    sent, _ = await conversation.turn("restock_alert", "이거 들어오면 알려 주세요", None, None, None, **named)
    assert conversation.slots["requested_slot"] == "detail_phone"
    assert alerts(shop) == []
    sent = await give(conversation, services, PHONE)
    assert sent["custom"]["action"] == "restock_alert"
    (row,) = alerts(shop)
    assert (row.product_id, row.color, row.size, row.contact) == (
        shoe.id, shoe.colors[0], shoe.sizes[0], PHONE.replace("-", ""),
    )  # fmt: skip
    assert "6789" not in sent["text"]


async def test_a_digression_leaves_the_question_open(
    conversation: Conversation, services: Services, shop: Shop, shoe: Product
) -> None:
    named = {"product": shoe.id, "color": shoe.colors[0], "size": shoe.sizes[0]}
    await conversation.turn("restock_alert", "이거 들어오면 알려 주세요", None, None, None, **named)
    sent = await give(conversation, services, "화장실 어디예요", intent="facility")
    assert "번호" in sent["text"]
    await give(conversation, services, PHONE)
    assert len(alerts(shop)) == 1


async def test_whom_the_channel_knows_is_not_asked(conversation: Conversation, shop: Shop, shoe: Product) -> None:
    named = {"product": shoe.id, "color": shoe.colors[0], "size": shoe.sizes[0]}
    known = {"customer": {"id": "C1001"}}
    sent, _ = await conversation.turn("restock_alert", "이거 들어오면 알려 주세요", None, known, None, **named)
    assert sent["custom"]["action"] == "restock_alert"
    (row,) = alerts(shop)
    assert row.contact == "C1001"


async def test_only_what_is_sold_out_is_asked_about(conversation: Conversation, shop: Shop, shoe: Product) -> None:
    sent, _ = await conversation.turn(
        "restock_alert", "이거 들어오면 알려 주세요", None, {"customer": {"id": "C1001"}}, None,
        product=shoe.id, color=shoe.colors[0],
    )  # fmt: skip
    assert sent["custom"]["action"] == "restock_alert"  # one size is gone: that is the one
    assert [row.size for row in alerts(shop)] == [shoe.sizes[0]]


async def test_what_is_there_needs_no_message(conversation: Conversation, shop: Shop, shoe: Product) -> None:
    named = {"product": shoe.id, "color": shoe.colors[0], "size": shoe.sizes[-1]}
    sent, _ = await conversation.turn("restock_alert", "이거 들어오면 알려 주세요", None, None, None, **named)
    assert "있" in sent["text"]
    assert alerts(shop) == []


async def test_after_a_sold_out_answer_a_yes_asks_for_the_message(
    conversation: Conversation, shop: Shop, shoe: Product
) -> None:
    named = {"product": shoe.id, "color": shoe.colors[0], "size": shoe.sizes[0]}
    await conversation.turn("stock_check", "이거 있어요", None, None, None, **named)
    await conversation.turn("affirm", "네")
    assert conversation.slots["requested_slot"] == "detail_phone"
    assert alerts(shop) == []

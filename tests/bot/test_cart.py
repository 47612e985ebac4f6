import pytest
from sqlalchemy import func, select

from bot.actions.services import Services
from store.actor import Actor
from store.changes import cart
from store.database.engine import reading
from store.database.models import OperationRow
from store.line import Line, Variant
from store.shop import Shop
from tests.bot.conftest import NOW, Conversation
from tests.bot.details import give

ME = Actor("rest", "c1")
SNEAKERS = {"보폭 러닝화": "product=sne-01"}  # white|black|mint in many sizes
BREAD = {"소금빵": "product=bak-01"}  # one size only
TUMBLER = {"텀블러": "product=out-04"}


def in_cart(shop: Shop) -> dict[tuple[str, str, str], int]:
    lines = [entry.line for entry in cart.cart(shop, ME).lines]
    return {(line.variant.product_id, line.variant.color, line.variant.size): line.quantity for line in lines}


async def test_what_is_named_goes_into_the_cart_with_the_total(conversation: Conversation, shop: Shop) -> None:
    sent, _ = await conversation.turn("cart_add", "소금빵 두 개 담아 주세요", entities=BREAD | {"두 개": "quantity=2"})
    assert in_cart(shop) == {("bak-01", "", "4 pcs"): 2}
    assert sent["custom"]["action"] == "cart_add"
    assert sent["custom"]["cart"] == {
        "items": [{"id": "bak-01", "color": "", "size": "4 pcs", "quantity": 2}],
        "total": 28000,
    }
    assert "28,000원" in sent["text"]
    assert "2개" in sent["text"]


async def test_colour_and_size_are_asked_for_with_what_is_in_stock(
    conversation: Conversation, services: Services, shop: Shop
) -> None:
    sent, events = await conversation.turn("cart_add", "보폭 러닝화 담아 주세요", entities=SNEAKERS)
    assert {"event": "active_loop", "timestamp": None, "name": "details_form"} in events
    assert "화이트" in sent["text"]
    assert in_cart(shop) == {}
    sent = await give(conversation, services, "블랙이요", entities={"블랙": "color=black"})
    assert conversation.slots["requested_slot"] == "detail_size"
    assert len(sent["custom"]["suggestions"]) <= 5
    sent = await give(conversation, services, "270", entities={"270": "size=270"})
    assert in_cart(shop) == {("sne-01", "black", "270"): 1}
    assert sent["custom"]["action"] == "cart_add"


async def test_the_question_survives_a_digression(conversation: Conversation, services: Services, shop: Shop) -> None:
    await conversation.turn("cart_add", "보폭 러닝화 270 담아 주세요", entities=SNEAKERS | {"270": "size=270"})
    sent = await give(conversation, services, "근데 화장실이 어디에 있어요", intent="facility")
    assert sent["custom"]["location"]
    assert "색상" in sent["text"]
    await give(conversation, services, "네 민트로 해 주세요", entities={"민트": "color=mint"})
    assert in_cart(shop) == {("sne-01", "mint", "270"): 1}


async def test_a_wish_of_its_own_that_names_a_colour_is_no_answer(
    conversation: Conversation, services: Services, shop: Shop
) -> None:
    await conversation.turn("cart_add", "보폭 러닝화 270 담아 주세요", entities=SNEAKERS | {"270": "size=270"})
    await give(conversation, services, "까만 토트백도 하나 보여 주세요", "product_search", {"까만": "color=black"})
    assert in_cart(shop) == {}


async def test_a_colour_it_does_not_come_in_is_said_and_asked_again(conversation: Conversation) -> None:
    entities = SNEAKERS | {"보라색": "color=purple", "270": "size=270"}
    sent, events = await conversation.turn("cart_add", "보폭 러닝화 보라색 270 담아 줘", entities=entities)
    assert "화이트" in sent["text"]
    assert {"event": "slot", "timestamp": None, "name": "requested_slot", "value": "detail_color"} in events


async def test_sold_out_is_said_with_another_variant(conversation: Conversation, shop: Shop) -> None:
    sold_out = next(
        row for product in shop.products() for row in shop.stock(product.id)
        if not row.quantity and not row.branch and row.color and row.size
        and any(other.quantity and not other.branch for other in shop.stock(product.id))
    )  # fmt: skip
    conversation.slots["shopping"] = {
        "wish": [], "results": [], "screen": [], "seen": [],
        "focus": sold_out.product_id, "color": sold_out.color, "size": sold_out.size,
    }  # fmt: skip
    sent, _ = await conversation.turn("cart_add", "이거 담아 주세요")
    assert in_cart(shop) == {}
    assert any(word in sent["text"] for word in ("품절", "다 나갔어요"))
    assert any("담아 주세요" in suggestion for suggestion in sent["custom"]["suggestions"])


async def test_of_more_than_there_is_a_yes_takes_what_is_left(conversation: Conversation, shop: Shop) -> None:
    entities = {"딸기 케이크": "product=bak-02", "다섯 개": "quantity=5"}  # two of them
    sent, _ = await conversation.turn("cart_add", "딸기 케이크 다섯 개 담아 주세요", entities=entities)
    assert "2개" in sent["text"]
    assert in_cart(shop) == {}
    await conversation.turn("affirm", "네")
    assert in_cart(shop) == {("bak-02", "", "15cm"): 2}


async def test_a_message_delivered_twice_adds_once(conversation: Conversation, shop: Shop) -> None:
    again = {"message_id": "m1"}
    first, _ = await conversation.turn("cart_add", "소금빵 담아 주세요", metadata=again, entities=BREAD)
    second, _ = await conversation.turn("cart_add", "소금빵 담아 주세요", metadata=again, entities=BREAD)
    assert in_cart(shop) == {("bak-01", "", "4 pcs"): 1}
    assert second["custom"]["cart"] == first["custom"]["cart"]
    with reading(shop.engine) as session:
        assert session.scalar(select(func.count()).where(OperationRow.kind == "cart.added")) == 1


async def test_items_of_the_menu_are_found_by_what_people_call_them(conversation: Conversation, shop: Shop) -> None:
    text = "아이스 아메리카노 두 잔이랑 따뜻한 유자차 한 잔 담아 주세요"
    sent, _ = await conversation.turn("cart_add", text, entities={"두 잔": "quantity=2", "한 잔": "quantity=1"})
    assert in_cart(shop) == {("cafe-02", "", "iced"): 2, ("cafe-11", "", "hot"): 1}
    assert "아이스 아메리카노 2잔" in sent["text"]


async def test_a_part_of_several_names_asks_which(conversation: Conversation, shop: Shop) -> None:
    sent, _ = await conversation.turn("cart_add", "라떼 한 잔 담아 주세요", entities={"한 잔": "quantity=1"})
    assert "카페라테" in sent["custom"]["suggestions"]
    assert in_cart(shop) == {}


async def test_hot_or_iced_is_asked(conversation: Conversation, services: Services, shop: Shop) -> None:
    sent, _ = await conversation.turn("cart_add", "i'd like an americano", metadata={"language": "en"})
    assert sent["custom"]["suggestions"] == ["hot", "iced"]
    await give(conversation, services, "iced please")
    assert in_cart(shop) == {("cafe-02", "", "iced"): 1}


async def test_what_is_out_of_season_is_not_sold_and_something_else_is_offered(
    conversation: Conversation, shop: Shop
) -> None:
    sent, _ = await conversation.turn("cart_add", "팥빙수 작은 거 하나 담아 주세요", entities={"하나": "quantity=1"})
    assert in_cart(shop) == {}
    assert any("주문할게요" in suggestion for suggestion in sent["custom"]["suggestions"])


# ---------------------------------------------------------------- viewing and changing


@pytest.fixture
def filled(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A cart with two salt breads, a pair of sneakers and an iced latte."""
    lines = [Line(Variant("bak-01"), 2), Line(Variant("sne-01", "black", "270")), Line(Variant("cafe-01", "", "iced"))]
    for number, line in enumerate(lines):
        monkeypatch.setenv("STORE_NOW", f"2026-11-24T13:0{number}:00+09:00")
        cart.add(shop, line, ME, f"fill-{number}")
    monkeypatch.setenv("STORE_NOW", NOW)
    return shop


async def test_the_cart_is_told_with_its_total(conversation: Conversation, filled: Shop) -> None:
    sent, _ = await conversation.turn("cart_view", "장바구니 보여 주세요")
    assert sent["custom"]["cart"]["total"] == cart.cart(filled, ME).total.amount
    assert "아이스 카페라테" in sent["text"]
    assert "블랙 270" in sent["text"]
    assert not any(character.isdigit() for character in sent["custom"]["speech"])


async def test_an_empty_cart_is_said_to_be_empty(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("cart_view", "what's in my basket", metadata={"language": "en"})
    assert "basket" in sent["text"]
    assert sent["custom"]["cart"] == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("소금빵 세 개로 바꿔 주세요", BREAD | {"세 개": "quantity=3"}, {"bak-01": 3}),
        ("소금빵 하나 더 추가해 줘", BREAD | {"하나": "quantity=1"}, {"bak-01": 3}),
        ("소금빵 하나 줄여 줘", BREAD | {"하나": "quantity=1"}, {"bak-01": 1}),
        ("두 개 담았는데 소금빵 하나는 빼 줘", BREAD | {"두 개": "quantity=2", "하나": "quantity=1"}, {"bak-01": 1}),
        ("소금빵은 빼 주세요", BREAD, {"bak-01": None}),
        ("소금빵 하나만 남겨 주세요", BREAD | {"하나": "quantity=1"}, {"bak-01": 1}),
        ("마지막에 담은 거 지워 줘", {}, {"cafe-01": None}),
        ("라떼 빼 주세요", {}, {"cafe-01": None}),
        ("제일 비싼 거 빼 주세요", {}, {"sne-01": None}),
        ("운동화는 빼 주세요", {}, {"sne-01": None}),
        ("make it four salt breads", {"four": "quantity=4", "salt breads": "product=bak-01"}, {"bak-01": 4}),
    ],
)
async def test_the_cart_is_changed_as_said(
    conversation: Conversation, filled: Shop, text: str, entities: dict[str, str], expected: dict[str, int | None]
) -> None:
    sent, _ = await conversation.turn("cart_modify", text, entities=entities)
    quantities = {product_id: quantity for (product_id, _, _), quantity in in_cart(filled).items()}
    assert quantities == {
        product_id: quantity
        for product_id, quantity in ({"bak-01": 2, "sne-01": 1, "cafe-01": 1} | expected).items()
        if quantity
    }
    assert sent["custom"]["action"] == "cart_modify"


async def test_another_colour_and_size_replace_the_line(conversation: Conversation, filled: Shop) -> None:
    size = next(row.size for row in filled.stock("sne-01") if row.color == "white" and row.quantity and not row.branch)
    entities = {"운동화": "product=sne-01", "화이트": "color=white", size: f"size={size}"}
    await conversation.turn("cart_modify", f"담은 운동화 화이트 {size} 사이즈로 바꿔 주세요", entities=entities)
    assert ("sne-01", "white", size) in in_cart(filled)
    assert ("sne-01", "black", "270") not in in_cart(filled)


async def test_a_size_that_is_not_named_is_asked_for(
    conversation: Conversation, services: Services, filled: Shop
) -> None:
    sent, _ = await conversation.turn("cart_modify", "운동화 사이즈 바꿀래요", entities={"운동화": "product=sne-01"})
    assert conversation.slots["requested_slot"] == "detail_size"
    sent = await give(conversation, services, "260이요", entities={"260": "size=260"})
    assert ("sne-01", "black", "260") in in_cart(filled)
    assert sent["custom"]["cart"]["total"]


async def test_a_number_that_is_not_named_is_asked_for(
    conversation: Conversation, services: Services, filled: Shop
) -> None:
    await conversation.turn("cart_modify", "소금빵 수량 변경이요", entities=BREAD)
    assert conversation.slots["requested_slot"] == "detail_quantity"
    await give(conversation, services, "5개", entities={"5개": "quantity=5"})
    assert in_cart(filled)[("bak-01", "", "4 pcs")] == 5


async def test_emptying_asks_and_only_a_yes_empties(conversation: Conversation, filled: Shop) -> None:
    sent, _ = await conversation.turn("cart_modify", "장바구니 비워 주세요")
    assert sent["custom"]["action"] == "confirm"
    await conversation.turn("deny", "아니요")
    assert len(in_cart(filled)) == 3
    await conversation.turn("cart_modify", "장바구니 비워 주세요")
    await conversation.turn("affirm", "네")
    assert in_cart(filled) == {}


async def test_all_but_one_line_goes_after_a_yes(conversation: Conversation, filled: Shop) -> None:
    await conversation.turn("cart_modify", "소금빵만 남기고 카트에 있는 거 다 빼 줘요", entities=BREAD)
    assert len(in_cart(filled)) == 3
    await conversation.turn("affirm", "네")
    assert set(in_cart(filled)) == {("bak-01", "", "4 pcs")}


async def test_which_line_is_asked_where_none_is_named(conversation: Conversation, filled: Shop) -> None:
    sent, _ = await conversation.turn("cart_modify", "그건 장바구니에서 빼 주세요")
    assert len(sent["custom"]["suggestions"]) == 3
    assert len(in_cart(filled)) == 3


# ---------------------------------------------------------------- whose cart it is


@pytest.mark.parametrize(("intent", "text"), [("goodbye", "안녕히 계세요"), ("start_over", "처음부터 다시")])
async def test_at_a_kiosk_the_next_customer_finds_an_empty_cart(
    conversation: Conversation, shop: Shop, intent: str, text: str
) -> None:
    kiosk = {"channel": "kiosk"}
    await conversation.turn("cart_add", "소금빵 담아 주세요", metadata=kiosk, entities=BREAD)
    await conversation.turn(intent, text, metadata=kiosk)
    sent, _ = await conversation.turn("cart_view", "장바구니 보여 주세요", metadata=kiosk)
    assert sent["custom"]["cart"]["items"] == []


async def test_a_customer_who_signed_in_keeps_the_cart(conversation: Conversation) -> None:
    known = {"channel": "kiosk", "customer": {"id": "C1001"}}
    await conversation.turn("cart_add", "소금빵 담아 주세요", metadata=known, entities=BREAD)
    await conversation.turn("goodbye", "안녕히 계세요", metadata=known)
    sent, _ = await conversation.turn("cart_view", "장바구니 보여 주세요", metadata=known)
    assert len(sent["custom"]["cart"]["items"]) == 1


async def test_on_ones_own_phone_the_cart_outlives_a_goodbye(conversation: Conversation, shop: Shop) -> None:
    await conversation.turn("cart_add", "소금빵 담아 주세요", entities=BREAD)
    await conversation.turn("goodbye", "안녕히 계세요")
    assert len(in_cart(shop)) == 1

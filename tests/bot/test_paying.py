from dataclasses import replace
from typing import Any

import pytest

from bot.actions.server import every_action
from bot.actions.services import Services
from store.actor import Actor
from store.changes import cart
from store.line import Line, Variant
from store.shop import Shop
from tests.bot.conftest import Conversation

ME = Actor("rest", "c1")


@pytest.fixture
def without(services: Services, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A shop whose store pack leaves some sections out."""

    def make(**sections: Any) -> Conversation:
        info = services.shop.info.model_copy(update=sections)
        shop = Shop(services.shop.engine, "demo")
        monkeypatch.setattr(Shop, "info", property(lambda _self: info))
        return Conversation({a.name(): a for a in every_action(replace(services, shop=shop))})

    return make


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("결제 수단 뭐가 있어요", ["현금", "솔마루 상품권", "계좌이체"]),
        ("현금도 받나요", ["네", "현금"]),
        ("do you take cards", ["Yes", "credit and debit cards"]),
        ("해외 카드 되나요", ["해외 발행 카드"]),
        ("상품권으로 결제되나요", ["솔마루 상품권"]),
        ("할부 되나요", ["5만 원부터 2~3개월"]),
        ("interest free installments", ["2 or 3 monthly instalments"]),
    ],
)
async def test_ways_to_pay_are_told_from_the_store_pack(conversation: Conversation, text: str, says: list[str]) -> None:
    sent, _ = await conversation.turn("payment_method", text)
    assert all(part in sent["text"] for part in says)


@pytest.mark.parametrize(
    "text", ["애플페이로 결제 가능한가요", "달러로도 낼 수 있어요", "do you take paypal", "is amex ok"]
)
async def test_what_the_store_pack_does_not_say_is_not_made_up(conversation: Conversation, text: str) -> None:
    sent, _ = await conversation.turn("payment_method", text)
    assert conversation.slots["yes_means"] == "staff_call"
    assert not sent["text"].startswith(("네, 휴대폰 간편결제로", "Yes, you can"))


async def test_a_way_that_is_not_listed_is_not_taken(without: Any, services: Services) -> None:
    ways = [way for way in services.shop.info.payment_methods if way.id == "card"]
    sent, _ = await without(payment_methods=ways).turn("payment_method", "do you accept cash")
    assert "credit and debit cards" in sent["text"]
    assert "I'm sorry" in sent["text"] or "don't take" in sent["text"]


async def test_instalments_come_from_the_shops_answers_where_the_pack_has_no_section(without: Any) -> None:
    sent, _ = await without(installments=None).turn("payment_method", "할부 되나요")
    assert "50,000원부터 2개월에서 3개월까지" in sent["text"]


async def test_trouble_with_paying_is_listened_to_and_handed_over(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("payment_issue", "두 번 결제됐어요")
    assert sent["custom"]["mood"] == "sorry"
    sent, _ = await conversation.turn("affirm", "네")
    assert sent["custom"]["action"] == "handoff"


async def test_at_a_kiosk_somebody_comes(conversation: Conversation) -> None:
    await conversation.turn("payment_issue", "카드가 안 읽혀요", metadata={"channel": "kiosk"})
    sent, _ = await conversation.turn("affirm", "네", metadata={"channel": "kiosk"})
    assert sent["custom"]["action"] == "staff_call"


async def test_an_order_that_is_given_is_looked_at_once_it_is_proven(conversation: Conversation) -> None:
    conversation.slots |= {"order_id": "204117"}
    sent, _ = await conversation.turn("payment_issue", "주문 204117번 두 번 결제됐어요")
    assert sent["custom"]["action"] == "ask_identity"
    conversation.slots |= {"order_id": "204117", "phone_last4": "3017"}
    sent, _ = await conversation.turn("payment_issue", "주문 204117번 뒷자리 3017이요 두 번 결제됐어요")
    assert sent["custom"]["order"]["id"] == "204117"
    assert conversation.slots["yes_means"] == "human_handoff"


@pytest.mark.parametrize(
    ("text", "says"), [("영수증 재발급 되나요", "고객센터"), ("cash receipt please", "Customer Service")]
)
async def test_receipts_are_told_from_the_shops_answers(conversation: Conversation, text: str, says: str) -> None:
    sent, _ = await conversation.turn("receipt", text)
    assert says in sent["text"]


async def test_a_tax_invoice_is_no_receipt(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("receipt", "세금계산서 발행되나요")
    assert "다시 뽑아" not in sent["text"]
    assert conversation.slots["yes_means"] == "staff_call"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("적립률이 몇 프로예요", "1%"),
        ("몇 점부터 쓸 수 있나요", "1,000점"),
        ("포인트 유효 기간이 언제까지예요", "24개월"),
        ("how do points work", "1%"),
    ],
)
async def test_points_are_told_by_the_rules(conversation: Conversation, text: str, says: str) -> None:
    sent, _ = await conversation.turn("points", text)
    assert says in sent["text"]


async def test_what_the_cart_would_earn_is_reckoned(conversation: Conversation, shop: Shop) -> None:
    cart.add(shop, Line(Variant("bak-01"), 2), ME, "k1")
    sent, _ = await conversation.turn("points", "이거 사면 포인트 몇 점 쌓여요")
    assert "280점" in sent["text"]


async def test_a_balance_is_not_known_here(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("points", "내 포인트 얼마야")
    assert "고객센터" in sent["text"]
    assert conversation.slots["yes_means"] == "staff_call"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("멤버십 어떻게 가입해요", "고객센터나 앱"),
        ("멤버십 등급이 어떻게 나뉘나요", "3,000,000원 이상 파인"),
        ("is there a membership fee", "free"),
        ("what membership levels are there", "Evergreen"),
        ("내 등급이 뭐야", "고객센터"),
    ],
)
async def test_the_membership_is_told_from_the_store_pack(conversation: Conversation, text: str, says: str) -> None:
    sent, _ = await conversation.turn("membership", text)
    assert says in sent["text"]


# ---------------------------------------------------------------- sales and coupons


async def test_what_runs_now_is_told_with_its_end(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("promotion_info", "지금 할인하는 거 있어요")
    assert "까지)" in sent["text"]
    assert "러닝 주간" not in sent["text"]  # over
    assert "연말 오디오" not in sent["text"]  # not yet


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("수험생 할인 있나요", ["수험표", "STUDY10"]),
        ("저녁에 빵 할인한다면서요", ["저녁 7시", "오후 7시"]),
        ("화장품 사면 사은품 뭐 줘요", ["세안 폼"]),
        ("헤드폰은 언제 세일해요", ["12월 1일"]),
        ("are women's coats on sale", ["December 6"]),
        ("완구 세일 끝났어요", ["12월 6일"]),
        ("향수병에 이름 새겨 주는 행사 하나요", ["각인"]),
        ("앞으로 하는 행사 예정된 거 있어요", ["연말 오디오"]),
    ],
)
async def test_a_promotion_or_category_that_is_named_is_told(
    conversation: Conversation, text: str, says: list[str]
) -> None:
    sent, _ = await conversation.turn("promotion_info", text)
    assert all(part in sent["text"] for part in says)


async def test_an_offer_of_a_kind_nobody_told_us_of_is_not_made_up(conversation: Conversation) -> None:
    await conversation.turn("promotion_info", "원 플러스 원 하는 거 있어")
    assert conversation.slots["yes_means"] == "staff_call"


async def test_the_price_of_a_product_is_told_with_its_promotion(conversation: Conversation, shop: Shop) -> None:
    product = shop.product("kit-04")
    assert product
    sent, _ = await conversation.turn("promotion_info", "뚝배기 할인하나요", entities={"뚝배기": "product=kit-04"})
    price = shop.price(product)
    assert price.pays.written("ko") in sent["text"]
    assert "김장철 주방 할인" in sent["text"]


async def test_coupons_are_told_with_code_and_condition(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("coupon_issue", "쿠폰 주세요")
    assert "WELCOME5" in sent["text"]
    assert "30,000원" in sent["text"]


@pytest.mark.parametrize(
    "text", ["WELCOME5 쿠폰 적용해 주세요", "쿠폰 번호 웰컴파이브 입력할게요", "my code is welcome five"]
)
async def test_a_code_counts_for_the_cart_and_is_kept(conversation: Conversation, shop: Shop, text: str) -> None:
    cart.add(shop, Line(Variant("bak-01"), 3), ME, "k1")
    sent, _ = await conversation.turn("coupon_issue", text)
    assert sent["custom"]["cart"]["total"] == 37000
    assert conversation.slots["promotion_code"] == "WELCOME5"
    sent, _ = await conversation.turn("cart_view", "장바구니 보여 주세요")
    assert sent["custom"]["cart"]["total"] == 37000


async def test_a_code_below_its_minimum_says_what_is_missing(conversation: Conversation, shop: Shop) -> None:
    cart.add(shop, Line(Variant("bak-01"), 1), ME, "k1")
    sent, _ = await conversation.turn("coupon_issue", "WELCOME5 쓸게요")
    assert "16,000원" in sent["text"]
    assert conversation.slots["promotion_code"] is None


@pytest.mark.parametrize("text", ["SUMMER20 적용해 주세요", "use code HELLO99"])
async def test_a_code_nobody_gave_out_is_said_not_to_be_known(conversation: Conversation, text: str) -> None:
    sent, _ = await conversation.turn("coupon_issue", text)
    assert ("SUMMER20" in sent["text"]) or ("HELLO99" in sent["text"])
    assert conversation.slots["yes_means"] == "staff_call"


async def test_a_code_that_nothing_in_the_cart_is_for_is_said(conversation: Conversation, shop: Shop) -> None:
    cart.add(shop, Line(Variant("bak-01"), 1), ME, "k1")
    sent, _ = await conversation.turn("coupon_issue", "BED20 코드 적용해 줘")
    assert "이불" in sent["text"]


async def test_coupons_of_ones_own_are_not_known_here(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("coupon_issue", "내 쿠폰 보여 줘")
    assert "고객센터" in sent["text"]

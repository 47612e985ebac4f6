"""What is told about an order that was proven to be the customer's."""

import pytest
from sqlalchemy import update

from store.database.engine import writing
from store.database.models import OrderRow
from store.shop import Shop
from tests.bot.orders.conftest import Talk


@pytest.mark.parametrize(
    ("order", "last4", "said"),
    [
        ("204272", "7741", "내일"),
        ("204315", "2097", "준비하"),
        ("204346", "9172", "도착"),
        ("204380", "1540", "11월 19일 목요일에"),
        ("204117", "3017", "11월 26일"),
        ("204203", "4019", "기한이"),
        ("204226", "2384", "11월 19일"),
        ("204437", "5129", "취소"),
        ("204460", "4173", "반품"),
        ("204489", "1385", "환불"),
        ("204458", "8602", "환불"),
    ],
)
async def test_the_status_of_an_order(talk: Talk, order: str, last4: str, said: str) -> None:
    told = await talk.say("order_status", f"주문번호 {order} 뒷자리 {last4} 어떻게 됐어요")
    assert said in told["text"]
    assert (told["action"], told["order"]["id"]) == ("show_order", order)
    assert "*" in told["order"]["customer"]


async def test_tracking_tells_carrier_number_and_day(talk: Talk) -> None:
    told = await talk.say("delivery_tracking", "204364 뒷자리 8329 택배 어디쯤 왔어요")
    assert "솔바람택배" in told["text"]
    assert "601244723415" in told["text"]
    assert "오늘" in told["text"]
    assert told["action"] == "track"
    assert told["order"]["tracking_number"] == "601244723415"
    assert "화면" in told["speech"]
    assert "육공일이" not in told["speech"].replace(" ", "")


async def test_a_late_parcel_is_said_to_be_late_and_a_person_is_offered(talk: Talk) -> None:
    told = await talk.say("delivery_tracking", "204346 뒷자리 9172 언제 와요")
    assert "상담원" in told["text"]
    assert (await talk.say("affirm", "네"))["action"] == "handoff"


async def test_what_was_delivered_but_not_received_goes_to_a_person(talk: Talk) -> None:
    told = await talk.say("delivery_tracking", "where is my parcel 204380 last four digits 1540")
    assert "delivered on Thursday, November 19" in told["text"]
    assert (await talk.say("affirm", "yes, connect me"))["action"] == "handoff"


async def test_an_order_for_pickup_has_no_parcel(talk: Talk) -> None:
    told = await talk.say("delivery_tracking", "204327 뒷자리 6614 택배 어디예요")
    assert "action" in told
    assert told["action"] == "show_order"


async def test_a_paid_order_is_ready_after_the_hours_the_shop_needs(talk: Talk, shop: Shop) -> None:
    with writing(shop.engine) as session:
        session.execute(update(OrderRow).where(OrderRow.lookup == "204327").values(ordered_at=shop.now()))
    told = await talk.say("pickup_ready", "204327 뒷자리 6614 준비됐어요?")
    assert "오늘 오후 5시쯤" in told["text"]


async def test_a_cancelled_pickup_order_is_not_said_to_be_another_kind(talk: Talk) -> None:
    told = await talk.say("pickup_deadline", "204445 뒷자리 7486 픽업 언제까지예요")
    assert "취소" in told["text"]


@pytest.mark.parametrize(
    ("order", "last4", "said"),
    [
        ("204437", "5129", ["219,000원", "신용카드", "11월 26일 목요일까지"]),
        ("204460", "4173", ["105,000원", "12월 2일"]),
        ("204489", "1385", ["73,000원"]),
        ("204458", "8602", ["139,000원", "계좌이체"]),
        ("204272", "7741", ["환불"]),
    ],
)
async def test_a_refund_is_told_with_amount_way_and_day(talk: Talk, order: str, last4: str, said: list[str]) -> None:
    told = await talk.say("refund_status", f"{order} 뒷자리 {last4} 환불 언제 돼요")
    assert all(words in told["text"] for words in said), told["text"]


async def test_an_overdue_refund_offers_a_person(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-12-20T14:00:00+09:00")
    await talk.say("refund_status", "204489 뒷자리 1385 환불 언제 돼요")
    assert (await talk.say("affirm", "네"))["action"] == "handoff"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("배송비 얼마예요", ["3,000원", "50,000원", "제주"]),
        ("제주도는 추가 요금 있어요", ["3,000원", "제주"]),
        ("배송 며칠 걸려요", ["11월 26일"]),
        ("당일 배송 되나요", ["서울", "5,000원"]),
        ("how much is delivery", ["3,000 won", "50,000 won"]),
        ("do you ship to japan", ["no delivery abroad"]),
        ("해외 배송 되나요", ["해외 배송은 하지 않"]),
    ],
)
async def test_delivery_is_told_without_any_order(talk: Talk, text: str, said: list[str]) -> None:
    told = await talk.say("delivery_info", text)
    assert all(words in told["text"] for words in said), told["text"]
    assert told.get("action") in (None, "decline")


async def test_pickup_questions_need_no_order(talk: Talk) -> None:
    place = await talk.say("pickup_place", "픽업 어디서 해요")
    assert place["location"]["floor"] == "B1"
    assert "지하 1층 픽업데스크" in place["text"]
    assert "신분증" in (await talk.say("pickup_howto", "픽업할 때 뭐 가져가요"))["text"]
    assert "대신" in (await talk.say("pickup_proxy", "남편이 찾아도 돼요"))["text"]


async def test_only_the_buyer_collects_wine(talk: Talk) -> None:
    await talk.owns("204125", "4482")
    told = await talk.say("pickup_proxy", "동생이 찾아도 돼요")
    assert told["action"] == "decline"
    assert "본인만" in told["text"]


async def test_a_takeout_is_collected_where_it_is_made(talk: Talk) -> None:
    await talk.owns("204269", "8056")
    told = await talk.say("pickup_place", "어디서 찾아요")
    assert told["location"]["floor"] == "1F"


async def test_the_rules_of_returns_are_told_with_the_orders_own_day(talk: Talk) -> None:
    general = await talk.say("return_policy", "환불 규정이 어떻게 돼요")
    assert "7일" in general["text"]
    assert "6,000원" in (await talk.say("return_policy", "반품 배송비는 누가 내요"))["text"]
    assert "30일" in (await talk.say("return_policy", "불량품은 언제까지 교환해 주나요"))["text"]
    await talk.owns("204402", "3946")
    own = await talk.say("return_policy", "반품 언제까지 돼요")
    assert "204402번" in own["text"]
    assert "11월 27일" in own["text"]

"""The shopping context over several turns: refining, pointing, changing one's mind."""

import base64
from typing import Any

import pytest

from bot.actions.services import Services
from bot.actions.shopping import Said, Shopping
from tests.bot.conftest import Conversation


def shopping(talk: Conversation) -> Shopping:
    return Shopping.of(talk.slots.get("shopping"))


def ids(sent: dict[str, Any]) -> list[str]:
    return [card["id"] for card in sent["custom"].get("products", [])]


def prices(services: Services, product_ids: list[str]) -> list[int]:
    known = services.shop.products_of(product_ids)
    return [known[product_id].pays.amount for product_id in product_ids]


async def test_a_list_is_kept_whole_and_the_screen_shows_its_beginning(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("product_search", "가방 찾아요")
    context = shopping(conversation)
    assert len(context.screen) == 5 < len(context.results)
    assert list(context.screen) == ids(sent)
    assert context.wish == (Said("product_search", "가방 찾아요"),)


async def test_more_are_the_next_ones_and_the_end_is_said(conversation: Conversation) -> None:
    first, _ = await conversation.turn("product_search", "가방 찾아요")
    more, _ = await conversation.turn("show_more", "더 보여 주세요")
    assert not set(ids(first)) & set(ids(more))
    assert ids(more) == list(shopping(conversation).results[5:10])
    for _ in range(4):
        sent, _ = await conversation.turn("show_more", "더요")
    assert not ids(sent)
    assert shopping(conversation).screen


async def test_what_was_on_the_screen_before_comes_back(conversation: Conversation) -> None:
    first, _ = await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("show_more", "더 보여 주세요")
    back, _ = await conversation.turn("show_more", "아까 거 다시 보여 주세요")
    assert ids(back) == ids(first)


async def test_refinements_are_limits_of_one_wish(conversation: Conversation, services: Services) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("refine_color", "검은색으로 보여 주세요", color="black")
    sent, _ = await conversation.turn("refine_price", "십만 원 이하로요")
    known = services.shop.products_of(ids(sent))
    assert known
    assert all("black" in product.colors for product in known.values())
    assert all(product.pays.amount <= 100_000 for product in known.values())


async def test_cheaper_is_below_what_is_on_the_screen(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "20만 원 이상 가방 찾아요")
    sent, _ = await conversation.turn("refine_cheaper", "더 싼 거 없어요")
    assert max(prices(services, ids(sent))) < min(prices(services, ids(shown)))


async def test_cheaper_is_below_what_is_in_focus(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    dearest = max(range(5), key=lambda place: prices(services, ids(shown))[place])
    await conversation.turn("select_ordinal", f"{dearest + 1}번", ordinal=str(dearest + 1))
    sent, _ = await conversation.turn("refine_cheaper", "이거보다 싼 거요")
    assert max(prices(services, ids(sent))) < prices(services, ids(shown))[dearest]


async def test_dearer_is_above_what_is_on_the_screen(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "5만 원 이하 가방 찾아요")
    sent, _ = await conversation.turn("refine_expensive", "더 좋은 걸로요")
    assert min(prices(services, ids(sent))) > max(prices(services, ids(shown)))


async def test_when_nothing_is_cheaper_it_says_so_and_takes_the_limit_back(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("refine_sort", "싼 순으로요")
    sent, _ = await conversation.turn("refine_cheaper", "더 싼 거요")
    assert "저렴한 건 없어요" in sent["text"] or "더 싼 건 찾지 못했어요" in sent["text"]
    assert [said.intent for said in shopping(conversation).wish] == ["product_search", "refine_sort"]


async def test_another_order_sorts_the_list(conversation: Conversation, services: Services) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("refine_sort", "가격 낮은 순으로요")
    assert prices(services, ids(sent)) == sorted(prices(services, ids(sent)))


async def test_an_order_that_is_not_known_is_offered_others(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("refine_sort", "최신순으로요")
    assert "평점순" in sent["custom"]["suggestions"]


async def test_another_brand_is_not_the_one_shown(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    first = services.shop.product(ids(shown)[0])
    sent, _ = await conversation.turn("refine_brand", "다른 브랜드로 보여 줘")
    assert first
    assert first.brand not in {product.brand for product in services.shop.products_of(ids(sent)).values()}


@pytest.mark.parametrize(
    ("intent", "text", "asked"),
    [
        ("refine_price", "가격 좀 맞춰 주세요", "예산"),
        ("refine_color", "다른 색으로요", "색"),
        ("refine_size", "더 큰 사이즈로요", "사이즈"),
        ("refine_brand", "브랜드로 골라 줘", "브랜드"),
    ],
)
async def test_a_limit_that_did_not_become_clear_is_asked_for(
    conversation: Conversation, intent: str, text: str, asked: str
) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    sent, events = await conversation.turn(intent, text)
    assert asked in sent["text"] or "얼마" in sent["text"]
    assert {"event": "slot", "timestamp": None, "name": "failures", "value": 1} in events


async def test_limits_alone_are_for_the_wish_before(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("product_search", "검은색 있어요?")
    assert [said.text for said in shopping(conversation).wish] == ["가방 찾아요", "검은색 있어요?"]


async def test_a_new_kind_starts_a_new_wish_whatever_the_intent(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("refine_price", "십만 원 이하로요")
    sent, _ = await conversation.turn("refine_feature", "그럼 향수 보여 주세요")
    assert [said.text for said in shopping(conversation).wish] == ["그럼 향수 보여 주세요"]
    assert ids(sent)


async def test_the_list_before_can_still_be_pointed_at(conversation: Conversation) -> None:
    bags, _ = await conversation.turn("product_search", "토트백 찾아요")
    await conversation.turn("product_search", "향수 찾아요")
    sent, _ = await conversation.turn("select_attribute", "아까 그 토트백이요")
    assert set(ids(sent)) <= set(ids(bags))
    assert ids(sent)


async def test_popular_ones_can_be_refined_without_a_wish(conversation: Conversation, services: Services) -> None:
    await conversation.turn("recommendation", "추천해 주세요")
    sent, _ = await conversation.turn("refine_price", "삼만 원 이하로요")
    assert ids(sent)
    assert max(prices(services, ids(sent))) <= 30_000


async def test_refining_what_was_never_looked_for_asks_what_it_is(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("refine_cheaper", "더 싼 거요")
    assert "찾" in sent["text"]
    assert not ids(sent)


async def test_one_is_chosen_by_its_position_and_is_in_focus_then(conversation: Conversation) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("select_ordinal", "두 번째 거요", ordinal="2")
    assert ids(sent) == [ids(shown)[1]]
    assert shopping(conversation).focus == ids(shown)[1]
    assert shopping(conversation).screen == tuple(ids(shown))


async def test_the_last_one_is_the_last_on_the_screen(conversation: Conversation) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("select_ordinal", "마지막 거요", ordinal="-1")
    assert ids(sent) == [ids(shown)[-1]]


async def test_the_cheaper_of_those_shown_is_chosen(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("select_attribute", "그중에 더 싼 거요")
    assert prices(services, ids(sent)) == [min(prices(services, ids(shown)))]


async def test_one_is_chosen_by_its_price(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    price = prices(services, ids(shown))[2]
    sent, _ = await conversation.turn("select_attribute", "그 가격짜리요", money=str(price))
    assert ids(shown)[2] in ids(sent) or "어느" in sent["text"]


async def test_where_several_fit_it_asks_once_with_choices(conversation: Conversation, services: Services) -> None:
    shown, _ = await conversation.turn("product_search", "검은색 가방 찾아요")
    sent, _ = await conversation.turn("select_attribute", "까만 거요", color="black")
    titles = {product.title["ko"] for product in services.shop.products_of(ids(shown)).values()}
    assert set(sent["custom"]["suggestions"]) <= titles


async def test_similar_ones_are_like_the_one_in_focus(conversation: Conversation, services: Services) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("select_ordinal", "첫 번째 거요", ordinal="1")
    focus = services.shop.product(shopping(conversation).focus)
    sent, _ = await conversation.turn("show_more", "이거랑 비슷한 거 더 있어요")
    assert focus
    assert {product.category for product in services.shop.products_of(ids(sent)).values()} == {focus.category}


async def test_the_one_in_focus_is_shown_in_another_colour(conversation: Conversation, services: Services) -> None:
    await conversation.turn("product_search", "검은색 가방 찾아요")
    await conversation.turn("select_ordinal", "첫 번째 거요", ordinal="1")
    focus = shopping(conversation).focus
    sent, _ = await conversation.turn("refine_color", "같은 거 검은색으로 보여 줘", color="black")
    assert ids(sent)[0] == focus
    assert (shopping(conversation).focus, shopping(conversation).color) == (focus, "black")


async def test_a_correction_puts_the_right_word_in_the_place_of_the_wrong_one(conversation: Conversation) -> None:
    await conversation.turn("product_search", "검은색 토트백 찾아요")
    await conversation.turn("correction", "아니 토트백 말고 백팩이라고 했어요")
    assert [said.text for said in shopping(conversation).wish] == ["검은색 백팩 찾아요"]


async def test_a_correction_takes_back_what_was_said_last(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("refine_color", "검은색으로요", color="black")
    await conversation.turn("correction", "아니 색을 잘못 말했어요 베이지예요", color="beige")
    assert [said.text for said in shopping(conversation).wish] == ["가방 찾아요", "베이지"]


async def test_a_corrected_order_number_goes_back_to_its_topic(conversation: Conversation) -> None:
    conversation.slots |= {"order_topic": "pickup_deadline", "order_id": "204125", "order_in_hand": "204117"}
    sent, _ = await conversation.turn("correction", "아니 204117이 아니라 204125예요")
    assert sent["custom"]["action"] == "ask_identity"


async def test_a_correction_of_nothing_asks_what_is_meant(conversation: Conversation) -> None:
    sent, events = await conversation.turn("correction", "아니 그게 아니라")
    assert "다시" in sent["text"]
    assert {"event": "slot", "timestamp": None, "name": "failures", "value": 1} in events


async def test_after_the_second_failure_staff_and_choices_are_offered(conversation: Conversation) -> None:
    await conversation.turn("select_ordinal", "두 번째요", ordinal="2")
    sent, _ = await conversation.turn("select_ordinal", "두 번째요", ordinal="2")
    assert "직원" in sent["text"]
    assert len(sent["custom"]["suggestions"]) >= 4
    called, _ = await conversation.turn("affirm", "네")
    assert called["custom"]["action"] == "staff_call"


async def test_for_a_present_it_asks_once_for_whom(conversation: Conversation, services: Services) -> None:
    asked, _ = await conversation.turn("gift_recommendation", "선물 추천해 주세요")
    assert not ids(asked)
    assert "어느 분" in asked["text"] or "누구" in asked["text"]
    sent, _ = await conversation.turn("refine_price", "오만 원 이하로요")
    assert ids(sent)
    assert max(prices(services, ids(sent))) <= 50_000


async def test_a_present_for_somebody_named_is_shown_at_once(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("gift_recommendation", "여섯 살 조카 선물로 인형 어때요")
    assert ids(sent)


async def test_the_best_of_those_shown_is_one_of_them(conversation: Conversation) -> None:
    shown, _ = await conversation.turn("product_search", "가방 찾아요")
    sent, _ = await conversation.turn("recommendation", "이 중에 뭐가 제일 나아요")
    assert set(ids(sent)) == set(ids(shown))
    assert shopping(conversation).focus == ids(sent)[0]


async def test_a_photo_is_asked_for(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("image_search", "사진으로 찾을 수 있어요")
    assert sent["custom"]["action"] == "ask_image"


async def test_a_photo_that_came_along_is_looked_for(conversation: Conversation, services: Services) -> None:
    bag = next(services.shop.products())
    photo = base64.b64encode(bag.id.encode()).decode()
    sent, _ = await conversation.turn("image_search", "이거 있어요", metadata={"image": photo})
    assert ids(sent) == [bag.id]


@pytest.mark.parametrize("image", ["not base64!", base64.b64encode(b"no product").decode()])
async def test_a_photo_that_cannot_be_read_is_asked_for_again(conversation: Conversation, image: str) -> None:
    sent, _ = await conversation.turn("image_search", "이거 있어요", metadata={"image": image})
    assert sent["custom"]["action"] == "ask_image"
    assert not ids(sent)


async def test_another_colour_for_the_list_is_not_about_the_one_in_focus(conversation: Conversation) -> None:
    await conversation.turn("product_search", "가방 찾아요")
    await conversation.turn("select_ordinal", "첫 번째 거요", ordinal="1")
    await conversation.turn("refine_color", "까만색 위주로 볼게요", color="black")
    assert [said.text for said in shopping(conversation).wish] == ["가방 찾아요", "까만색 위주로 볼게요"]

"""Questions about one product: price, facts, reviews, sizes, colours, stock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import update

from bot.actions.shopping import Shopping
from store.database.engine import writing
from store.database.models import StockRow
from store.product import Product
from store.shop import Shop
from tests.bot.conftest import Conversation

Asks = Callable[..., Any]


@dataclass
class Asking:
    """Asks about products that are named by their id."""

    talk: Conversation
    shop: Shop

    async def of(self, product: Product, intent: str, text: str, **entities: str) -> dict[str, Any]:
        sent, _ = await self.talk.turn(intent, text, None, None, None, product=product.id, **entities)
        return sent

    def one(self, fits: Callable[[Product], bool]) -> Product:
        return next(product for product in self.shop.products() if fits(product))


@pytest.fixture
def asking(conversation: Conversation, shop: Shop) -> Asking:
    return Asking(conversation, shop)


async def test_the_price_is_told(asking: Asking) -> None:
    plain = asking.one(lambda p: asking.shop.price(p).why == "regular")
    sent = await asking.of(plain, "price_check", "이거 얼마예요")
    assert plain.price.written("ko") in sent["text"]
    assert [card["id"] for card in sent["custom"]["products"]] == [plain.id]


async def test_a_sale_price_is_told_with_the_regular_one(asking: Asking) -> None:
    reduced = asking.one(lambda p: asking.shop.price(p).why == "sale_price")
    sent = await asking.of(reduced, "price_check", "how much is it")
    assert reduced.pays.written("en") in sent["text"]
    assert reduced.price.written("en") in sent["text"]


async def test_the_promotion_that_makes_the_price_is_named(asking: Asking) -> None:
    promoted = asking.one(lambda p: asking.shop.price(p).why == "promotion")
    price = asking.shop.price(promoted)
    sent = await asking.of(promoted, "price_check", "지금 얼마예요")
    assert price.pays.written("ko") in sent["text"]
    assert price.promotions[0].name["ko"] in sent["text"]


async def test_a_promotion_that_starts_in_the_evening_is_mentioned(asking: Asking) -> None:
    bread = asking.one(lambda p: p.category == "bakery")
    sent = await asking.of(bread, "price_check", "이거 얼마예요")
    assert "저녁 베이커리 할인" in sent["text"]


async def test_several_are_added_up(asking: Asking) -> None:
    plain = asking.one(lambda p: asking.shop.price(p).why == "regular")
    sent = await asking.of(plain, "price_check", "세 개 하면 얼마예요", quantity="3")
    assert asking.shop.order_price([(plain, 3)]).pays.written("ko") in sent["text"]


async def test_a_fact_is_told_with_its_word_and_unit(asking: Asking) -> None:
    bag = asking.one(lambda p: "weight_g" in p.attributes)
    sent = await asking.of(bag, "product_detail", "무게가 얼마나 돼요")
    assert f"{bag.attributes['weight_g']}g" in sent["text"]


async def test_a_fact_that_is_not_in_the_data_is_not_made_up(asking: Asking) -> None:
    bag = asking.one(lambda p: p.category == "handbag" and "warranty_months" not in p.attributes)
    sent = await asking.of(bag, "product_detail", "보증 기간이 어떻게 돼요")
    assert "보증 기간" in sent["text"]
    assert "직원" in sent["text"]
    called, _ = await asking.talk.turn("affirm", "네")
    assert called["custom"]["action"] == "staff_call"


async def test_reviews_are_quoted_in_the_customers_language(asking: Asking) -> None:
    bag = asking.shop.product("bag-01")
    assert bag
    written = {review.language: review.text for review in asking.shop.reviews("bag-01")}
    sent = await asking.of(bag, "product_review", "how are the reviews")
    assert str(bag.review_count) in sent["text"]
    assert written["en"].split(".")[0] in sent["text"]
    assert written["ko"].split(".")[0] not in sent["text"]


async def test_sizes_and_what_of_them_is_gone_are_told(asking: Asking) -> None:
    shoe = asking.one(lambda p: 1 < len(p.sizes) <= 6 and bool(asking.shop.stock(p.id)))
    with writing(asking.shop.engine) as session:
        session.execute(update(StockRow).filter_by(product_id=shoe.id, size=shoe.sizes[0]).values(quantity=0))
    sent = await asking.of(shoe, "size_option", "사이즈 뭐 있어요")
    assert all(size in sent["text"] for size in shoe.sizes)
    assert f"{shoe.sizes[0]}은" in sent["text"] or f"{shoe.sizes[0]}는" in sent["text"]
    assert "품절" in sent["text"] or "나갔" in sent["text"]


async def test_colours_are_told_by_the_shops_words(asking: Asking) -> None:
    bag = asking.one(lambda p: len(p.colors) == 2)
    sent = await asking.of(bag, "color_option", "무슨 색 있어요")
    terms = [asking.shop.color(color) for color in bag.colors]
    assert all(term and term.name["ko"] in sent["text"] for term in terms)


async def test_a_colour_it_does_not_come_in_leads_to_one_that_does(asking: Asking) -> None:
    bag = asking.one(lambda p: p.category == "handbag" and "black" not in p.colors and bool(p.colors))
    sent = await asking.of(bag, "color_option", "블랙은 없어요?", color="black")
    assert "블랙" in sent["text"]
    assert "비슷" in sent["text"] or "어떠세요" in sent["text"]


def variants(shop: Shop, left: Callable[[int], bool]) -> tuple[Product, str, str]:
    """A product and a colour and size of which there are so many."""
    for product in shop.products():
        for row in shop.stock(product.id):
            if not row.branch and row.color and row.size and left(row.quantity):
                return product, row.color, row.size
    raise AssertionError("the demo store has none")


async def test_few_pieces_are_counted(asking: Asking) -> None:
    product, color, size = variants(asking.shop, lambda left: 0 < left <= 5)
    sent = await asking.of(product, "stock_check", "이거 있어요", color=color, size=size)
    quantity = asking.shop.stock_of(product, color, size).quantity
    assert f"{quantity}개" in sent["text"]


async def test_what_is_sold_out_offers_something_else_and_a_message(asking: Asking) -> None:
    product, color, size = variants(asking.shop, lambda left: left == 0)
    sent = await asking.of(product, "stock_check", "이거 있어요", color=color, size=size)
    assert "품절" in sent["text"] or "나갔" in sent["text"]
    assert asking.talk.slots["yes_means"] == "restock_alert"


async def test_a_colour_it_is_not_made_in_is_said(asking: Asking) -> None:
    bag = asking.one(lambda p: p.category == "handbag" and "mint" not in p.colors and bool(p.colors))
    sent = await asking.of(bag, "stock_check", "민트 있어요", color="mint")
    assert "나오지 않" in sent["text"] or "만들지 않" in sent["text"]


async def test_more_than_there_are_is_said(asking: Asking) -> None:
    product, color, size = variants(asking.shop, lambda left: 0 < left <= 5)
    sent = await asking.of(product, "stock_check", "여섯 개 필요해요", color=color, size=size, quantity="6")
    assert "6개" in sent["text"]


async def test_another_branch_nobody_knows_of_is_not_made_up(asking: Asking) -> None:
    product, color, size = variants(asking.shop, bool)
    sent = await asking.of(product, "stock_check", "강남점에도 있어요?", color=color, size=size)
    assert "지점" in sent["text"]
    assert asking.talk.slots["yes_means"] == "staff_call"


async def test_colour_and_size_stay_while_it_is_the_same_product(asking: Asking) -> None:
    product, color, size = variants(asking.shop, bool)
    await asking.of(product, "stock_check", "이거 있어요", color=color, size=size)
    await asking.talk.turn("stock_check", "이거 몇 개 남았어요")
    context = Shopping.of(asking.talk.slots["shopping"])
    assert (context.focus, context.color, context.size) == (product.id, color, size)


async def test_a_colour_asked_about_it_is_no_other_product(asking: Asking) -> None:
    await asking.talk.turn("product_search", "가방 찾아요")
    await asking.talk.turn("select_ordinal", "첫 번째 거요", ordinal="1")
    focus = Shopping.of(asking.talk.slots["shopping"]).focus
    sent, _ = await asking.talk.turn("stock_check", "블랙 있어요?", color="black")
    assert [card["id"] for card in sent["custom"]["products"]] == [focus]


async def test_two_are_compared_by_what_differs(asking: Asking) -> None:
    shown, _ = await asking.talk.turn("product_search", "가방 찾아요")
    sent, _ = await asking.talk.turn("compare", "첫 번째랑 세 번째 비교해 주세요", ordinal="1,3")
    first, _, third = shown["custom"]["products"][:3]
    assert [card["id"] for card in sent["custom"]["products"]] == [first["id"], third["id"]]
    assert "첫 번째가" in sent["text"]
    assert len(sent["custom"]["speech"]) < len(sent["text"])


async def test_comparing_needs_two(asking: Asking) -> None:
    sent, _ = await asking.talk.turn("compare", "비교해 주세요")
    assert "products" not in sent["custom"]


async def test_what_is_compared_without_names_are_the_first_two(asking: Asking) -> None:
    shown, _ = await asking.talk.turn("product_search", "가방 찾아요")
    sent, _ = await asking.talk.turn("compare", "얘네 비교 좀 해 줘")
    assert [card["id"] for card in sent["custom"]["products"]] == [
        card["id"] for card in shown["custom"]["products"][:2]
    ]


async def test_trying_on_names_the_place_and_offers_staff(asking: Asking) -> None:
    await asking.talk.turn("product_search", "원피스 찾아요")
    sent, _ = await asking.talk.turn("tryon", "이거 입어 볼 수 있어요")
    assert sent["custom"]["location"]["floor"] == "2F"
    assert asking.talk.slots["yes_means"] == "staff_call"

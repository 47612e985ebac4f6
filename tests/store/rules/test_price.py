"""Prices: which promotion holds, which one counts, and what it takes off."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.types import Money
from store.product import Product
from store.promotion import Promotion, Promotions
from store.rules.price import PassedOver, best_price, order_price
from store.rules.promotions import not_holding, taken_off
from tests.store.rules.samples import SEOUL, at, product

NOW = at("2026-11-22 14:30")
ALL = {"product_ids": frozenset({"coat-01"})}
TENTH = Promotion("tenth", product().title, percent=10, **ALL)
COUPON = Promotion("coupon", product().title, amount=5000, code="WELCOME5", minimum_amount=30_000, sale_items="on_top")


def promotion(number: int, **fields: object) -> Promotion:
    return Promotion(f"p{number}", product().title, **fields)  # type: ignore[arg-type]


MONEY = st.integers(0, 10**9)
DISCOUNTS = st.one_of(
    st.builds(dict, percent=st.floats(0.01, 100)), st.builds(dict, amount=MONEY), st.builds(dict[str, object])
)
ANY_PROMOTIONS = st.lists(
    st.tuples(
        DISCOUNTS,
        st.sampled_from([ALL, {"category": "coat"}, {"category": "dress"}, {"sale_items": "on_top"}]),
        st.fixed_dictionaries(
            {
                "combines": st.booleans(),
                "minimum_amount": st.none() | MONEY,
                "code": st.sampled_from(["", "A", "B"]),
                "daily_from": st.none() | st.times(),
            }
        ),
        st.sampled_from(["instead", "excluded", "on_top"]),
    ),
    max_size=6,
).map(
    lambda drawn: [
        promotion(number, **({"sale_items": sale} | discount | reach | other))
        for number, (discount, reach, other, sale) in enumerate(drawn)
    ]
)


@st.composite
def products(draw: st.DrawFn) -> Product:
    price = draw(MONEY)
    return product(price, draw(st.none() | st.integers(0, price)))


def test_the_regular_price_holds_where_nothing_else_does() -> None:
    found = best_price(product(), [], NOW)
    assert (found.pays, found.why, found.saved) == (Money(10_000), "regular", Money(0))
    on_sale = best_price(product(sale_price=9000), [], NOW)
    assert (on_sale.pays, on_sale.why, on_sale.from_sale_price) == (Money(9000), "sale_price", True)


def test_a_promotion_says_what_it_takes_off_and_which_it_is() -> None:
    found = best_price(product(), [TENTH], NOW)
    assert (found.pays, found.why, found.saved, found.promotions) == (Money(9000), "promotion", Money(1000), (TENTH,))


@pytest.mark.parametrize(
    ("percent", "price", "off"),
    [(10, 9999, 999), (33.3, 100, 33), (12.5, 39_000, 4875), (0.1, 999, 0), (100, 7, 7), (1.1, 1000, 11)],
)
def test_what_a_percentage_takes_off_is_rounded_down(percent: float, price: int, off: int) -> None:
    assert taken_off(promotion(0, percent=percent), price) == off


def test_an_amount_never_takes_off_more_than_the_price() -> None:
    assert best_price(product(3000), [promotion(0, amount=5000, **ALL)], NOW).pays == Money(0)


@pytest.mark.parametrize(
    ("fields", "now", "rule"),
    [
        ({"starts": at("2026-11-22 00:00")}, "2026-11-21 23:59:59", "not_yet"),
        ({"starts": at("2026-11-22 00:00")}, "2026-11-22 00:00", ""),
        ({"ends": at("2026-11-22 23:59:59")}, "2026-11-22 23:59:59.9", ""),
        ({"ends": at("2026-11-22 23:59:59")}, "2026-11-23 00:00", "over"),
        ({"ends": at("2026-12-31 23:59:59")}, "2027-01-01 00:00", "over"),
        ({"daily_from": time(19)}, "2026-11-22 18:59:59", "not_now"),
        ({"daily_from": time(19)}, "2026-11-22 19:00", ""),
        ({"daily_from": time(19)}, "2026-11-23 00:00", "not_now"),
        ({"code": "STUDY10"}, "2026-11-22 12:00", "needs_code"),
        ({"minimum_amount": 10_001}, "2026-11-22 12:00", "below_minimum"),
        ({"minimum_amount": 10_000}, "2026-11-22 12:00", ""),
    ],
)
def test_a_promotion_holds_from_its_start_to_its_last_second(fields: dict[str, object], now: str, rule: str) -> None:
    assert not_holding(promotion(0, percent=10, **fields), at(now), spending=10_000) == rule


def test_a_code_is_told_in_any_case() -> None:
    coded = promotion(0, percent=10, code="STUDY10", **ALL)
    assert best_price(product(), [coded], NOW, code=" study10 ").pays == Money(9000)
    assert best_price(product(), [coded], NOW, code="STUDY").passed_over == (PassedOver(coded, "needs_code"),)


def test_those_that_exclude_each_other_leave_the_best_one_and_the_others_say_so() -> None:
    small = promotion(1, percent=5, category="coat")
    found = best_price(product(), [small, TENTH, promotion(2, amount=900, **ALL)], NOW)
    assert (found.pays, found.promotions) == (Money(9000), (TENTH,))
    assert {entry.promotion.id: entry.rule for entry in found.passed_over} == {"p1": "not_better", "p2": "not_better"}


def test_a_better_one_that_needs_a_code_is_named() -> None:
    better = promotion(1, percent=50, code="HALF", **ALL)
    found = best_price(product(), [better, TENTH], NOW)
    assert (found.promotions, found.passed_over) == ((TENTH,), (PassedOver(better, "needs_code"),))


@pytest.mark.parametrize(
    ("sale_items", "sale_price", "pays", "from_sale"),
    [
        ("instead", 9500, 9000, False),  # the promotion is better than the sale price
        ("instead", 8000, 8000, True),
        ("excluded", 9500, 9500, True),
        ("on_top", 9500, 8550, True),
    ],
)
def test_a_promotion_says_what_becomes_of_products_on_sale(
    sale_items: str, sale_price: int, pays: int, from_sale: bool
) -> None:
    found = best_price(product(sale_price=sale_price), [promotion(0, percent=10, sale_items=sale_items, **ALL)], NOW)
    assert (found.pays, found.from_sale_price) == (Money(pays), from_sale)
    if sale_items == "excluded":
        assert found.passed_over[0].rule == "not_on_sale_items"


def test_those_that_combine_come_together_percentages_first() -> None:
    combining = [
        promotion(1, amount=1000, combines=True, **ALL),
        promotion(2, percent=10, combines=True, category="coat"),
    ]
    found = best_price(product(), [*combining, TENTH], NOW)
    assert found.pays == Money(7100)  # 10,000 less 10%, less 10%, less 1,000
    assert [entry.id for entry in found.promotions] == ["p2", "tenth", "p1"]


def test_gifts_are_told_and_make_nothing_cheaper() -> None:
    gift = promotion(1, category="coat")
    found = best_price(product(), [gift], NOW)
    assert (found.gifts, found.pays, found.passed_over) == ((gift,), Money(10_000), ())


def test_a_promotion_of_other_products_is_no_business_of_this_one() -> None:
    found = best_price(product(), [promotion(1, percent=50, category="dress")], NOW)
    assert (found.pays, found.passed_over) == (Money(10_000), ())


def test_a_coupon_is_taken_off_an_order_once() -> None:
    lines = [(product(20_000), 2)]
    assert order_price(lines, [COUPON], NOW, "WELCOME5").pays == Money(35_000)
    assert order_price([(product(29_999), 1)], [COUPON], NOW, "WELCOME5").pays == Money(29_999)


def test_an_order_takes_what_is_cheaper_the_coupon_or_the_promotions() -> None:
    assert order_price([(product(100_000), 1)], [COUPON, TENTH], NOW, "WELCOME5").pays == Money(90_000)
    cheap = order_price([(product(40_000), 1)], [COUPON, TENTH], NOW, "WELCOME5")
    assert (cheap.pays, cheap.promotions) == (Money(35_000), (COUPON,))


def test_an_order_coupon_may_leave_out_products_on_sale() -> None:
    coupon = promotion(1, percent=50, sale_items="excluded")
    lines = [(product(10_000, 9000), 1), (product(10_000), 1)]
    assert order_price(lines, [coupon], NOW).pays == Money(14_000)


def test_nothing_costs_nothing() -> None:
    assert order_price([], [COUPON], NOW).pays == Money(0)


def test_promotions_are_found_by_product_category_or_for_everything() -> None:
    other = promotion(1, percent=5, category="dress")
    known = Promotions([TENTH, COUPON, other])
    assert known.of("coat-01", "coat") == [TENTH, COUPON]
    assert known.of("dress-01", "dress") == [other, COUPON]


@given(products(), ANY_PROMOTIONS, st.sampled_from([None, "a", "B"]))
def test_a_price_is_never_negative_and_promotions_never_make_it_dearer(
    thing: Product, promotions: list[Promotion], code: str | None
) -> None:
    found = best_price(thing, promotions, NOW, code)
    assert 0 <= found.pays.amount <= thing.pays.amount <= found.regular.amount
    assert found.saved.amount == found.regular.amount - found.pays.amount
    assert (found.why == "promotion") == bool(found.promotions)


@given(products(), ANY_PROMOTIONS, st.sampled_from([None, "a", "B"]))
def test_what_counts_holds_now_and_every_other_one_says_why_not(
    thing: Product, promotions: list[Promotion], code: str | None
) -> None:
    found = best_price(thing, promotions, NOW, code)
    spending = thing.pays.amount
    assert all(not not_holding(entry, NOW, code, spending) for entry in found.promotions)
    assert sum(not entry.combines for entry in found.promotions) <= 1
    told = [entry.promotion for entry in found.passed_over]
    assert all(entry.rule for entry in found.passed_over)
    concerned = [entry for entry in promotions if entry.is_for(thing.id, thing.category) and entry.is_discount]
    assert sorted(entry.id for entry in [*found.promotions, *told]) == sorted(entry.id for entry in concerned)


@given(products(), ANY_PROMOTIONS, ANY_PROMOTIONS)
def test_more_promotions_never_make_it_dearer(thing: Product, some: list[Promotion], more: list[Promotion]) -> None:
    renamed = [replace(entry, id=f"more{number}") for number, entry in enumerate(more)]
    assert best_price(thing, [*some, *renamed], NOW).pays <= best_price(thing, some, NOW).pays


@given(products(), ANY_PROMOTIONS)
def test_an_order_of_one_piece_costs_what_the_piece_costs(thing: Product, promotions: list[Promotion]) -> None:
    assert order_price([(thing, 1)], promotions, NOW).pays == best_price(thing, promotions, NOW).pays


@given(st.lists(st.tuples(products(), st.integers(1, 20)), max_size=4), ANY_PROMOTIONS)
def test_an_order_is_never_negative_and_never_dearer_than_its_pieces_without_promotions(
    lines: list[tuple[Product, int]], promotions: list[Promotion]
) -> None:
    found = order_price(lines, promotions, NOW)
    assert 0 <= found.pays.amount <= sum(thing.pays.amount * quantity for thing, quantity in lines)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_promotion_holds_without_a_break_between_start_and_end(start: datetime, length: int, offset: int) -> None:
    starts = start.replace(tzinfo=SEOUL, microsecond=0)
    running = promotion(0, percent=10, starts=starts, ends=starts + timedelta(seconds=length))
    rule = not_holding(running, starts + timedelta(seconds=offset))
    assert rule == ("" if offset <= length else "over")

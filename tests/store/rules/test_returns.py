"""Returns and exchanges: the last second of the window, what is excluded, and who pays."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.line import Variant
from store.rules.exchange import exchange_for, exchange_window
from store.rules.returns import ReturnReason, return_window
from tests.store.rules.samples import RETURNS, SEOUL, at, item, order, shop_info

INFO = shop_info()
EXCHANGE = shop_info(exchange={"window_days": 14, "shipping_fee": 5000})
DAYS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda day: day.replace(tzinfo=SEOUL))


@pytest.mark.parametrize(
    ("now", "rule"),
    [("2026-11-19 15:20", ""), ("2026-11-26 23:59:59", ""), ("2026-11-27 00:00", "too_late")],
)
def test_the_last_day_of_the_window_counts_whole(now: str, rule: str) -> None:
    window = return_window(INFO, order(), at(now))
    assert (window.rule, window.until) == (rule, at("2026-11-26 23:59:59"))


def test_the_window_runs_over_the_end_of_the_year() -> None:
    delivered = order(delivered_at=at("2026-12-28 09:00"))
    assert return_window(INFO, delivered, at("2027-01-04 23:59")).open
    assert not return_window(INFO, delivered, at("2027-01-05 00:00")).open


def test_a_defect_has_a_longer_window_and_the_shop_pays() -> None:
    window = return_window(INFO, order(), at("2026-12-19 23:59:59"), "defect")
    assert (window.rule, window.until, window.who_pays, window.fee) == ("", at("2026-12-19 23:59:59"), "shop", 0)
    assert return_window(INFO, order(), at("2026-12-20 00:00"), "wrong_item").rule == "too_late"


def test_a_change_of_mind_costs_the_customer_both_ways() -> None:
    window = return_window(INFO, order(), at("2026-11-20 12:00"))
    assert (window.who_pays, window.fee) == ("customer", 6000)


def test_what_the_shop_has_not_said_is_not_made_up() -> None:
    silent = shop_info(returns={"window_days": 7})
    assert return_window(silent, order(), at("2026-11-20 12:00")).fee is None
    assert return_window(silent, order(), at("2026-11-27 12:00"), "defect").rule == "too_late"
    assert return_window(shop_info(returns=None), order(), at("2026-11-20 12:00")).rule == "no_rules"


def test_a_date_of_the_order_itself_goes_before_the_rule_and_never_shortens_that_for_defects() -> None:
    longer = order(return_until=at("2026-11-30 23:59:59"))
    assert return_window(INFO, longer, at("2026-11-30 20:00")).open
    shorter = order(return_until=at("2026-11-22 23:59:59"))
    assert return_window(INFO, shorter, at("2026-11-23 12:00")).rule == "too_late"
    assert return_window(INFO, shorter, at("2026-11-23 12:00"), "defect").open


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("paid", "not_received"), ("preparing", "not_received"), ("ready_for_pickup", "not_received"),
        ("shipped", "not_received"), ("delivered", ""), ("picked_up", ""), ("cancelled", "cancelled"),
        ("return_requested", "returning"), ("return_collected", "returning"), ("refunded", "refunded"),
    ],
)  # fmt: skip
def test_only_what_was_received_goes_back_and_only_once(status: str, rule: str) -> None:
    assert return_window(INFO, order(status), at("2026-11-20 12:00")).rule == rule


def test_an_unknown_day_of_receipt_is_said_to_be_unknown() -> None:
    window = return_window(INFO, order(delivered_at=None), at("2026-11-20 12:00"))
    assert (window.rule, window.until) == ("receipt_unknown", None)


@pytest.mark.parametrize(
    ("bought", "reason", "opened", "exclusion"),
    [
        (item("gft-01", "food"), "change_of_mind", False, "food"),
        (item("gft-01", "food"), "defect", True, None),
        (item("ski-01", "skincare"), "change_of_mind", False, None),
        (item("ski-01", "skincare"), "change_of_mind", True, "cosmetics"),
        (item("ski-01", "skincare"), "wrong_item", True, None),
        (item("jew-03", "jewelry"), "change_of_mind", False, "earrings"),
        (item("jew-01", "jewelry"), "change_of_mind", True, None),
        (item("cafe-01", "", from_menu=True), "change_of_mind", False, "menu"),
    ],
)
def test_food_opened_cosmetics_and_named_products_do_not_go_back_unless_faulty(
    bought: object, reason: ReturnReason, opened: bool, exclusion: str | None
) -> None:
    window = return_window(INFO, order(items=(bought,)), at("2026-11-20 12:00"), reason, opened=opened)
    assert [entry.exclusion for entry in window.excluded] == ([exclusion] if exclusion else [])
    assert window.rule == ("excluded" if exclusion else "")


def test_the_rest_of_an_order_goes_back_without_what_is_excluded() -> None:
    mixed = order(items=(item(), item("gft-01", "food")))
    window = return_window(INFO, mixed, at("2026-11-20 12:00"))
    assert window.open
    assert [entry.product_id for entry in window.items] == ["coat-01"]
    assert window.excluded[0].reason["en"] == "Food does not go back."


def test_a_shop_that_takes_back_nothing_opened_says_so() -> None:
    strict = shop_info(returns=RETURNS | {"opened": "refused"})
    assert return_window(strict, order(), at("2026-11-20 12:00"), opened=True).excluded[0].exclusion == "opened"
    assert return_window(strict, order(), at("2026-11-20 12:00")).open


def test_an_exchange_has_its_own_window_and_fee() -> None:
    window = exchange_window(EXCHANGE, order(), at("2026-12-03 23:59:59"))
    assert (window.rule, window.fee) == ("", 5000)
    assert exchange_window(EXCHANGE, order(), at("2026-12-04 00:00")).rule == "too_late"
    assert exchange_window(EXCHANGE, order(), at("2026-12-03 12:00"), "defect").fee == 0
    assert exchange_window(INFO, order(), at("2026-11-27 00:00")).rule == "too_late"


def test_an_exchange_excludes_what_returns_exclude() -> None:
    food = order(items=(item("gft-01", "food"),))
    assert exchange_window(EXCHANGE, food, at("2026-11-20 12:00")).rule == "excluded"


def test_an_exchange_is_for_another_colour_or_size_unless_the_shop_allows_more() -> None:
    coat, same_price = item(), shop_info(exchange={"window_days": 7, "wants": "same_price"})
    assert exchange_for(INFO, coat, Variant("coat-01", "black", "L"), same_price=True).allowed
    assert exchange_for(INFO, coat, Variant("coat-01", "black", "M"), same_price=True).rule == "same_variant"
    assert exchange_for(INFO, coat, Variant("coat-02"), same_price=True).rule == "other_product"
    assert exchange_for(same_price, coat, Variant("coat-02"), same_price=True).allowed
    assert exchange_for(same_price, coat, Variant("coat-02"), same_price=False).rule == "other_price"


@given(DAYS, st.integers(0, 400), st.sampled_from(["change_of_mind", "defect", "wrong_item"]))
def test_a_window_once_closed_never_opens_again(received: datetime, hours: int, reason: ReturnReason) -> None:
    bought = order(delivered_at=received)
    now = received + timedelta(hours=hours)
    later = return_window(INFO, bought, now + timedelta(hours=1), reason)
    assert return_window(INFO, bought, now, reason).open or not later.open
    assert later.until is not None
    assert later.until - received >= timedelta(days=7) - timedelta(seconds=1)


@given(DAYS)
def test_the_shops_fault_is_never_worse_for_the_customer(received: datetime) -> None:
    bought, now = order(delivered_at=received), received + timedelta(days=3)
    mind, fault = return_window(INFO, bought, now), return_window(INFO, bought, now, "defect")
    assert mind.until is not None
    assert fault.until is not None
    assert fault.until >= mind.until
    assert set(mind.items) <= set(fault.items)
    assert (fault.fee or 0) <= (mind.fee or 0)

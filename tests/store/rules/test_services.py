"""What parking and gift wrapping cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.services import gift_wrap_fee, parking_fee
from tests.store.rules.samples import shop_info

PARKING = {
    "base_fee": 3000,
    "base_minutes": 60,
    "extra_fee": 1000,
    "extra_minutes": 15,
    "free_for_purchase": [{"amount": 30_000, "hours": 1}, {"amount": 50_000, "hours": 2}],
}
INFO = shop_info(parking=PARKING, gift_wrap={"fee": 3000, "large_fee": 6000, "free_from": 100_000})


@pytest.mark.parametrize(
    ("minutes", "spent", "fee"),
    [
        (0, 0, 0), (1, 0, 3000), (60, 0, 3000), (61, 0, 4000), (75, 0, 4000), (76, 0, 5000),
        (60, 29_999, 3000), (60, 30_000, 0), (61, 30_000, 3000), (120, 50_000, 0), (190, 50_000, 4000),
    ],
)  # fmt: skip
def test_each_unit_of_time_begun_counts_and_purchases_take_hours_off(minutes: int, spent: int, fee: int) -> None:
    assert parking_fee(INFO, minutes, spent) == fee


def test_what_the_shop_has_not_said_costs_an_unknown_amount() -> None:
    assert parking_fee(shop_info(parking={"note": "free on Sundays"}), 30) is None
    assert parking_fee(shop_info(parking={"base_fee": 1000, "base_minutes": 30}), 31) is None
    assert parking_fee(shop_info(), 30) is None
    assert gift_wrap_fee(shop_info(), 0) is None


@pytest.mark.parametrize(
    ("spent", "large", "fee"), [(0, False, 3000), (99_999, True, 6000), (100_000, False, 0), (100_000, True, 0)]
)
def test_wrapping_costs_by_size_until_it_is_free(spent: int, large: bool, fee: int) -> None:
    assert gift_wrap_fee(INFO, spent, large=large) == fee


@given(st.integers(0, 3000), st.integers(0, 600), st.integers(0, 200_000))
def test_staying_longer_never_costs_less_and_spending_never_more(minutes: int, more: int, spent: int) -> None:
    fee, longer, spender = (
        parking_fee(INFO, minutes, spent),
        parking_fee(INFO, minutes + more, spent),
        parking_fee(INFO, minutes, spent + 50_000),
    )
    assert fee is not None
    assert longer is not None
    assert spender is not None
    assert spender <= fee <= longer

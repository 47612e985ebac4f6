"""Cells: money, lists and times as people and spreadsheets write them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from store.pack import cells

CONTEXT = {"currency": "KRW", "timezone": "Asia/Seoul"}


def read(kind: Any, cell: str) -> Any:
    return TypeAdapter(kind).validate_python(cell, context=CONTEXT)


@given(
    st.integers(0, 10**12),
    st.sampled_from(["{}", "{}원", "₩{}", "￦ {}", "\\{}", " {} ", "{} KRW", "{}.00KRW", "{}.00"]),
)
def test_an_amount_is_the_same_with_and_without_separators(amount: int, style: str) -> None:
    assert read(cells.Money, style.format(amount)) == read(cells.Money, style.format(f"{amount:,}")) == amount


@pytest.mark.parametrize("cell", ["3,90", "39.5", "-1", "free", "39,000,", "1 000", "", "$39", "39 USD", "１０,00"])
def test_what_is_no_amount_in_the_currency_of_the_shop_is_refused(cell: str) -> None:
    with pytest.raises(ValidationError, match="KRW"):
        read(cells.Money, cell)


@given(st.lists(st.text("가나다abc 12-", min_size=1).map(str.strip).filter(bool)))
def test_a_list_is_what_stands_between_the_bars(parts: list[str]) -> None:
    assert read(cells.Texts, " | ".join(parts)) == parts


def test_what_a_feed_said_of_the_stock_is_read_back() -> None:
    assert read(cells.Availabilities, "black:M=in_stock|:L=preorder|backorder") == [
        {"color": "black", "size": "M", "state": "in_stock"},
        {"color": "", "size": "L", "state": "preorder"},
        {"color": "", "size": "", "state": "backorder"},
    ]
    with pytest.raises(ValidationError, match="found 'black=gone'"):
        read(cells.Availabilities, "black=gone")


def test_attributes_are_pairs() -> None:
    assert read(cells.Attributes, "battery_h=8|waterproof=IPX4") == {"battery_h": "8", "waterproof": "IPX4"}
    for wrong in ("battery_h", "=8", "a=", "a=1|a=2"):
        with pytest.raises(ValidationError):
            read(cells.Attributes, wrong)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("P1", ("P1", "", "", 1)),
        ("P1 x 3", ("P1", "", "", 3)),
        ("P1:black", ("P1", "black", "", 1)),
        ("P1:black:M x2", ("P1", "black", "M", 2)),
        ("P1::M × 2", ("P1", "", "M", 2)),
        ("box:red:XL", ("box", "red", "XL", 1)),
        ("b-01::10 pcs x 2", ("b-01", "", "10 pcs", 2)),
    ],
)
def test_an_ordered_item_names_product_colour_size_and_number(cell: str, expected: tuple[str, str, str, int]) -> None:
    (item,) = read(cells.Items, cell)
    assert (item["product_id"], item["color"], item["size"], item["quantity"]) == expected


@pytest.mark.parametrize("cell", ["", "|", ":black", "P1 x 0", "P1:a:b:c"])
def test_an_order_without_a_readable_item_is_refused(cell: str) -> None:
    with pytest.raises(ValidationError):
        read(cells.Items, cell)


def test_a_time_without_a_zone_is_the_local_time_of_the_shop() -> None:
    assert read(cells.Moment, "2026-11-22 14:30") == datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
    assert read(cells.Moment, "2026-11-22T14:30+00:00") == datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def test_a_last_day_lasts_until_its_end() -> None:
    assert read(cells.LastMoment, "2026-11-22").isoformat() == "2026-11-22T23:59:59+09:00"
    assert read(cells.LastMoment, "2026-11-22 00:00").isoformat() == "2026-11-22T00:00:00+09:00"


def test_extensions_are_counted_and_true_is_one() -> None:
    assert [read(cells.Times, cell) for cell in ("0", "2", "true", "no")] == [0, 2, 1, 0]

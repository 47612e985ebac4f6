"""Stock by colour and size: counted, sold out, elsewhere, or not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.product import Availability, Stock
from store.rules.stock import stock_answer
from tests.store.rules.samples import product

COAT = product()


def row(color: str, size: str, quantity: int, branch: str = "") -> Stock:
    return Stock("coat-01", color, size, branch, quantity)


ROWS = [row("black", "S", 0), row("black", "M", 3), row("white", "M", 2), row("black", "S", 5, "north")]
QUANTITIES = st.integers(0, 50)
ANY_ROWS = st.lists(
    st.builds(row, st.sampled_from(["black", "white"]), st.sampled_from(["S", "M"]), QUANTITIES,
              st.sampled_from(["", "north", "south"])),
    unique_by=lambda entry: (entry.color, entry.size, entry.branch),
)  # fmt: skip


@pytest.mark.parametrize(
    ("color", "size", "state", "quantity"),
    [
        ("black", "M", "in_stock", 3),
        ("black", "S", "sold_out", 0),
        ("black", "", "in_stock", 3),
        ("", "M", "in_stock", 5),
        ("", "", "in_stock", 5),
        ("white", "S", "unknown", None),  # nobody has counted it
        ("pink", "", "not_made", None),
        ("black", "XL", "not_made", None),
    ],
)
def test_what_is_asked_for_is_counted_and_what_nobody_counted_is_unknown(
    color: str, size: str, state: str, quantity: int | None
) -> None:
    found = stock_answer(COAT, ROWS, color, size)
    assert (found.state, found.quantity) == (state, quantity)


def test_what_is_sold_out_here_is_offered_elsewhere_and_in_other_sizes() -> None:
    found = stock_answer(COAT, ROWS, "black", "S")
    assert found.elsewhere == (("north", 5),)
    assert found.others_here == (("black", "M", 3), ("white", "M", 2))


def test_a_product_of_one_colour_needs_no_colour_in_its_rows() -> None:
    plain = product(colors=("black",), sizes=())
    assert stock_answer(plain, [row("", "", 4)], "black").quantity == 4
    assert stock_answer(COAT, [row("", "M", 4)], "black", "M").state == "unknown"  # of which colour?


def test_without_rows_the_feed_is_believed_and_without_a_feed_nothing_is_known() -> None:
    def fed(*states: str) -> str:
        said = tuple(Availability("", "", state) for state in states)  # type: ignore[arg-type]
        return stock_answer(product(colors=(), sizes=(), availability=said), []).state

    assert (fed("in_stock"), fed("out_of_stock"), fed("preorder"), fed()) == (
        "in_stock",
        "sold_out",
        "preorder",
        "unknown",
    )
    assert fed("out_of_stock", "in_stock") == "in_stock"


def test_only_another_branch_has_told_its_stock() -> None:
    found = stock_answer(COAT, [row("black", "M", 7, "north")], "black", "M")
    assert (found.state, found.quantity, found.elsewhere) == ("unknown", None, (("north", 7),))


@given(ANY_ROWS, st.sampled_from(["", "black", "white"]), st.sampled_from(["", "S", "M"]))
def test_nothing_is_counted_twice_or_lost(rows: list[Stock], color: str, size: str) -> None:
    found = stock_answer(COAT, rows, color, size)
    here = sum(entry.quantity for entry in rows if not entry.branch)
    assert (found.quantity or 0) + sum(quantity for *_, quantity in found.others_here) == here
    assert (found.quantity is None) == (found.state not in ("in_stock", "sold_out"))
    assert all(quantity > 0 for _, quantity in found.elsewhere)


@given(ANY_ROWS)
def test_the_whole_is_the_sum_of_its_variants(rows: list[Stock]) -> None:
    parts = [stock_answer(COAT, rows, color, size).quantity or 0 for color in ("black", "white") for size in ("S", "M")]
    assert (stock_answer(COAT, rows).quantity or 0) == sum(parts)

"""Variants put together again: complete in any order, waiting as briefly as it goes."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from store.feeds.item import FeedItem
from store.feeds.variants import product, together
from store.feeds.vocabulary import Vocabulary

ITEMS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1)


def item(group: str, number: int, **said: object) -> FeedItem:
    return FeedItem(**{"id": f"{group}-{number}", "group": group, "title": "Knit", "price": 1000, **said})  # type: ignore[arg-type]


def one(*variants: FeedItem) -> dict[str, object]:
    return product(list(variants), Vocabulary({}), Vocabulary({})).model_dump()


@given(ITEMS)
def test_no_variant_is_lost_or_in_two_products_in_any_order(given_items: list[tuple[str, int, int]]) -> None:
    items = [(line, item(group, line, price=price)) for line, (group, price, _) in enumerate(given_items)]
    counts = Counter(group for group, _, _ in given_items)
    found = list(together(items, counts))
    assert sorted(variants[0].group for _, variants in found) == sorted(counts)
    assert sorted(variant.id for _, variants in found for variant in variants) == sorted(each.id for _, each in items)
    assert all(line == int(variants[0].id.partition("-")[2]) for line, variants in found)


@given(ITEMS)
def test_what_a_product_costs_is_what_one_of_its_variants_costs_and_none_costs_less(
    given_items: list[tuple[str, int, int]],
) -> None:
    variants = [
        item("a", number, price=max(price, sale), sale_price=min(price, sale) if price != sale else None)
        for number, (_, price, sale) in enumerate(given_items)
    ]
    whole = product(variants, Vocabulary({}), Vocabulary({}))
    prices = [(each.price, each.sale_price) for each in variants]
    assert (whole.price, whole.sale_price) in prices
    assert min(sale if sale is not None else price for price, sale in prices) == (
        whole.sale_price if whole.sale_price is not None else whole.price
    )


def test_a_product_is_given_as_soon_as_its_last_variant_came() -> None:
    def items() -> list[tuple[int, FeedItem]]:
        return [(1, item("a", 1)), (2, item("a", 2)), (3, item("b", 3))]

    first, _ = next(iter(together(iter(items()), {"a": 2})))
    assert first == 1


def test_the_title_of_a_variant_loses_its_colour_and_size_but_no_other_words() -> None:
    for title in ("Knit - Black / M", "Knit (M, Black)", "Knit Black M"):
        assert one(item("a", 1, title=title, colors=("Black",), sizes=("M",)))["title_en"] == "Knit"
    assert one(item("a", 1, title="Black", colors=("Black",)))["title_en"] == "Black"
    assert one(item("a", 1, title="FORM", sizes=("M",)))["title_en"] == "FORM"
    assert one(item("", 1, title="Mug White", colors=("White",)))["title_en"] == "Mug White"


def test_a_parent_listed_among_its_variants_says_less_of_the_stock_than_they_do() -> None:
    parent = item("", 0, id="a", state="in_stock")
    black = item("a", 1, colors=("black",), state="out_of_stock")
    assert one(parent, black)["availability"] == [{"color": "black", "size": "", "state": "out_of_stock"}]


def test_of_two_entries_for_the_same_colour_and_size_the_better_one_counts() -> None:
    wool, cotton = (
        item("a", number, sizes=("M",), state=state) for number, state in ((1, "out_of_stock"), (2, "in_stock"))
    )
    assert one(wool, cotton)["availability"] == [{"color": "", "size": "M", "state": "in_stock"}]

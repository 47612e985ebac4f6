"""The sections of rules and services in store.yml: each wrong value with its line, and short ways to write."""

import pytest

from store.pack import read_pack
from tests.store.conftest import STORE_YML, WritePack
from tests.store.pack.test_reading_a_pack import problems_of

SECTIONS = """\
returns:
  window_days: 7
  defect_window_days: 30
  shipping_fee: "3,000원"
  excluded:
    - {id: coffee, categories: [coffee], when: opened}
  refund_times:
    card: {days: [3, 5]}
    cash: {ko: 바로, en: at once}
delivery:
  fee: 3000
  free_from: 50000
  eta_days: [2, 3]
  working_days: mon-sat
  areas:
    - {id: jeju, name: 제주, postcodes: ["63000-63644"], extra_fee: 3000}
points: {rate_percent: 1.5, min_use: 1000, valid_months: 24}
membership:
  tiers:
    - {id: green, name: Green}
parking: {base_fee: 3000, base_minutes: 60, hours: "10:00-22:00"}
gift_wrap: {fee: 3000, zone: cups}
payment_methods: [card, {id: cash, name: Cash}]
installments: {from_amount: 50000, months: [2, 3]}
local:
  - {kind: metro, name: Station, walk_minutes: 2}
"""
LINES_BEFORE = STORE_YML.count("\n")


def test_good_sections_are_read(write_pack: WritePack) -> None:
    info = read_pack(write_pack(store=STORE_YML + SECTIONS)).info
    assert info.returns is not None
    assert (info.returns.shipping_fee, info.returns.refund_times["card"].days) == (3000, (3, 5))
    assert info.returns.refund_times["cash"].note["en"] == "at once"
    assert info.delivery is not None
    assert info.delivery.working_days == frozenset(range(6))
    assert [method.id for method in info.payment_methods] == ["card", "cash"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  window_days: 7\n", "", "1: returns.window_days is missing, expected a value"),
        ("window_days: 7", "window_days: a week", "2: returns.window_days: expected a valid integer, found 'a week'"),
        ("window_days: 7", "window_days: -7", "2: returns.window_days: expected greater than or equal to 0, found -7"),
        ("window_days: 7", "window_dayz: 7", "2: returns.window_dayz: unknown key; did you mean `window_days`?"),
        ('"3,000원"', "free", "4: returns.shipping_fee: expected a valid integer, found 'free'"),
        ("when: opened", "when: open", "6: returns.excluded[0].when: expected 'always' or 'opened', found 'open'"),
        (
            "categories: [coffee]",
            "categories: [cofee]",
            "6: returns.excluded[0].categories[0]: category 'cofee' is",
        ),
        ("categories: [coffee], ", "", "6: returns.excluded[0]: expected categories or products that are excluded"),
        ("[3, 5]", "[5, 3]", "8: returns.refund_times.card.days: expected the smaller number first, found [5, 3]"),
        ("[3, 5]", "[3, 5, 7]", "8: returns.refund_times.card.days: "),
        ("fee: 3000\n  free", "fee: 3000.5\n  free", "11: delivery.fee: expected a valid integer, found 3000.5"),
        ("  fee: 3000\n", "", "10: delivery.fee is missing"),
        ("eta_days: [2, 3]", "eta_days: soon", "13: delivery.eta_days: "),
        ("mon-sat", "mon-sad", "14: delivery.working_days: expected weekdays such as mon-sat"),
        ("63000-63644", "63644-63000", "16: delivery.areas[0].postcodes[0]: expected a postcode or a range"),
        ("extra_fee: 3000", "extra_fee: -1", "16: delivery.areas[0].extra_fee: "),
        ("rate_percent: 1.5", "rate_percent: 150", "17: points.rate_percent: expected less than or equal to 100"),
        (
            "valid_months: 24",
            "valid_months: 0",
            "17: points.valid_months: expected greater than or equal to 1",
        ),
        ("{id: green, name: Green}", "{name: Green}", "20: membership.tiers[0].id is missing"),
        ("10:00-22:00", "10-22", '21: parking.hours: expected "10:30-20:00"'),
        (
            "base_minutes: 60",
            "base_minutes: 0",
            "21: parking.base_minutes: expected greater than or equal to 1",
        ),
        ("zone: cups", "zone: cupz", "22: gift_wrap.zone: zone 'cupz' is not in store.yml; did you mean cups?"),
        ("{id: cash, name: Cash}", "{id: cash}", "23: payment_methods[1].name is missing"),
        ("months: [2, 3]", "months: [1]", "24: installments.months[0]: expected greater than or equal to 2, found 1"),
        ("walk_minutes: 2", "walk_minutes: near", "26: local[0].walk_minutes: expected a valid integer"),
    ],
)
def test_each_wrong_value_is_said_with_its_line(write_pack: WritePack, old: str, new: str, problem: str) -> None:
    assert old in SECTIONS
    line, _, message = problem.partition(": ")
    expected = f"store.yml:{LINES_BEFORE + int(line)}: {message}"
    found = problems_of(write_pack(store=STORE_YML + SECTIONS.replace(old, new, 1)))
    assert any(text.startswith(expected) for text in found), found


def test_what_a_shop_only_says_in_words_is_kept_as_its_words(write_pack: WritePack) -> None:
    words = "parking: {ko: 없음, en: none}\ngift_wrap: free\ndelivery: {fee: 0, areas: {ko: 전국, en: Korea}}\n"
    info = read_pack(write_pack(store=STORE_YML + words)).info
    assert info.parking is not None
    assert info.parking.note["ko"] == "없음"
    assert info.gift_wrap is not None
    assert info.gift_wrap.note["en"] == "free"
    assert info.delivery is not None
    assert info.delivery.coverage["en"] == "Korea"


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("available", "sometimes", "menu.csv:2: available: expected yes, no, or when it is sold"),
        ("season", "monsoon", "menu.csv:2: season: expected spring, summer, autumn, winter, found 'monsoon'"),
        ("zone", "kitchen", "menu.csv:2: zone 'kitchen' is not in store.yml"),
    ],
)
def test_a_menu_says_when_and_where_in_words_we_know(
    write_pack: WritePack, column: str, cell: str, problem: str
) -> None:
    menu = f"id,name_ko,price,{column}\nlatte,라테,4500,{cell}\n"
    assert problems_of(write_pack(menu=menu))[0].startswith(problem)


def test_a_promotion_of_the_whole_order_cannot_hold_instead_of_a_sale_price(write_pack: WritePack) -> None:
    text = "id,name_ko,discount_percent,sale_items\np1,전 품목,10,instead\n"
    (found,) = problems_of(write_pack(promotions=text))
    assert found.startswith("promotions.csv:2: sale_items: expected excluded or on_top")

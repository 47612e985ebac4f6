"""The demo store pack agrees with itself. Read with plain csv and yaml: the importer has tests of its own."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest
import yaml

from annae.paths import PROJECT

PACK = PROJECT / "stores" / "demo"
STORE = yaml.safe_load((PACK / "store.yml").read_text(encoding="utf-8"))
STATUSES = {
    "paid",
    "preparing",
    "ready_for_pickup",
    "pickup_expired",
    "picked_up",
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "return_collected",
    "refunded",
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rows(name):
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def listed(cell):
    return [part for part in cell.split("|") if part]


def order_items(cell):
    for part in listed(cell):
        what, quantity = part.rsplit(" x ", 1)
        item, color, size = (*what.split(":"), "", "")[:3]
        yield item, color, size, int(quantity)


def has_hangul(text):
    return re.search("[가-힣]", text) is not None


def has_latin(text):
    return re.search("[A-Za-z]", text) is not None


def bilingual_texts(node, where="store.yml"):
    """Every mapping of ko and en below ``node``, with the path to it."""
    if isinstance(node, dict):
        if node.keys() & {"ko", "en"}:
            yield where, node
            return
        for key, value in node.items():
            yield from bilingual_texts(value, f"{where}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from bilingual_texts(value, f"{where}[{number}]")


PRODUCTS = rows("products.csv")
PRODUCT = {row["id"]: row for row in PRODUCTS}
MENU = {row["id"]: row for row in rows("menu.csv")}
ORDERS = rows("orders.csv")
ZONE = {zone["id"]: zone for zone in STORE["zones"]}


def closes_on(day):
    hours = STORE["hours"][STORE["pickup"]["hours"]][WEEKDAYS[day.weekday()]]
    return hours.split("-")[1]


def test_the_store_is_as_large_as_promised():
    assert [floor["id"] for floor in STORE["floors"]] == ["B1", "1F", "2F", "3F", "4F", "5F", "6F"]
    assert len(PRODUCTS) >= 300
    assert len({row["category"] for row in PRODUCTS}) >= 25
    assert len(ORDERS) == 40
    assert len(rows("faq.csv")) == 60
    assert len(rows("promotions.csv")) >= 10
    assert len(MENU) >= 25
    assert len(rows("reviews.csv")) >= 150


@pytest.mark.parametrize("name", ["products.csv", "menu.csv", "orders.csv", "promotions.csv"])
def test_no_id_is_given_twice(name):
    assert [key for key, count in Counter(row["id"] for row in rows(name)).items() if count > 1] == []


@pytest.mark.parametrize("column", ["title_ko", "title_en", "description_ko", "description_en"])
def test_no_two_products_share_a_text(column):
    assert [text for text, count in Counter(row[column] for row in PRODUCTS).items() if count > 1] == []


@pytest.mark.parametrize("section", ["floors", "zones", "kiosks"])
def test_no_place_is_named_twice(section):
    ids = [entry["id"] for entry in STORE[section]]
    assert len(ids) == len(set(ids))


def test_no_two_zones_of_a_floor_stand_on_one_spot():
    spots = Counter((zone["floor"], zone["x"], zone["y"]) for zone in STORE["zones"])
    assert [spot for spot, count in spots.items() if count > 1] == []


def test_every_zone_lies_on_the_map_of_a_floor():
    sizes = {floor["id"]: floor["size_m"] for floor in STORE["floors"]}
    for zone in STORE["zones"]:
        width, depth = sizes[zone["floor"]]
        assert 0 <= zone["x"] <= width, zone
        assert 0 <= zone["y"] <= depth, zone
        assert zone.get("area", "store") in STORE["hours"], zone


def test_facilities_kiosks_and_services_stand_in_zones_that_exist():
    for facility in STORE["facilities"]:
        assert ZONE[facility["zone"]]["floor"] == facility["floor"], facility
    for kiosk in STORE["kiosks"]:
        assert kiosk["zone"] in ZONE, kiosk
    assert ZONE[STORE["pickup"]["zone"]]["floor"] == STORE["pickup"]["floor"]
    assert STORE["gift_wrap"]["zone"] in ZONE


@pytest.mark.parametrize("step_free", [False, True], ids=["on foot", "without steps"])
def test_every_zone_can_be_reached_from_the_main_gate(step_free):
    neighbours = defaultdict(set)
    for path in STORE["paths"]:
        assert ZONE[path["from"]]["floor"] == ZONE[path["to"]]["floor"] or path["seconds"] > 0
        if path["step_free"] or not step_free:
            neighbours[path["from"]].add(path["to"])
            neighbours[path["to"]].add(path["from"])
    reached, waiting = {"1f-main-gate"}, ["1f-main-gate"]
    while waiting:
        for zone in neighbours[waiting.pop()] - reached:
            reached.add(zone)
            waiting.append(zone)
    assert set(ZONE) - reached == set()


def test_only_lifts_connect_floors_without_steps():
    between = [path for path in STORE["paths"] if ZONE[path["from"]]["floor"] != ZONE[path["to"]]["floor"]]
    assert {path["kind"] for path in between if path["step_free"]} == {"lift"}
    assert {path["kind"] for path in between} == {"lift", "escalator", "stairs"}


def test_every_area_has_hours_for_every_weekday():
    for area, week in STORE["hours"].items():
        assert set(week) == set(WEEKDAYS), area
        for hours in week.values():
            opens, closes = hours.split("-")
            assert opens < closes, area


def test_every_category_is_sold_in_a_zone_and_has_products_there():
    sold = {(zone["id"], category) for zone in STORE["zones"] for category in zone["categories"]}
    assert {category for _, category in sold} == set(STORE["categories"])
    assert {(row["zone"], row["category"]) for row in PRODUCTS} == sold


def test_every_colour_and_brand_a_product_names_is_explained():
    for row in PRODUCTS:
        assert set(listed(row["colors"])) <= set(STORE["colors"]), row["id"]
        brand = STORE["brands"][row["brand"]]["name"]
        assert row["title_ko"].startswith(brand["ko"]), row["id"]
        assert row["title_en"].startswith(brand["en"]), row["id"]


def test_a_sale_price_is_below_the_price():
    for row in PRODUCTS:
        assert int(row["price"]) > 0, row["id"]
        assert not row["sale_price"] or 0 < int(row["sale_price"]) < int(row["price"]), row["id"]


def test_a_picture_is_named_by_kind_and_colour():
    for row in PRODUCTS:
        kind, color = re.fullmatch(r"([a-z]+)-([a-z]+)\.svg", row["image"]).groups()
        assert kind, row["id"]
        assert color in STORE["colors"], row["id"]


def test_attributes_are_pairs_each_given_once():
    for row in PRODUCTS:
        keys = [re.fullmatch(r"([a-z0-9_]+)=(.+)", part)[1] for part in listed(row["attributes"])]
        assert len(keys) == len(set(keys)), row["id"]


def test_every_variant_of_a_product_has_exactly_one_stock_row_of_this_store():
    variants = [
        (row["id"], color, size)
        for row in PRODUCTS
        for color in row["colors"].split("|")
        for size in row["sizes"].split("|")
    ]
    stock = rows("stock.csv")
    assert sorted((row["product_id"], row["color"], row["size"]) for row in stock) == sorted(variants)
    assert {row["store"] for row in stock} == {STORE["id"]}


def test_some_variants_and_some_whole_products_are_sold_out():
    left = Counter()
    for row in rows("stock.csv"):
        left[row["product_id"]] += int(row["quantity"])
    sold_out = {product for product in PRODUCT if left[product] == 0}
    assert 0 < len(sold_out) < len(PRODUCTS) / 20
    partly = {row["product_id"] for row in rows("stock.csv") if row["quantity"] == "0"} - sold_out
    assert partly


def test_orders_cover_every_status_and_kind():
    assert {row["status"] for row in ORDERS} == STATUSES
    assert {row["kind"] for row in ORDERS} == {"pickup", "delivery", "takeout"}


def test_an_order_number_can_be_read_out_digit_by_digit():
    for row in ORDERS:
        assert re.fullmatch(r"\d{6}", row["id"]), row["id"]
        assert re.fullmatch(r"\d{4}", row["phone_last4"]), row["id"]


def test_orders_name_products_in_colours_and_sizes_that_exist():
    for row in ORDERS:
        for item, color, size, quantity in order_items(row["items"]):
            assert quantity > 0, row["id"]
            if row["kind"] == "takeout":
                assert item in MENU, row["id"]
                continue
            assert color in PRODUCT[item]["colors"].split("|"), row["id"]
            assert size in PRODUCT[item]["sizes"].split("|") or not size, row["id"]


def test_what_is_ready_is_kept_as_long_as_the_pickup_rules_say():
    rules = STORE["pickup"]
    waiting = [row for row in ORDERS if row["kind"] == "pickup" and row["ready_at"]]
    assert {row["extended"] for row in waiting} == {"0", "1"}
    for row in waiting:
        days = rules["hold_days"] + int(row["extended"]) * rules["extension_days"]
        last = date.fromisoformat(row["ready_at"][:10]) + timedelta(days=days)
        assert row["deadline"] == f"{last}T{closes_on(last)}", row["id"]


def test_an_order_has_the_times_its_status_needs():
    needed = {
        "ready_for_pickup": ("ready_at", "deadline"),
        "pickup_expired": ("ready_at", "deadline"),
        "picked_up": ("ready_at", "delivered_at"),
        "shipped": ("carrier", "tracking_number", "eta"),
        "delivered": ("delivered_at", "return_until"),
        "cancelled": ("refund_amount", "refund_method", "refund_by"),
        "return_requested": ("delivered_at", "refund_amount", "refund_by"),
        "return_collected": ("delivered_at", "refund_amount", "refund_by"),
        "refunded": ("refund_amount", "refund_method", "refund_by"),
    }
    for row in ORDERS:
        assert all(row[column] for column in needed.get(row["status"], ())), row["id"]
        moments = [row[column] for column in ("ordered_at", "ready_at", "delivered_at") if row[column]]
        assert moments == sorted(moments, key=datetime.fromisoformat), row["id"]


def test_a_refund_is_what_was_paid_and_sent_where_it_was_paid_from():
    methods = {method["id"] for method in STORE["payment_methods"]}
    shipping, free_from = STORE["delivery"]["fee"], STORE["delivery"]["free_from"]
    for row in (row for row in ORDERS if row["refund_amount"]):
        goods = sum(
            int(PRODUCT[item]["sale_price"] or PRODUCT[item]["price"]) * quantity
            for item, _, _, quantity in order_items(row["items"])
        )
        paid = goods + (shipping if row["kind"] == "delivery" and goods < free_from else 0)
        sent_back = bool(row["delivered_at"])
        assert int(row["refund_amount"]) == paid - 2 * sent_back * STORE["returns"]["shipping_fee"], row["id"]
        assert row["refund_method"] in methods, row["id"]


def test_promotions_name_products_and_categories_that_exist():
    for row in rows("promotions.csv"):
        assert set(listed(row["product_ids"])) <= set(PRODUCT), row["id"]
        assert row["category"] in {"", *STORE["categories"]}, row["id"]
        assert date.fromisoformat(row["starts"]) <= date.fromisoformat(row["ends"]), row["id"]
        assert not (row["discount_percent"] and row["discount_amount"]), row["id"]


def test_reviews_are_of_products_and_written_in_their_language():
    for row in rows("reviews.csv"):
        assert row["product_id"] in PRODUCT
        assert row["rating"] in {"1", "2", "3", "4", "5"}
        assert has_hangul(row["text"]) == (row["language"] == "ko"), row["text"]


@pytest.mark.parametrize("name", ["products.csv", "menu.csv", "promotions.csv", "faq.csv"])
def test_every_text_of_a_table_is_in_both_languages(name):
    for line, row in enumerate(rows(name), start=2):
        texts = {column: text for column, text in row.items() if column.endswith(("_ko", "_en"))}
        for column, text in texts.items():
            korean = column.endswith("_ko")
            assert has_hangul(text) if korean else has_latin(text), f"{name}:{line} {column}"
            assert korean or not has_hangul(text), f"{name}:{line} {column}"


def test_every_text_of_the_store_is_in_both_languages():
    texts = list(bilingual_texts(STORE))
    assert len(texts) > 200
    for where, text in texts:
        assert set(text) == {"ko", "en"}, where
        korean, english = (" ".join(part) if isinstance(part, list) else part for part in (text["ko"], text["en"]))
        assert has_hangul(korean), where
        assert has_latin(english), where
        assert not has_hangul(english), where


def test_the_faq_gives_the_amounts_of_the_store():
    answers = " ".join(row["answer_ko"] for row in rows("faq.csv"))
    facts = [
        STORE["phone"],
        f"{STORE['delivery']['fee']:,}원",
        f"{STORE['delivery']['free_from']:,}원",
        f"{STORE['delivery']['same_day']['fee']:,}원",
        f"{STORE['parking']['base_fee']:,}원",
        f"{STORE['parking']['extra_minutes']}분에 {STORE['parking']['extra_fee']:,}원",
        *(f"{step['amount']:,}원 이상이면 {step['hours']}시간" for step in STORE["parking"]["free_for_purchase"]),
        f"왕복 {2 * STORE['returns']['shipping_fee']:,}원",
        f"받은 날부터 {STORE['returns']['window_days']}일",
        f"{STORE['pickup']['hold_days']}일 동안 보관",
        f"{STORE['pickup']['extension_days']}일을 연장",
        f"{STORE['points']['min_use']:,}점",
        f"당일 {STORE['gift_wrap']['free_from']:,}원",
    ]
    assert [fact for fact in facts if fact not in answers] == []

"""Google Merchant Center feeds as shops export them: RSS and tab-separated, with variants, HTML and sales."""

from datetime import datetime
from pathlib import Path

import pytest

from store.feeds.table import FeedTable
from store.pack.problems import Problem
from store.pack.rows import ProductLine

DATA = Path(__file__).parent / "data"
TSV_HEADER = "id\ttitle\tprice\tavailability\titem group id\tcolor\n"
RSS = '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>{}</channel></rss>'
MUG = "<item><g:id>m1</g:id><title>Mug</title><g:price>9000 KRW</g:price></item>"


def products(path: Path) -> dict[str, ProductLine]:
    problems: list[Problem] = []
    found = {row.id: row for _, row in FeedTable(path, None).read(problems)}
    assert problems == []
    return found


def problems_of(path: Path) -> list[str]:
    problems: list[Problem] = []
    list(FeedTable(path, None).read(problems))
    return [str(problem) for problem in problems]


def written(folder: Path, text: str, name: str = "products.tsv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_variants_that_stand_apart_are_one_product_in_all_their_colours_and_sizes() -> None:
    found = products(DATA / "google.xml")
    assert list(found) == ["mug-white", "knit-01", "beans-kenya"]
    knit = found["knit-01"]
    assert (knit.title_ko, knit.title_en) == ("코지 오버핏 니트", "")
    assert (knit.colors, knit.sizes) == (["블랙", "화이트"], ["M", "L"])
    assert knit.brand == "코지웨어"


def test_what_the_feed_says_of_the_stock_is_kept_for_each_variant() -> None:
    found = products(DATA / "google.xml")
    assert [tuple(entry.values()) for entry in found["knit-01"].availability] == [
        ("블랙", "M", "in_stock"), ("블랙", "L", "out_of_stock"), ("화이트", "M", "preorder"),
    ]  # fmt: skip
    assert [tuple(entry.values()) for entry in found["beans-kenya"].availability] == [("", "", "in_stock")]


def test_a_product_costs_what_its_cheapest_variant_costs_and_says_up_to_what() -> None:
    knit = products(DATA / "google.xml")["knit-01"]
    assert (knit.price, knit.sale_price, knit.attributes["price_to"]) == (49000, 39000, "52000")


def test_a_sale_price_has_its_days() -> None:
    knit = products(DATA / "google.xml")["knit-01"]
    assert knit.sale_starts == datetime.fromisoformat("2026-11-20T00:00+09:00")
    assert knit.sale_ends == datetime.fromisoformat("2026-11-30T23:59+09:00")


def test_details_that_all_variants_share_are_kept_and_others_are_not() -> None:
    knit = products(DATA / "google.xml")["knit-01"]
    assert (knit.attributes["gender"], knit.attributes["age_group"]) == ("female", "adult")
    assert "material" not in knit.attributes  # wool in black, cotton in white
    assert products(DATA / "google.xml")["mug-white"].attributes == {"condition": "refurbished"}


def test_a_description_is_read_as_people_read_it() -> None:
    found = products(DATA / "google.xml")
    assert found["knit-01"].description_ko == "도톰한 울 혼방 니트예요.\n손세탁\n비침 없음 & 가벼움"
    assert found["mug-white"].description_en == "A mug that keeps 350 ml warm & white."


def test_the_price_of_shipping_inside_an_item_is_not_its_price() -> None:
    assert products(DATA / "google.xml")["knit-01"].price == 49000


def test_tab_separated_feeds_have_the_same_products_with_columns_in_words() -> None:
    found = products(DATA / "google.tsv")
    assert (found["knit-01"].colors, found["knit-01"].sizes) == (["블랙"], ["M", "L"])
    assert (found["mug-white"].title_en, found["mug-white"].price) == ('White Mug, "Café" edition', 12000)
    assert found["mug-white"].description_en == "Two lines\nof text"
    assert (found["tv-27"].title_en, found["tv-27"].category) == (
        '27" Monitor', "Electronics > Video > Computer Monitors",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("in stock", "in_stock"),
        ("Out-of-Stock", "out_of_stock"),
        ("pre-order", "preorder"),
        ("discontinued", "out_of_stock"),
    ],
)
def test_availability_is_understood_in_the_ways_feeds_write_it(tmp_path: Path, said: str, state: str) -> None:
    (entry,) = products(written(tmp_path, TSV_HEADER + f"m1\tMug\t9000 KRW\t{said}\t\t\n"))["m1"].availability
    assert entry["state"] == state


def test_a_category_that_is_only_a_number_of_googles_says_nothing(tmp_path: Path) -> None:
    text = "id\ttitle\tprice\tgoogle_product_category\nm1\tMug\t9000 KRW\t2169\n"
    assert products(written(tmp_path, text))["m1"].category == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_feeds_are_read_in_the_encodings_shops_export_whatever_the_xml_declares(tmp_path: Path, encoding: str) -> None:
    text = '<?xml version="1.0" encoding="euc-kr"?>' + RSS.format(MUG.replace("Mug", "머그컵"))
    assert products(written(tmp_path, text, "feed.xml", encoding))["m1"].title_ko == "머그컵"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("a\tMug\t39.00 USD\t\t\t", "price: expected an amount in KRW, the currency of the shop; found '39.00 USD'"),
        ("a\tMug\t\t\t\t", "price is missing, expected a value"),
        (
            "a\tMug\t9000 KRW\tsoon\t\t",
            "availability: expected in_stock, out_of_stock, preorder, backorder, found 'soon'",
        ),
        ("a b\tMug\t9000 KRW\t\t\t", "id: expected up to 120 letters, digits and - _ . without spaces"),
        ("\tMug\t9000 KRW\t\t\t", "id is missing, expected a value"),
        ("ok\tCup\t9000 KRW\t\t\t", "item 'ok': the id is given twice, expected once (first in line 2)"),
        ("a\tMug\t9000 KRW\t\t\t\tx", "found 7 cells, expected 6; a text must not hold a tab"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    (found,) = problems_of(written(tmp_path, TSV_HEADER + "ok\tMug\t9000 KRW\t\t\t\n" + line + "\n"))
    assert found.startswith("products.tsv:3: ")
    assert problem in found


@pytest.mark.parametrize(
    ("sale", "period", "problem"),
    [
        ("12000 KRW", "", "sale_price 12,000 is above price 9,000, expected less"),
        ("8000 KRW", "2026-11-20", "sale_price_effective_date: expected start/end such as"),
        ("8000 KRW", "2026-11-30/2026-11-20", "sale_price_effective_date ends before it starts, expected later"),
    ],
)
def test_a_sale_that_cannot_be_is_said(tmp_path: Path, sale: str, period: str, problem: str) -> None:
    text = f"id\ttitle\tprice\tsale_price\tsale_price_effective_date\nm1\tMug\t9000 KRW\t{sale}\t{period}\n"
    (found,) = problems_of(written(tmp_path, text))
    assert found.startswith(f"products.tsv:2: item 'm1': {problem}")


def test_items_that_are_wrong_carry_the_line_they_start_in(tmp_path: Path) -> None:
    text = RSS.format("\n" + MUG + "\n" + MUG.replace("m1", "m2").replace("9000 KRW", "9 EUR") + "\n")
    assert problems_of(written(tmp_path, text, "feed.xml")) == [
        "feed.xml:3: item 'm2': price: expected an amount in KRW, the currency of the shop; found '9 EUR'"
    ]


def test_in_a_feed_of_one_long_line_items_are_told_by_their_ids(tmp_path: Path) -> None:
    text = RSS.format(MUG + MUG + MUG.replace("m1", "m2").replace("9000 KRW", "free"))
    assert problems_of(written(tmp_path, text, "feed.xml")) == [
        "feed.xml:1: item 'm1': the id is given twice, expected once (first in line 1)",
        "feed.xml:1: item 'm2': price: expected an amount of money in KRW such as 39000 or 39,000, found 'free'",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RSS.format("\n" + MUG + "\n<item><title>Salt & Pepper</title></item>"), "feed.xml:3: not valid XML: "),
        (RSS.format("\n" + MUG)[:-20], "feed.xml:2: not valid XML: "),
        (RSS.format(""), "feed.xml:1: found no <item>, expected an RSS 2.0 feed"),
        (
            '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + RSS.format(MUG.replace("Mug", "&b;")),
            "feed.xml:1: declares entities of its own, expected plain RSS without them",
        ),
        (
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS.format(MUG.replace("Mug", "&a;")),
            "feed.xml:1: declares entities of its own, expected plain RSS without them",
        ),
    ],
)
def test_xml_that_is_broken_or_dangerous_is_refused_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = problems_of(written(tmp_path, text, "feed.xml"))
    assert found.startswith(problem)


def test_a_table_that_is_no_feed_is_said(tmp_path: Path) -> None:
    (found,) = problems_of(written(tmp_path, "code\tname\n1\tMug\n"))
    assert found.startswith("products.tsv:1: found no header of a known feed; expected columns parted by tabs, with id")


def test_a_quote_that_is_never_closed_is_said_with_its_line(tmp_path: Path) -> None:
    (found,) = problems_of(written(tmp_path, TSV_HEADER + 'm1\t"Mug\t9000 KRW\t\t\t\n'))
    assert found.startswith("products.tsv:2: not valid TSV: ")

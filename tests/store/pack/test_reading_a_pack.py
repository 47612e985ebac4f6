"""Reading a store pack: every problem with its file and line, in any usual encoding."""

import unicodedata
from pathlib import Path

import pytest

from annae.errors import AnnaeError
from store.pack import PackError, read_pack
from tests.store.conftest import FAQ, ORDERS, PRODUCTS, STOCK, STORE_YML, WritePack


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_pack_is_read_whole(write_pack: WritePack) -> None:
    pack = read_pack(write_pack())
    assert pack.info.name["en"] == "Café Street"
    assert [product.id for product in pack.tables.products] == ["c1", "m1", "m2"]
    assert next(iter(pack.tables.products)).attributes == {"roast": "light", "origin": "Kenya"}


def test_only_store_yml_and_products_are_required(write_pack: WritePack) -> None:
    optional = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    pack = read_pack(write_pack(**optional))
    assert list(pack.tables.orders) == []


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(AnnaeError, match=r"there is no such folder; expected a store pack"):
        read_pack(tmp_path / "nothing")


def test_missing_required_files_are_named(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [
        "products.csv:1: the file is missing, expected it or a feed (products.xml or products.tsv) in the store pack",
        "store.yml:1: the file is missing, expected it in the store pack",
    ]


def test_every_problem_of_every_file_is_listed_with_its_line(write_pack: WritePack) -> None:
    folder = write_pack(
        store=STORE_YML.replace("zone: beans}", "zone: benas}"),
        products=PRODUCTS + "m2,또 유리컵,,cup,-5,,,,cups,\nm9,,,cup,100,200,,,cupz,\n",
        stock=STOCK + "m7,,,,1\nm2,,,,-3\n",
        orders=ORDERS + "cs 1001,김,12,app,pikup,m1,ready,yesterday,,,\n",
    )
    found = problems_of(folder)
    assert found == [
        "orders.csv:5: kind: expected 'pickup', 'delivery' or 'takeout', found 'pikup'",
        "orders.csv:5: ordered_at: expected a time such as 2026-11-22 14:30 or a date 2026-11-22, found 'yesterday'",
        "orders.csv:5: phone_last4: expected exactly four digits "
        "(a spreadsheet drops leading zeros: format the column as text)",
        "orders.csv:5: status: expected 'paid', 'preparing', 'ready_for_pickup', 'pickup_expired', 'picked_up', "
        "'shipped', 'delivered', 'cancelled', 'return_requested', 'return_collected' or 'refunded', found 'ready'",
        "products.csv:5: price: expected an amount of money in KRW such as 39000 or 39,000, found '-5'",
        "products.csv:6: title_ko and title_en are both empty, expected at least one",
        "stock.csv:6: product 'm7' is not in products.csv; expected one of c1, m1, m2, m9",
        "stock.csv:7: quantity: expected a whole number, 0 or more, found '-3'",
        "store.yml:18: kiosks[0].zone: zone 'benas' is not in store.yml; did you mean beans?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: cafe-street\n", "", "store.yml:1: id is missing, expected a value"),
        ("hold_days: 3", "hold_dayz: 3", "store.yml:23: pickup.hold_dayz: unknown key; did you mean `hold_days`?"),
        ("hold_days: 3", "hold_days: three", "store.yml:23: pickup.hold_days: expected a valid integer"),
        ("second Monday", "full moon", 'store.yml:8: closed[0].rule: expected "second Monday"'),
        ("2026-12-25", "2026-02-30", "store.yml:9: closed[1].rule: "),
        ('"12:00-18:00"', "noon", 'store.yml:4: hours.store.sun: expected "10:30-20:00"'),
        (
            "floor: 1F, name: {ko: 원두",
            "floor: 7F, name: {ko: 원두",
            "store.yml:13: zones[0].floor: floor '7F' is not in",
        ),
        ("categories: [coffee]}", "categories: [cofee]}", "did you mean coffee?"),
        ("x: 3,", "x: nan,", "store.yml:13: zones[0].x: expected a finite number"),
        ("- {id: k1, zone: beans}", "- k1", "store.yml:18: kiosks[0]: expected keys with values, found 'k1'"),
        ("id: cafe-street", "id: ../up", "store.yml:1: id: "),
        ("id: cafe-street", "id: a\x00b", "store.yml:1: no text in UTF-8, UTF-16 or CP949"),
        ("area: bar", "area: club", "store.yml:14: zones[1].area: area 'club' is not in store.yml"),
        ("id: cups", "id: beans", "store.yml:14: zones[1].id: 'beans' is given twice, expected once"),
        ("kiosks:\n", "id: again\nkiosks:\n", "store.yml:17: key `id` is given twice, expected once (first in line 1)"),
        ("zones:\n", "zones: [\n", "store.yml:13: not valid YAML: "),
        (
            "{ko: 카페거리, en: Café Street}",
            "{de: Café}",
            "store.yml:2: name: expected the languages ko and en, found de",
        ),
    ],
)
def test_problems_of_store_yml_carry_the_line_of_the_value(
    write_pack: WritePack, old: str, new: str, problem: str
) -> None:
    assert old in STORE_YML
    assert any(problem in found for found in problems_of(write_pack(store=STORE_YML.replace(old, new, 1))))


def test_unquoted_times_and_dates_are_read_as_written(write_pack: WritePack) -> None:
    text = STORE_YML.replace('"2026-12-25"', "2026-12-25").replace('"12:00-18:00"', "{open: 12:00, close: 18:00}")
    info = read_pack(write_pack(store=text)).info
    assert info.closed[1].rule == "2026-12-25"
    assert (info.hours["store"][6][0].opens, info.hours["store"][6][0].closes) == (720, 1080)


def test_a_line_number_counts_the_lines_inside_quoted_cells(write_pack: WritePack) -> None:
    faq = FAQ + '"두 줄\n질문",답,,\n,답만 있음,,\n'
    assert problems_of(write_pack(faq=faq)) == [
        "faq.csv:5: expected question_ko and answer_ko together, found one of them"
    ]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("", "the header is missing"),
        ("id,title_ko,category", "column 'price' is missing, expected id, price"),
        ("id,title_ko,category,price,price", "column 'price' is given 2 times, expected once"),
        ("id,title_ko,category,price,sale_prise", "unknown column 'sale_prise'; did you mean sale_price?"),
        ("id;title_ko;category;price", "expected columns parted by commas"),
    ],
)
def test_a_wrong_header_is_one_clear_problem(write_pack: WritePack, header: str, problem: str) -> None:
    optional = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    (found,) = problems_of(write_pack(products=header + "\nx,y,cup,1,1\n", **optional))
    assert found.startswith("products.csv:1: ")
    assert problem in found


def test_a_pack_without_products_is_refused(write_pack: WritePack) -> None:
    assert problems_of(write_pack(products=PRODUCTS.splitlines()[0] + "\n")) == [
        "products.csv:1: there is no product, expected at least one"
    ]


def test_a_wrong_product_does_not_make_its_stock_wrong_too(write_pack: WritePack) -> None:
    (found,) = problems_of(write_pack(products=PRODUCTS.replace("8000", "cheap")))
    assert found.startswith("products.csv:4: price: ")


def test_a_comma_outside_quotes_is_pointed_out(write_pack: WritePack) -> None:
    text = "product_id,rating,text,language\nm1,5,좋아요, 정말로,ko\n"
    assert problems_of(write_pack(reviews=text)) == [
        "reviews.csv:2: found 5 cells, expected 4; put a text with a comma in double quotes"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_encodings_that_shops_export_are_all_read(write_pack: WritePack, encoding: str) -> None:
    folder = write_pack()
    (folder / "products.csv").write_bytes(PRODUCTS.encode(encoding))
    rows = list(read_pack(folder).tables.products)
    assert [row.title_ko for row in rows] == ["아침 원두", "흰 머그컵", "유리컵"]
    assert rows[0].id == "c1"


def test_words_of_a_mac_in_pieces_are_put_together(write_pack: WritePack) -> None:
    folder = write_pack(products=unicodedata.normalize("NFD", PRODUCTS))
    assert next(iter(read_pack(folder).tables.products)).title_ko == "아침 원두"


def test_the_won_sign_of_a_korean_keyboard_in_cp949_is_a_won_sign(write_pack: WritePack) -> None:
    folder = write_pack()
    (folder / "products.csv").write_bytes(PRODUCTS.replace("8000", r"\8000").encode("cp949"))
    assert [row.price for row in read_pack(folder).tables.products] == [18000, 12000, 8000]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",8000,", ",39.00 USD,", "products.csv:4: price: expected an amount in KRW, the currency of the shop; found"),
        (",8000,", ",-8000,", "products.csv:4: price: expected an amount of money in KRW such as 39000 or 39,000"),
        (",8000,", ",,", "products.csv:4: price is missing, expected a value"),
        (",8000,", ',"8,00",', "products.csv:4: price: expected an amount of money in KRW such as 39000 or 39,000"),
        (",9900,", ",15000,", "products.csv:3: sale_price 15,000 is above price 12,000, expected less"),
        ("\nm2,", "\nm1,", "products.csv:4: id 'm1' is given twice, expected once (first in line 3)"),
        ("\nm2,", "\nm 2,", "products.csv:4: id: expected up to 120 letters, digits and - _ . without spaces"),
        ("8000,,,,cups", "8000,,,,cupz", "products.csv:4: zone 'cupz' is not in store.yml; did you mean cups?"),
        ("Glass,cup", "Glass,cap", "products.csv:4: category 'cap' is not in store.yml; did you mean cup?"),
        ("white,", "wite,", "products.csv:3: colour 'wite' is not in store.yml; did you mean white?"),
    ],
)
def test_what_is_wrong_with_a_product_is_said_with_its_line(
    write_pack: WritePack, old: str, new: str, problem: str
) -> None:
    assert old in PRODUCTS
    (found,) = problems_of(write_pack(products=PRODUCTS.replace(old, new, 1), stock=None, orders=None, promotions=None))
    assert found.startswith(problem)


def test_the_same_stock_twice_is_said_whatever_name_the_shop_itself_has(write_pack: WritePack) -> None:
    assert problems_of(write_pack(stock=STOCK + "m2,,,cafe-street,3\n")) == [
        "stock.csv:6: stock of m2 is given twice, expected once (first in line 5)"
    ]


def test_a_file_without_its_header_is_said(write_pack: WritePack) -> None:
    optional = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    (found,) = problems_of(write_pack(products=PRODUCTS.partition("\n")[2], **optional))
    assert found.startswith("products.csv:1: the header is missing (line 1 begins with 'c1'), expected id, title_ko,")


def test_utf_16_that_breaks_off_is_said_and_not_a_crash(write_pack: WritePack) -> None:
    folder = write_pack()
    (folder / "faq.csv").write_bytes(FAQ.encode("utf-16")[:-1])
    assert problems_of(folder) == [
        "faq.csv:2: no text in UTF-8, UTF-16 or CP949, expected one of them (save it as CSV UTF-8)"
    ]


def test_a_zero_byte_is_no_text(write_pack: WritePack) -> None:
    assert problems_of(write_pack(faq=FAQ + "\x00,답,,\n"))[0].startswith("faq.csv:3: no text in UTF-8")


def test_a_file_in_no_known_encoding_is_said_with_its_line(write_pack: WritePack) -> None:
    folder = write_pack()
    (folder / "faq.csv").write_bytes(FAQ.encode() + b"\xff\xff,\x81\xff\n")
    assert problems_of(folder) == [
        "faq.csv:3: no text in UTF-8, UTF-16 or CP949, expected one of them (save it as CSV UTF-8)"
    ]


def test_an_image_given_as_csv_is_refused_and_not_a_crash(write_pack: WritePack) -> None:
    folder = write_pack()
    (folder / "reviews.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert problems_of(folder)[0].startswith("reviews.csv:")

"""Naver Shopping's EP 3.0 as Korean shops write it: CP949, no quotes, options in one cell."""

from pathlib import Path

from store.feeds.table import FeedTable
from store.pack.problems import Problem
from store.pack.rows import ProductLine

EP = Path(__file__).parent / "data" / "naver_ep.tsv"


def products(path: Path = EP) -> dict[str, ProductLine]:
    problems: list[Problem] = []
    found = {row.id: row for _, row in FeedTable(path, None).read(problems)}
    assert problems == []
    return found


def test_an_ep_is_known_by_its_header_and_read_in_cp949_with_quotes_as_they_are() -> None:
    assert [row.title_ko for row in products().values()] == ['"코지" 오버핏 니트', "흰 머그컵 350ml", "케냐 원두 200g"]


def test_the_list_price_is_the_price_and_what_is_paid_the_sale_price() -> None:
    found = products()
    assert (found["SHOP_101"].price, found["SHOP_101"].sale_price) == (49000, 39000)
    assert (found["SHOP_102"].price, found["SHOP_102"].sale_price) == (12000, None)


def test_colours_and_sizes_come_from_the_options() -> None:
    knit = products()["SHOP_101"]
    assert (knit.colors, knit.sizes) == (["블랙", "화이트"], ["M", "L"])


def test_tags_reviews_and_details_are_kept() -> None:
    knit = products()["SHOP_101"]
    assert knit.tags == ["겨울니트", "오버핏", "데일리"]
    assert knit.review_count == 1204
    assert knit.attributes == {"maker": "코지텍스", "origin": "국산", "age_group": "성인", "gender": "여성"}
    assert knit.category == "패션의류 > 여성의류 > 니트"


def test_stock_is_unknown_but_for_what_is_marked_as_gone() -> None:
    found = products()
    assert found["SHOP_101"].availability == []
    assert found["SHOP_103"].availability == [{"color": "", "size": "", "state": "out_of_stock"}]


def test_a_wrong_price_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "products.tsv"
    path.write_text("id\ttitle\tprice_pc\nA1\t컵\t-100\n", encoding="cp949")
    problems: list[Problem] = []
    assert list(FeedTable(path, None).read(problems)) == []
    assert [str(problem) for problem in problems] == [
        "products.tsv:2: item 'A1': price_pc: expected an amount of money in KRW such as 39000 or 39,000, found '-100'"
    ]

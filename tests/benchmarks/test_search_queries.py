import csv
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from annae.paths import PROJECT

Query = dict[str, Any]
Product = dict[str, str]

QUERIES = PROJECT / "benchmarks" / "data" / "search"
KINDS = {
    *("need", "name", "brand", "category", "attribute", "price", "size", "colour"),
    *("occasion", "gift", "negation", "combined", "vague", "nothing"),
}
STYLES = {"written", "spoken", "misheard", "typo"}
LEATHER = re.compile(r"\b(?:leather|cowhide|calfskin|lambskin|sheepskin|suede|nubuck)\b")
NO_LEATHER = re.compile(r"\b(?:vegan leather|faux suede)\b")
WOOL = re.compile(r"\b(?:wool|merino|alpaca)\b")


def read(split: str) -> list[Query]:
    lines = (QUERIES / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def dev() -> list[Query]:
    return read("dev")


@pytest.fixture(scope="module")
def reported() -> list[Query]:
    return read("test")


@pytest.fixture(scope="module")
def queries(dev: list[Query], reported: list[Query]) -> list[Query]:
    return dev + reported


@pytest.fixture(scope="module")
def training() -> list[Query]:
    return read("train")


@pytest.fixture(scope="module")
def every(queries: list[Query], training: list[Query]) -> list[Query]:
    return queries + training


@pytest.fixture(scope="module")
def products() -> dict[str, Product]:
    with (PROJECT / "stores" / "demo" / "products.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def group(query: Query) -> str:
    return re.sub(r"-(?:ko|en)\d*$", "", query["id"])


def normalised(text: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).casefold())


def development_groups(queries: list[Query]) -> set[str]:
    strata: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for query in queries:
        strata[query["kind"]][group(query)].append(f"{query['language']}/{query['style']}")
    chosen = set()
    for kind, groups in strata.items():
        start = int(hashlib.sha256(kind.encode()).hexdigest(), 16) % 5
        order = sorted(
            ("+".join(sorted(groups[name])), hashlib.sha256(name.encode()).hexdigest(), name) for name in groups
        )
        chosen |= {name for place, (_, _, name) in enumerate(order) if 2 * (place + start) % 5 < 2}
    return chosen


def attributes(product: Product) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in product["attributes"].split("|") if pair)
    return {key: value for key, _, value in pairs}


def is_excluded(product: Product, wish: str) -> bool:
    field, _, value = wish.partition(":")
    has = attributes(product)
    made_of = " ".join(has.get(part, "") for part in ("material", "lining", "fill"))
    checks: dict[str, Callable[[], bool]] = {
        "material:leather": lambda: bool(LEATHER.search(NO_LEATHER.sub("", made_of))),
        "material:wool": lambda: bool(WOOL.search(made_of)),
        "allergen:nuts": lambda: bool(re.search(r"nut|almond", has.get("allergens", ""))),
        "alcohol:yes": lambda: float(has.get("alcohol_pct", 0)) > 0,
        "alcohol:strong": lambda: float(has.get("alcohol_pct", 0)) > 8,
        "notes:floral": lambda: bool(re.search(r"rose|peony|jasmine", has.get("notes", ""))),
        "sweetness:sweet": lambda: has.get("sweetness") != "dry",
        "washable:dry": lambda: has.get("washable") == "dry",
        "heel:high": lambda: float(has.get("heel_cm", 0)) > 5,
    }
    if field in {"brand", "category"}:
        return product[field] == value
    if field == "color":
        return product["colors"] == value
    if field == "allergen" and wish not in checks:
        return value in has.get("allergens", "").split("+")
    return checks[wish]()


def broken(product: Product, constraints: dict[str, Any]) -> list[str]:
    price = int(product["sale_price"] or product["price"])
    rules: dict[str, Callable[[Any], bool]] = {
        "price_max": lambda wish: price > wish,
        "price_min": lambda wish: price < wish,
        "color": lambda wish: wish not in product["colors"].split("|"),
        "size": lambda wish: wish not in product["sizes"].split("|"),
        "age": lambda wish: float(attributes(product).get("age_from", 0)) > wish,
        "exclude": lambda wish: any(is_excluded(product, one) for one in wish),
    }
    return [name for name, wish in constraints.items() if rules[name](wish)]


def test_every_line_has_the_fields_the_readme_names(every: list[Query]) -> None:
    for query in every:
        assert {"id", "query", "language", "kind", "style", "grades"} <= set(query), query
        assert query["kind"] in KINDS
        assert query["language"] in {"ko", "en"}
        assert query["style"] in STYLES
        assert query["id"].startswith(f"{query['kind']}-")
        assert f"-{query['language']}" in query["id"]


def test_ids_are_unique(every: list[Query]) -> None:
    assert len({query["id"] for query in every}) == len(every)


def test_grades_are_one_to_three_for_products_of_the_catalogue(
    every: list[Query], products: dict[str, Product]
) -> None:
    for query in every:
        assert set(query["grades"]) <= set(products), query["id"]
        assert set(query["grades"].values()) <= {1, 2, 3}, query["id"]


def test_only_queries_for_what_the_shop_has_not_are_without_an_answer(every: list[Query]) -> None:
    for query in every:
        assert bool(query["grades"]) == (query["kind"] != "nothing"), query["id"]
        if query["grades"]:
            assert max(query["grades"].values()) >= 2, query["id"]


def test_no_query_is_asked_twice(every: list[Query]) -> None:
    counts = Counter(normalised(query["query"]) for query in every)
    assert [text for text, count in counts.items() if count > 1] == []


def test_queries_with_the_same_need_are_in_the_same_half(dev: list[Query], reported: list[Query]) -> None:
    assert not {group(query) for query in dev} & {group(query) for query in reported}


def test_the_halves_follow_the_rule_of_the_readme(dev: list[Query], queries: list[Query]) -> None:
    assert {group(query) for query in dev} == development_groups(queries)


def test_two_fifths_of_every_kind_language_and_style_are_for_development(
    dev: list[Query], queries: list[Query]
) -> None:
    assert 0.38 <= len(dev) / len(queries) <= 0.42
    for field in ("kind", "language", "style"):
        everywhere = Counter(query[field] for query in queries)
        for value, count in Counter(query[field] for query in dev).items():
            assert 0.33 <= count / everywhere[value] <= 0.47, (field, value)


def test_there_are_enough_queries_of_every_kind_in_both_languages(queries: list[Query]) -> None:
    assert len(queries) >= 360
    korean = sum(query["language"] == "ko" for query in queries)
    assert 0.48 <= korean / len(queries) <= 0.52
    counts = Counter((query["kind"], query["language"]) for query in queries)
    assert all(counts[kind, language] >= 12 for kind in KINDS for language in ("ko", "en"))


def test_much_is_said_as_people_speak_and_some_is_misheard_or_mistyped(queries: list[Query]) -> None:
    styles = Counter(query["style"] for query in queries)
    assert (styles["spoken"] + styles["misheard"]) / len(queries) >= 0.3
    assert styles["misheard"] / len(queries) >= 0.08
    assert styles["typo"] / len(queries) >= 0.06
    for style in STYLES:
        assert {query["language"] for query in queries if query["style"] == style} == {"ko", "en"}


def test_spoken_queries_have_neither_digits_nor_punctuation(every: list[Query]) -> None:
    written = [
        query["query"] for query in every if query["style"] == "spoken" and re.search(r"[\d,.?!~]", query["query"])
    ]
    assert written == []


def test_no_graded_product_breaks_what_was_asked_for(every: list[Query], products: dict[str, Product]) -> None:
    wrong = [
        (query["id"], product_id, rules)
        for query in every
        for product_id in query["grades"]
        if (rules := broken(products[product_id], query.get("constraints", {})))
    ]
    assert wrong == []


def test_the_training_queries_are_none_of_the_development_and_test_queries(
    queries: list[Query], training: list[Query]
) -> None:
    assert not {normalised(query["query"]) for query in training} & {normalised(query["query"]) for query in queries}
    assert not {group(query) for query in training} & {group(query) for query in queries}


def test_half_of_the_training_queries_are_korean_and_half_are_not_neatly_typed(training: list[Query]) -> None:
    assert {query["kind"] for query in training} == KINDS
    korean = sum(query["language"] == "ko" for query in training)
    assert 0.48 <= korean / len(training) <= 0.52
    styles = Counter(query["style"] for query in training)
    assert styles["written"] / len(training) <= 0.5
    assert min(styles["misheard"], styles["typo"]) / len(training) >= 0.06

"""Two or three products side by side: what tells them apart, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from annae.errors import AnnaeError
from catalog_index.labels import Better, Labels, same_in_both
from store.bilingual import Bilingual
from store.product import Product
from store.shop import Shop

_FEWEST: Final = 2
_MOST: Final = 3


@dataclass(frozen=True)
class Row:
    """One thing compared; ``values`` by product are empty where nothing is said of it.

    ``best``: places of the products that are plainly better in it, such as cheaper; empty when none is.
    """

    key: str
    label: Bilingual
    values: tuple[Bilingual, ...]
    best: tuple[int, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it tells the products apart."""
        return len(set(self.values)) > 1

    @property
    def known_of_all(self) -> bool:
        """Whether something is said of every product."""
        return all(self.values)


@dataclass(frozen=True)
class Comparison:
    """Products in the order asked for, what tells them apart (known of all of them first), and what they share."""

    products: tuple[Product, ...]
    differences: tuple[Row, ...]
    shared: tuple[Row, ...]


def compare(shop: Shop, product_ids: Sequence[str], labels: Labels) -> Comparison:
    """Raises AnnaeError for fewer than two or more than three products, one named twice, or one not sold here."""
    if len(set(product_ids)) < len(product_ids):
        raise AnnaeError("a product cannot be compared with itself; name different ones")
    if not _FEWEST <= len(product_ids) <= _MOST:
        raise AnnaeError(f"two or three products can be compared, found {len(product_ids)}")
    products = tuple(product_of(shop, product_id) for product_id in product_ids)
    rows = [row for row in (*_facts(shop, products, labels), *_attributes(products, labels)) if any(row.values)]
    differences = sorted((row for row in rows if row.differs), key=lambda row: not row.known_of_all)
    return Comparison(products, tuple(differences), tuple(row for row in rows if not row.differs))


def product_of(shop: Shop, product_id: str) -> Product:
    """The product; raises AnnaeError when the shop has none with this id."""
    product = shop.product(product_id)
    if product is None:
        raise AnnaeError(f"store {shop.store_id!r} has no product {product_id!r}; annae search shows their ids")
    return product


def color_names(shop: Shop, colors: Iterable[str]) -> Bilingual:
    """Colours (ids) by the shop's words, as a list."""
    names = [term.name if (term := shop.color(color)) else same_in_both(color) for color in colors]
    return Bilingual(", ".join(name["ko"] for name in names), ", ".join(name["en"] for name in names))


def _facts(shop: Shop, products: Sequence[Product], labels: Labels) -> Iterable[Row]:
    prices = [product.pays for product in products]
    ratings = [product.rating or 0.0 for product in products]
    columns: dict[str, tuple[list[Bilingual], tuple[int, ...]]] = {
        "price": ([Bilingual(price.written("ko"), price.written("en")) for price in prices], _best(prices, "less")),
        "brand": ([_brand(shop, product) for product in products], ()),
        "category": ([_category(shop, product) for product in products], ()),
        "rating": ([_rating(product, labels) for product in products], _best(ratings, "more")),
        "colors": ([color_names(shop, product.colors) for product in products], ()),
        "sizes": ([same_in_both(", ".join(product.sizes)) for product in products], ()),
        "stock": ([_stock(shop, product, labels) for product in products], ()),
    }
    return (Row(key, labels.fact(key), tuple(values), best) for key, (values, best) in columns.items())


def _attributes(products: Sequence[Product], labels: Labels) -> Iterable[Row]:
    for key in dict.fromkeys(key for product in products for key in product.attributes):
        given = [product.attributes.get(key, "") for product in products]
        better = labels.better(key)
        numbers = list(map(_number, given))
        best = _best([number for number in numbers if number is not None], better) if better and all(given) else ()
        values = tuple(labels.value(key, value) for value in given)
        yield Row(key, labels.label(key), values, best if None not in numbers else ())


def _best(values: Sequence[object], better: Better) -> tuple[int, ...]:
    """Places of the best of ``values``; none when all are the same."""
    best = min(values) if better == "less" else max(values)  # type: ignore[type-var]  # numbers or amounts of money
    places = tuple(place for place, value in enumerate(values) if value == best)
    return places if len(places) < len(values) else ()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _brand(shop: Shop, product: Product) -> Bilingual:
    term = shop.info.brands.get(product.brand)
    return term.name if term else same_in_both(product.brand)


def _category(shop: Shop, product: Product) -> Bilingual:
    term = shop.category(product.category)
    return term.name if term else same_in_both(product.category)


def _rating(product: Product, labels: Labels) -> Bilingual:
    if product.rating is None:
        return Bilingual()
    written = labels.fact("rating", "written")
    return Bilingual(*(text.format(product.rating, product.review_count) for text in (written.ko, written.en)))


def _stock(shop: Shop, product: Product, labels: Labels) -> Bilingual:
    there = shop.in_stock(product.id)
    return Bilingual() if there is None else labels.fact("stock", "there" if there else "sold_out")

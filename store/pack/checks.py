"""What one row cannot know: ids given twice, and names that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.building.checks import path_problems
from store.info import Floor, Kiosk, StoreInfo, Zone
from store.orders import order_lookup
from store.pack.problems import Problem, unknown
from store.pack.rows import FaqLine, MenuLine, OrderLine, ProductLine, PromotionLine, ReviewLine, StockLine
from store.pack.section_references import Reference, section_references
from store.pack.store_yml import StoreFile

STORE_FILE = "store.yml"


def check_store(store: StoreFile, info: StoreInfo) -> Iterator[Problem]:
    """References inside store.yml: floors, zones, hours, categories; ids given twice."""
    floors, zones = {floor.id for floor in info.floors}, {zone.id for zone in info.zones}
    references: list[Reference] = []
    for number, zone in enumerate(info.zones):
        references.append((("zones", number, "floor"), "floor", zone.floor, floors))
        references.append((("zones", number, "area"), "area", zone.area, info.hours))
        if info.categories:
            references += [
                (("zones", number, "categories"), "category", name, info.categories) for name in zone.categories
            ]
    for number, path in enumerate(info.paths):
        references.append((("paths", number, "from"), "zone", path.start, zones))
        references.append((("paths", number, "to"), "zone", path.end, zones))
    for number, facility in enumerate(info.facilities):
        references.append((("facilities", number, "floor"), "floor", facility.floor, floors))
        references.append((("facilities", number, "zone"), "zone", facility.zone, zones))
    references += [(("kiosks", number, "zone"), "zone", kiosk.zone, zones) for number, kiosk in enumerate(info.kiosks)]
    references += [(("area_names", area), "area", area, info.hours) for area in info.area_names]
    references += section_references(info)
    for loc, what, value, known in references:
        if value is not None and value not in known:
            yield store.problem(loc, unknown(what, value, known, STORE_FILE))
    yield from (store.problem(loc, message) for loc, message in path_problems(info))
    yield from _repeated_ids(store, info)


def _repeated_ids(store: StoreFile, info: StoreInfo) -> Iterator[Problem]:
    sections: dict[str, Sequence[Floor | Zone | Kiosk]] = {
        "floors": info.floors,
        "zones": info.zones,
        "kiosks": info.kiosks,
    }
    for section, entries in sections.items():
        seen: set[str] = set()
        for number, entry in enumerate(entries):
            if entry.id in seen:
                yield store.problem((section, number, "id"), f"{entry.id!r} is given twice, expected once")
            seen.add(entry.id)


class RowChecks:
    """Checks rows in the order of the files; remembers the ids that later files refer to.

    ``products_file`` is where products are: products.csv or a feed.
    """

    def __init__(self, info: StoreInfo | None, products_file: str) -> None:
        self._info, self._products_file = info, products_file
        self._zones = {zone.id for zone in info.zones} if info else set()
        self._products: set[str] = set()
        self._orderable: set[str] = set()
        self._first_lines: dict[tuple[str, ...], int] = {}

    def product(self, row: ProductLine, line: int) -> Iterator[str]:
        """products.csv."""
        yield from self.feed_product(row, line)
        if self._info is None:
            return
        if row.zone and row.zone not in self._zones:
            yield unknown("zone", row.zone, self._zones, STORE_FILE)
        if row.category:
            yield from self._category(row.category)
        if self._info.colors:
            yield from (
                unknown("colour", color, self._info.colors, STORE_FILE)
                for color in row.colors
                if color not in self._info.colors
            )

    def feed_product(self, row: ProductLine, line: int) -> Iterator[str]:
        """A product feed: its categories and colours need not be those of store.yml."""
        yield from self._once(("product", row.id), f"id {row.id!r}", line)
        self._products.add(row.id)
        self._orderable.add(row.id)

    def stock(self, row: StockLine, line: int) -> Iterator[str]:
        """stock.csv."""
        here = self._info is not None and row.branch == self._info.id
        key = (row.product_id, row.color, row.size, "" if here else row.branch)
        yield from self._once(("stock", *key), f"stock of {' '.join(filter(None, key))}", line)
        yield from self._sold(row.product_id)

    def menu(self, row: MenuLine, line: int) -> Iterator[str]:
        """menu.csv."""
        yield from self._once(("menu", row.id), f"id {row.id!r}", line)
        if row.id in self._products:
            yield f"id {row.id!r} is a product's too, expected an id of its own"
        if self._info and row.zone and row.zone not in self._zones:
            yield unknown("zone", row.zone, self._zones, STORE_FILE)
        self._orderable.add(row.id)

    def order(self, row: OrderLine, line: int) -> Iterator[str]:
        """orders.csv."""
        yield from self._once(("order", order_lookup(row.id)), f"order {row.id!r}", line)
        for item in row.items:
            if self._products and item["product_id"] not in self._orderable:
                yield unknown("item", item["product_id"], self._orderable, f"{self._products_file} or menu.csv")

    def promotion(self, row: PromotionLine, line: int) -> Iterator[str]:
        """promotions.csv."""
        yield from self._once(("promotion", row.id), f"id {row.id!r}", line)
        for product_id in row.product_ids:
            yield from self._sold(product_id)
        if row.category:
            yield from self._category(row.category)

    def review(self, row: ReviewLine, _line: int) -> Iterator[str]:
        """reviews.csv."""
        yield from self._sold(row.product_id)

    def faq(self, row: FaqLine, line: int) -> Iterator[str]:
        """faq.csv."""
        question = row.question_ko or row.question_en
        yield from self._once(("faq", row.question_ko, row.question_en), f"question {question!r}", line)

    def _once(self, key: tuple[str, ...], what: str, line: int) -> Iterator[str]:
        first = self._first_lines.setdefault(key, line)
        if first != line:
            yield f"{what} is given twice, expected once (first in line {first})"

    def excuse(self, rejected: set[str]) -> None:
        """Ids that were given, though in a row that is wrong: references to them are no problem of their own."""
        self._products |= rejected
        self._orderable |= rejected

    def _sold(self, product_id: str) -> Iterator[str]:
        if self._products and product_id not in self._products:
            yield unknown("product", product_id, self._products, self._products_file)

    def _category(self, category: str) -> Iterator[str]:
        if self._info and self._info.categories and category not in self._info.categories:
            yield unknown("category", category, self._info.categories, STORE_FILE)

"""One shop, as everything outside ``store`` asks about it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from annae.errors import AnnaeError
from annae.types import Money
from store import clock
from store.bilingual import Bilingual
from store.building.building import Building
from store.database.engine import reading
from store.database.models import FaqRow, ProductRow, StockRow, StoreRow
from store.info import Facility, Floor, StoreInfo, Term, Zone
from store.product import Availability, Faq, Place, Product, Stock
from store.rules.opening import Opening, opening_of

_FETCH = 1000
_FRESH_S = 1.0  # asking the database each time would cost more than most of the answers


class Shop:
    """Read access to one store of the database; cheap to make, safe to share between threads."""

    def __init__(self, engine: Engine, store_id: str) -> None:
        self.engine, self.store_id = engine, store_id
        self._known: _Known | None = None

    # ------------------------------------------------------------------ the shop itself

    @property
    def revision(self) -> int:
        """Grows with every import that changed something: compare it to know whether derived data is stale.

        Raises AnnaeError when the store has not been imported.
        """
        with reading(self.engine) as session:
            revision = session.scalar(select(StoreRow.revision).where(StoreRow.store_id == self.store_id))
        if revision is None:
            raise AnnaeError(f"there is no store {self.store_id!r} in the database; import its store pack first")
        return revision

    @property
    def info(self) -> StoreInfo:
        """The shop's store.yml; a new import shows within a second. Raises AnnaeError when there was none."""
        return self.building.info

    @property
    def building(self) -> Building:
        """The shop's floors, zones and paths; as fresh as ``info``."""
        known = self._known
        if known is None or time.monotonic() - known.checked_s > _FRESH_S:
            known = self._known = self._look_again(known)
        return known.building

    def _look_again(self, known: _Known | None) -> _Known:
        checked_s, revision = time.monotonic(), self.revision
        if known and known.revision == revision:
            return replace(known, checked_s=checked_s)
        with reading(self.engine) as session:
            row = session.execute(select(StoreRow).where(StoreRow.store_id == self.store_id)).scalar_one()
            return _Known(Building(StoreInfo.model_validate(row.info)), row.revision, checked_s)

    def now(self) -> datetime:
        """The shop's clock, in its time zone."""
        return clock.now(self.info.timezone)

    def opening(self, at: datetime | None = None, area: str | None = None) -> Opening:
        """Whether the shop, or one ``area`` of it such as the food court, is open ``at`` a time (default: now).

        An area without hours of its own keeps the shop's.
        """
        info = self.info
        return opening_of(info, area, clock.localised(at, info.timezone) if at else clock.now(info.timezone))

    # ------------------------------------------------------------------ products

    def products(self) -> Iterator[Product]:
        """Every product, by id; fetched in portions, so that a large shop fits in memory."""
        currency, now = self.info.currency, self.now()
        query = select(ProductRow).where(ProductRow.store_id == self.store_id).order_by(ProductRow.id)
        with reading(self.engine) as session:
            for row in session.scalars(query.execution_options(yield_per=_FETCH)):
                yield as_product(row, currency, now)

    def product(self, product_id: str) -> Product | None:
        """One product, or None."""
        currency, now = self.info.currency, self.now()
        with reading(self.engine) as session:
            row = session.get(ProductRow, {"store_id": self.store_id, "id": product_id})
            return as_product(row, currency, now) if row else None

    def stock(self, product_id: str) -> list[Stock]:
        """What is known of a product's stock by colour, size and branch; empty when nothing is known."""
        query = select(StockRow).where(StockRow.store_id == self.store_id, StockRow.product_id == product_id)
        order = (StockRow.branch, StockRow.color, StockRow.size)
        with reading(self.engine) as session:
            rows = session.scalars(query.order_by(*order))
            return [Stock(row.product_id, row.color, row.size, row.branch, row.quantity) for row in rows]

    def in_stock(self, product_id: str) -> bool | None:
        """Whether this shop (not another branch) has any, by its stock or else its feed; None when it is unknown."""
        quantities = [row.quantity for row in self.stock(product_id) if not row.branch]
        if quantities:
            return any(quantities)
        product = self.product(product_id)
        states = [entry.state for entry in product.availability] if product else []
        return "in_stock" in states if states else None

    # ------------------------------------------------------------------ the building

    def floor(self, floor_id: str) -> Floor | None:
        """One floor, or None."""
        return self.building.floors.get(floor_id)

    def zone(self, zone_id: str) -> Zone | None:
        """One zone, or None."""
        return self.building.zones.get(zone_id)

    def place(self, zone_id: str) -> Place | None:
        """Where a zone is, or None when there is no such zone."""
        building = self.building
        zone = building.zones.get(zone_id)
        if zone is None:
            return None
        return Place(zone.floor, building.floors[zone.floor].name, zone.id, zone.name, zone.x, zone.y)

    def place_of(self, product: Product) -> Place | None:
        """Where a product stands: its own zone, else the first zone that sells its category; None if unknown."""
        if product.zone:
            return self.place(product.zone)
        selling = self.zones_selling(product.category)
        return self.place(selling[0].id) if selling else None

    def zones_selling(self, category: str) -> list[Zone]:
        """The zones that sell a category (its id), in the order of store.yml."""
        return [zone for zone in self.info.zones if category in zone.categories]

    def facilities(self, kind: str | None = None) -> list[Facility]:
        """The facilities of one kind, or all of them, in the order of store.yml."""
        return [facility for facility in self.info.facilities if kind in (None, facility.kind)]

    # ------------------------------------------------------------------ words

    def category(self, category_id: str) -> Term | None:
        """Names and synonyms of a category, if store.yml gives them."""
        return self.info.categories.get(category_id)

    def color(self, color_id: str) -> Term | None:
        """Names and synonyms of a colour, if store.yml gives them."""
        return self.info.colors.get(color_id)

    def faq(self) -> list[Faq]:
        """Questions and answers in the order of faq.csv."""
        query = select(FaqRow).where(FaqRow.store_id == self.store_id).order_by(FaqRow.position)
        with reading(self.engine) as session:
            return [
                Faq(Bilingual(row.question_ko, row.question_en), Bilingual(row.answer_ko, row.answer_en))
                for row in session.scalars(query)
            ]


@dataclass(frozen=True, slots=True)
class _Known:
    building: Building
    revision: int
    checked_s: float


def as_product(row: ProductRow, currency: str, now: datetime) -> Product:
    """A row of the catalogue as it is sold at ``now``."""

    def money(amount: Any) -> Money:
        return Money(amount, currency)

    on_sale = (row.sale_starts is None or row.sale_starts <= now) and (row.sale_ends is None or now <= row.sale_ends)

    return Product(
        id=row.id,
        title=Bilingual(row.title_ko, row.title_en),
        description=Bilingual(row.description_ko, row.description_en),
        brand=row.brand,
        category=row.category,
        price=money(row.price),
        sale_price=money(row.sale_price) if row.sale_price is not None and on_sale else None,
        colors=tuple(row.colors),
        sizes=tuple(row.sizes),
        tags=tuple(row.tags),
        image=row.image,
        rating=row.rating,
        review_count=row.review_count,
        zone=row.zone,
        attributes=dict(row.attributes),
        availability=tuple(Availability(**entry) for entry in row.availability),
    )

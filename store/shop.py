"""One shop, as everything outside ``store`` asks about it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import Engine, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store import clock
from store.bilingual import Bilingual
from store.building.building import Building
from store.catalogue import as_menu_item, as_product, as_promotion
from store.database.engine import reading, reading_latest
from store.database.models import FaqRow, MenuRow, ProductRow, PromotionRow, ReviewRow, StockRow, StoreRow
from store.database.models.base import UtcDateTime
from store.held import held
from store.info import Facility, Floor, StoreInfo, Term, Zone
from store.menu_item import MenuItem
from store.order import Order
from store.product import Faq, Place, Product, Review, Stock
from store.promotion import Promotion, Promotions
from store.rules.cancellation import address_change, cancellation
from store.rules.delivery import (
    DeliveryDates,
    DeliveryFee,
    delivery_allowed,
    delivery_area,
    delivery_dates,
    delivery_fee,
    same_day_delivery,
)
from store.rules.exchange import exchange_window
from store.rules.menu import Offer, Season, menu_now
from store.rules.opening import Opening, opening_of
from store.rules.pickup import (
    Extension,
    PickupDeadline,
    pickup_by_proxy,
    pickup_deadline,
    pickup_extension,
    pickup_ready,
)
from store.rules.price import OrderPrice, Price, best_price, order_price
from store.rules.promotions import not_holding
from store.rules.refunds import RefundStatus, RefundTime, refund_status, refund_time
from store.rules.returns import ReturnReason, ReturnWindow, return_window
from store.rules.stock import StockAnswer, stock_answer
from store.rules.verdict import Verdict
from store.sections.delivery import DeliveryArea
from store.weather import weather_on

_FETCH = 1000
# As columns: objects of the ORM take twice as long.
_PRODUCTS = select(*ProductRow.__table__.columns)
# Made once: SQLAlchemy takes longer to make these statements than the database to answer them.
_STOCK_COLUMNS = (
    select(
        StockRow.product_id,
        StockRow.color,
        StockRow.size,
        StockRow.branch,
        (StockRow.quantity - held(bindparam("at", type_=UtcDateTime))).label("free"),
    )
    .where(StockRow.store_id == bindparam("store"))
    .order_by(StockRow.branch, StockRow.color, StockRow.size)
)
_STOCK = _STOCK_COLUMNS.where(StockRow.product_id == bindparam("product"))
_STOCKS = _STOCK_COLUMNS.where(StockRow.product_id.in_(bindparam("products", expanding=True)))
_Table = TypeVar("_Table", PromotionRow, MenuRow)
_FRESH_S = 1.0  # asking the database each time would cost more than most of the answers


@cache
def _running_out(by_color: bool, by_size: bool) -> Select[str]:
    query = select(StockRow.product_id).where(
        StockRow.store_id == bindparam("store"),
        StockRow.product_id.in_(bindparam("products", expanding=True)),
        StockRow.branch == "",
    )
    if by_color:
        query = query.where(StockRow.color.in_(bindparam("colors", expanding=True)))
    if by_size:
        query = query.where(StockRow.size.in_(bindparam("sizes", expanding=True)))
    free = StockRow.quantity - held(bindparam("at", type_=UtcDateTime))
    least = func.min(free) if by_color or by_size else func.max(free)
    return query.group_by(StockRow.product_id).having(least <= 0)


@dataclass(frozen=True, slots=True)
class DeliveryTerms:
    """What holds for sending to an address; ``area`` is None where the usual terms do."""

    area: DeliveryArea | None
    allowed: Verdict
    dates: DeliveryDates | None
    same_day: Verdict


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
        with reading_latest(self.engine) as session:
            revision = session.scalar(select(StoreRow.revision).where(StoreRow.store_id == self.store_id))
        if revision is None:
            raise AnnaeError(f"there is no store {self.store_id!r} in the database; import its store pack first")
        return revision

    @property
    def info(self) -> StoreInfo:
        """The shop's store.yml; a new import shows within a second. Raises AnnaeError when there was none."""
        return self._now_known.building.info

    @property
    def building(self) -> Building:
        """The shop's floors, zones and paths; as fresh as ``info``."""
        return self._now_known.building

    @property
    def _now_known(self) -> _Known:
        known = self._known
        if known is None or time.monotonic() - known.checked_s > _FRESH_S:
            known = self._known = self._look_again(known)
        return known

    def _look_again(self, known: _Known | None) -> _Known:
        checked_s, revision = time.monotonic(), self.revision
        if known and known.revision == revision:
            return replace(known, checked_s=checked_s)
        with reading(self.engine) as session:
            row = session.execute(select(StoreRow).where(StoreRow.store_id == self.store_id)).scalar_one()
            info = StoreInfo.model_validate(row.info)
            return _Known(
                building=Building(info),
                promotions=Promotions(map(as_promotion, self._all(session, PromotionRow))),
                menu=tuple(as_menu_item(row, info) for row in self._all(session, MenuRow)),
                revision=row.revision,
                checked_s=checked_s,
            )

    def _all(self, session: Session, table: type[_Table]) -> Iterable[_Table]:
        return session.scalars(select(table).where(table.store_id == self.store_id).order_by(table.id))

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
        query = _PRODUCTS.where(ProductRow.store_id == self.store_id).order_by(ProductRow.id)
        with reading(self.engine) as session:
            for row in session.execute(query.execution_options(yield_per=_FETCH)):
                yield as_product(row, currency, now)

    def product(self, product_id: str) -> Product | None:
        """One product, or None."""
        currency, now = self.info.currency, self.now()
        with reading_latest(self.engine) as session:
            row = session.get(ProductRow, {"store_id": self.store_id, "id": product_id})
            return as_product(row, currency, now) if row else None

    def products_of(self, product_ids: Collection[str]) -> dict[str, Product]:
        """Those of these products that exist, by id; one question to the database for all of them."""
        currency, now = self.info.currency, self.now()
        query = _PRODUCTS.where(ProductRow.store_id == self.store_id, ProductRow.id.in_(product_ids))
        with reading_latest(self.engine) as session:
            return {row.id: as_product(row, currency, now) for row in session.execute(query)}

    def reviews(self, product_id: str) -> list[Review]:
        """What customers wrote of a product, the best rated first."""
        query = (
            select(ReviewRow)
            .where(ReviewRow.store_id == self.store_id, ReviewRow.product_id == product_id)
            .order_by(ReviewRow.rating.desc(), ReviewRow.digest, ReviewRow.number)
        )
        with reading_latest(self.engine) as session:
            return [Review(row.rating, row.text, row.language) for row in session.scalars(query)]

    def price(self, product: Product, code: str | None = None, spending: int | None = None) -> Price:
        """What one piece costs now, with the best promotion; ``code`` and ``spending`` as in ``best_price``."""
        promotions = self._promotions.of(product.id, product.category)
        return best_price(product, promotions, self.now(), code, spending)

    def order_price(self, lines: Sequence[tuple[Product, int]], code: str | None = None) -> OrderPrice:
        """What products and how many of each cost together now."""
        return order_price(lines, self._promotions.all, self.now(), code)

    def promotions(self) -> list[Promotion]:
        """Every promotion that is not over yet, by id."""
        now = self.now()
        return [entry for entry in self._promotions.all if not_holding(entry, now) != "over"]

    @property
    def _promotions(self) -> Promotions:
        return self._now_known.promotions

    def stock_of(self, product: Product, color: str = "", size: str = "") -> StockAnswer:
        """How many of a colour and size there are, here and in other branches."""
        return stock_answer(product, self.stock(product.id), color, size)

    def stock(self, product_id: str) -> list[Stock]:
        """What is known of a product's stock by colour, size and branch; empty when nothing is known.

        What is set aside for customers does not count.
        """
        which = {"store": self.store_id, "product": product_id, "at": self.now()}
        with reading_latest(self.engine) as session:
            return list(map(_as_stock, session.execute(_STOCK, which)))

    def stocks(self, product_ids: Collection[str]) -> dict[str, list[Stock]]:
        """The same for several products, by id; one question to the database for all of them."""
        which = {"store": self.store_id, "products": list(product_ids), "at": self.now()}
        stocks: dict[str, list[Stock]] = {product_id: [] for product_id in product_ids}
        with reading_latest(self.engine) as session:
            for row in session.execute(_STOCKS, which):
                stocks[row.product_id].append(_as_stock(row))
        return stocks

    def running_out(self, product_ids: Collection[str], colors: Collection[str] = (), size: str = "") -> set[str]:
        """Those of these products of which this shop has none left in one of ``colors`` (empty: any) and ``size``.

        Without either: none at all. What nobody counted is not among them. It is one question to the database, and a
        quick one: ``stock_of`` tells what the state of a product is.
        """
        which = {"store": self.store_id, "products": list(product_ids), "at": self.now()}
        which |= {"colors": [*colors, ""]} if colors else {}
        which |= {"sizes": [size, ""]} if size else {}
        with reading_latest(self.engine) as session:
            return set(session.scalars(_running_out(bool(colors), bool(size)), which))

    def in_stock(self, product_id: str) -> bool | None:
        """Whether this shop (not another branch) has any, by its stock or else its feed; None when it is unknown."""
        quantities = [row.quantity for row in self.stock(product_id) if not row.branch]
        if quantities:
            return any(quantities)
        product = self.product(product_id)
        states = [entry.state for entry in product.availability] if product else []
        return "in_stock" in states if states else None

    def weather(self) -> frozenset[str]:
        """Words for the weather outside today; none: nobody said it (``annae weather``)."""
        return weather_on(self.now().date(), self.store_id)

    def menu(self, season: Season | None = None, weather: Collection[str] | None = None) -> list[Offer]:
        """The menu as it is offered now, what is sold and suits first; the arguments are those of ``menu_now``.

        ``weather`` None: what the shop says it is.
        """
        info, now, items = self.info, self.now(), self._now_known.menu
        zones = filter(None, map(self.zone, {item.zone for item in items}))
        closed = {zone.id for zone in zones if not opening_of(info, zone.area, now).open_now}
        return menu_now(items, now, season, self.weather() if weather is None else weather, closed)

    # ------------------------------------------------------------------ orders

    def pickup(self, order: Order) -> PickupDeadline:
        """Until when, where and at which hours an order can be collected."""
        return pickup_deadline(self.info, order, self.now())

    def pickup_extension(self, order: Order) -> Extension:
        """Whether an order can wait longer."""
        return pickup_extension(self.info, order, self.now())

    def pickup_ready(self, paid_at: datetime | None = None) -> datetime | None:
        """When an order paid at a time (default: now) will be ready to collect; None: not known."""
        return pickup_ready(self.info, paid_at or self.now())

    def pickup_by_proxy(self, order: Order) -> Verdict:
        """Whether somebody else may collect an order."""
        return pickup_by_proxy(self.info, order)

    def cancellation(self, order: Order) -> Verdict:
        """Whether an order can be cancelled."""
        return cancellation(order)

    def address_change(self, order: Order) -> Verdict:
        """Whether an order can be sent elsewhere."""
        return address_change(order)

    def returns(self, order: Order, reason: ReturnReason = "change_of_mind", *, opened: bool = False) -> ReturnWindow:
        """Whether an order can be given back now."""
        return return_window(self.info, order, self.now(), reason, opened=opened)

    def exchanges(self, order: Order, reason: ReturnReason = "change_of_mind", *, opened: bool = False) -> ReturnWindow:
        """Whether an order can be exchanged now."""
        return exchange_window(self.info, order, self.now(), reason, opened=opened)

    def refund(self, order: Order) -> RefundStatus:
        """How far the refund of an order has got."""
        return refund_status(order, self.now())

    def refund_time(self, method: str, start: date | None = None) -> RefundTime | None:
        """When money paid by ``method`` is back if it is sent off on a day (default: today); None: not known."""
        return refund_time(self.info, method, start or self.now().date())

    def delivery(self, address: str = "") -> DeliveryTerms:
        """Where an address lies, and when something paid now arrives there."""
        info, now = self.info, self.now()
        area = delivery_area(info, address)
        return DeliveryTerms(
            area, delivery_allowed(info, area), delivery_dates(info, now, area), same_day_delivery(info, now, area)
        )

    def delivery_fee(self, amount: int, address: str = "") -> DeliveryFee | None:
        """What sending goods for ``amount`` to an address costs; None: the shop does not deliver there."""
        return delivery_fee(self.info, amount, delivery_area(self.info, address))

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
        with reading_latest(self.engine) as session:
            return [
                Faq(Bilingual(row.question_ko, row.question_en), Bilingual(row.answer_ko, row.answer_en))
                for row in session.scalars(query)
            ]


def _as_stock(row: Row[str, str, str, str, int]) -> Stock:
    return Stock(row.product_id, row.color, row.size, row.branch, max(0, row.free))


@dataclass(frozen=True, slots=True)
class _Known:
    building: Building
    promotions: Promotions
    menu: tuple[MenuItem, ...]
    revision: int
    checked_s: float

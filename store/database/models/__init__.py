"""The database tables, by what they hold."""

from store.database.models.audit import AuditRow
from store.database.models.base import Base, InStore
from store.database.models.carts import CartItemRow, CartRow
from store.database.models.catalogue import (
    FaqRow,
    MenuRow,
    ProductRow,
    PromotionRow,
    ReviewRow,
    StockRow,
    StoreRow,
)
from store.database.models.identity import ChannelLinkRow, WrongTryRow
from store.database.models.operations import OperationRow
from store.database.models.orders import OrderRequestRow, OrderRow
from store.database.models.reservations import ReservationRow, RestockAlertRow

__all__ = [
    "AuditRow",
    "Base",
    "CartItemRow",
    "CartRow",
    "ChannelLinkRow",
    "FaqRow",
    "InStore",
    "MenuRow",
    "OperationRow",
    "OrderRequestRow",
    "OrderRow",
    "ProductRow",
    "PromotionRow",
    "ReservationRow",
    "RestockAlertRow",
    "ReviewRow",
    "StockRow",
    "StoreRow",
    "WrongTryRow",
]

"""The database tables, by what they hold."""

from store.database.models.audit import AuditRow
from store.database.models.base import Base, InStore
from store.database.models.catalogue import (
    FaqRow,
    MenuRow,
    ProductRow,
    PromotionRow,
    ReviewRow,
    StockRow,
    StoreRow,
)
from store.database.models.identity import WrongTryRow
from store.database.models.orders import OrderRow

__all__ = [
    "AuditRow",
    "Base",
    "FaqRow",
    "InStore",
    "MenuRow",
    "OrderRow",
    "ProductRow",
    "PromotionRow",
    "ReviewRow",
    "StockRow",
    "StoreRow",
    "WrongTryRow",
]

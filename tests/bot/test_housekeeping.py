"""Once a day, and also the day after one that failed."""

import asyncio
import contextlib

import pytest
from sqlalchemy import update

from annae.errors import AnnaeError
from bot.actions import housekeeping
from store.database.engine import reading, writing
from store.database.models import OrderRow
from store.identity.retention import Purged, purge
from store.shop import Shop


async def test_personal_data_goes_even_when_the_day_before_failed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[int] = []

    def fails_at_first(shop: Shop, keep_days: int) -> Purged:
        days.append(keep_days)
        if len(days) == 1:
            raise AnnaeError("the disk is full")
        return purge(shop, keep_days)

    with writing(shop.engine) as session:
        session.execute(update(OrderRow).values(status="delivered", delivered_at=shop.now()))
    monkeypatch.setenv("STORE_NOW", "2028-01-01T12:00:00+09:00")
    monkeypatch.setattr(housekeeping, "purge", fails_at_first)
    monkeypatch.setattr(housekeeping, "_DAY_S", 0)
    task = asyncio.create_task(housekeeping.purge_daily(shop, 30))
    while len(days) < 3:
        await asyncio.sleep(0.01)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert set(days) == {30}
    with reading(shop.engine) as session:
        assert {row.customer_name for row in session.query(OrderRow)} == {""}

"""What has to be done once a day while the shop runs."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from annae.errors import AnnaeError
from store.identity.retention import purge
from store.shop import Shop

_LOG = logging.getLogger(__name__)
_DAY_S: Final = 86_400


async def purge_daily(shop: Shop, keep_days: int) -> None:
    """Remove personal data that is no longer needed, now and every day, until cancelled."""
    while True:
        try:
            purged = await asyncio.to_thread(purge, shop, keep_days)
            _LOG.info("retention: %s", purged)
        except AnnaeError as error:  # tomorrow is another day; the shop goes on
            _LOG.error("retention: %s", error)
        await asyncio.sleep(_DAY_S)

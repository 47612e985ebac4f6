"""Hands the store's names to the understanding, which cannot open the database; again whenever the store changes."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from annae.errors import AnnaeError
from bot.components.names_file import NamesFile, names_path
from bot.product_names import product_names
from catalog_index.understanding.reader import ShopWords
from store.shop import Shop

_LOG = logging.getLogger(__name__)
_ASKED_EVERY_S: Final = 0.5


def write_store_names(shop: Shop, path: Path | None = None) -> int:
    """Write the names of ``shop`` as they are now (``path``: default where the understanding looks); the revision."""
    revision, products = shop.revision, list(shop.products())
    words = ShopWords.of(shop, products, kinds=frozenset())
    called = product_names(products, words.brands)
    NamesFile.of(revision, words.colors, words.brands, words.sizes, called).write(path or names_path())
    return revision


async def follow_store(shop: Shop) -> None:
    """Write the names now and after every import, until cancelled."""
    written: int | None = None
    failed = False
    while True:
        try:
            if written is None or await asyncio.to_thread(lambda: shop.revision) != written:
                written = await asyncio.to_thread(write_store_names, shop)
            failed = False
        except (AnnaeError, OSError) as error:
            if not failed:  # it is said once, not again and again
                _LOG.error("the store's names cannot be handed on: %s", error)
            failed = True
        await asyncio.sleep(_ASKED_EVERY_S)

"""Order notes: what staff must hear of, because WooCommerce has no field or no automatism for it."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from store.systems.woocommerce.api import WooCommerceApi
from store.systems.woocommerce.payload import Note, read_all


class Notes:
    """Notes on the orders of one shop. Each says which request it is about, and is made once."""

    def __init__(self, api: WooCommerceApi) -> None:
        self._api = api

    def add(self, order: int, key: str, text: str, *, again: bool) -> None:
        """Add a note for the change asked for with ``key``; ``again``: unless it is there already."""
        about = f"[annae {hashlib.sha256(key.encode()).hexdigest()[:12]}]"
        path = f"orders/{order}/notes"
        if again and any(about in note.note for note in read_all(Note, self._api.entries(path))):
            return
        self._api.post(path, {"note": f"{text} {about}", "customer_note": False})


@cache
def wordings() -> dict[str, str]:
    """The texts by what has happened, to be filled in."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)

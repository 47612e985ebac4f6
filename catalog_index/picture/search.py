"""Search by picture over the products of one store."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from annae.errors import AnnaeError
from annae.settings import Settings
from annae.types import Language
from catalog_index.picture.create import create_picture_encoder
from catalog_index.picture.encoder import PictureEncoder
from catalog_index.picture.index import PictureIndex
from catalog_index.picture.read import Pixels
from store.product import Product
from store.shop import Shop

_SAME: Final = 0.97
"""Likeness from which on it is the same picture, perhaps saved anew."""


@dataclass(frozen=True)
class PictureHit:
    """A product whose picture is like the photo; ``score`` is 0 to 1 (1: it is the same picture)."""

    product: Product
    score: float

    def why(self, language: Language) -> str:
        """How much they look alike, in one line."""
        said = _said()[language]
        return str(said["same"] if self.score >= _SAME else said["alike"].format(percent=round(100 * self.score)))


@dataclass(frozen=True)
class PictureResults:
    """What looks most like a photo; not ``sure`` when even that may be something else altogether."""

    hits: list[PictureHit]
    sure: bool


class PictureSearch:
    """Finds products by a photo; safe to share between threads.

    Follows imports made meanwhile: the pictures known go on answering until the new ones are encoded.
    """

    def __init__(self, shop: Shop, folder: Path, encoder: PictureEncoder) -> None:
        """``folder`` holds the files that the products' ``image`` names. Raises AnnaeError when there are none."""
        self._shop, self._folder, self._encoder = shop, folder, encoder
        self._revision, self._index = self._build()
        self._renewing = threading.Lock()
        if not self._index.ids:
            raise AnnaeError(
                f"no product of store {shop.store_id!r} has a picture in {folder}; "
                "put the files there that the column image of products.csv names"
            )

    @classmethod
    def open(cls, shop: Shop, settings: Settings) -> PictureSearch:
        """Search the pictures of the configured store pack with the encoder that the settings name."""
        return cls(shop, settings.image_dir, create_picture_encoder(settings.search))

    def find(self, photo: Pixels, limit: int = 5, suits: Callable[[Product], bool] = lambda _: True) -> PictureResults:
        """The ``limit`` products most alike of those that ``suits`` lets through, most alike first."""
        self._renew_if_outdated()
        hits: list[PictureHit] = []
        nearest = self._index.nearest(self._encoder.photo(photo))
        for product_id, likeness in nearest:
            product = self._shop.product(product_id)  # None: an import took it out a moment ago
            if product and suits(product):
                hits.append(PictureHit(product, round(min(max(likeness, 0.0), 1.0), 4)))
                if len(hits) == limit:
                    break
        return PictureResults(hits, bool(nearest) and nearest[0][1] >= self._encoder.clearly_alike)

    def _build(self) -> tuple[int, PictureIndex]:
        revision = self._shop.revision
        return revision, PictureIndex.build(self._shop.products(), self._folder, self._encoder)

    def _renew_if_outdated(self) -> None:
        if self._shop.revision != self._revision and self._renewing.acquire(blocking=False):
            threading.Thread(target=self._renew, name="picture-index", daemon=True).start()

    def _renew(self) -> None:
        try:
            self._revision, self._index = self._build()
        finally:
            self._renewing.release()


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("said.toml").read_text(encoding="utf-8"))

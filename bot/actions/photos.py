"""Finding products by a customer's photo."""

from __future__ import annotations

import threading

from annae.errors import AnnaeError
from annae.settings import Settings
from catalog_index.picture.read import read_photo
from catalog_index.picture.search import PictureResults, PictureSearch
from store.shop import Shop


class CatalogPhotos:
    """Looks through the pictures of the products; they are read when the first photo comes."""

    def __init__(self, shop: Shop, settings: Settings) -> None:
        self._shop, self._settings = shop, settings
        self._opening = threading.Lock()
        self._search: PictureSearch | None = None

    def find(self, photo: bytes, limit: int) -> PictureResults | None:
        """What looks most like it; None where the shop has no pictures. Raises AnnaeError for what is no photo."""
        pixels = read_photo(photo)
        try:
            with self._opening:
                self._search = self._search or PictureSearch.open(self._shop, self._settings)
        except AnnaeError:  # no product has a picture
            return None
        return self._search.find(pixels, limit)

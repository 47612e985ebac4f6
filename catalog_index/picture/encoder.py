"""Turns pictures into vectors whose dot product says how much alike the things on them look."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from catalog_index.encoders.encoder import Vectors
from catalog_index.picture.read import Pixels


class PictureEncoder(ABC):
    """Vectors are float32 of length 1; the best of a photo's vectors says how near a picture of the catalogue is."""

    clearly_alike: float = 0.0
    """Likeness below which it is as likely that nothing of the kind is there; 0: not known for this encoder."""

    @property
    @abstractmethod
    def identity(self) -> str:
        """Changes with anything that changes the vectors; letters, digits, - and _ only."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Numbers in a vector."""

    @abstractmethod
    def pictures(self, pictures: Sequence[Pixels]) -> Vectors:
        """Vectors of the catalogue's pictures, [pictures, dimension]."""

    @abstractmethod
    def photo(self, photo: Pixels) -> Vectors:
        """Vectors of what a customer shows, one a way of looking at it, [views, dimension]."""

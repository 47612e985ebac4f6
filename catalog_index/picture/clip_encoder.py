"""CLIP models in sentence-transformers as picture encoders."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import torch
from PIL import Image
from sentence_transformers import SentenceTransformer

from annae.errors import AnnaeError
from catalog_index.encoders.encoder import Vectors
from catalog_index.picture.encoder import PictureEncoder
from catalog_index.picture.read import Pixels


class ClipEncoder(PictureEncoder):
    """Encodes with ``model``, which takes pictures."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self._name, self._model = name, model

    @classmethod
    def load(cls, name: str) -> ClipEncoder:
        """Load a folder or hub model; raises AnnaeError when that fails or the model takes no pictures."""
        torch.set_num_threads(1)
        try:
            encoder = cls(name, SentenceTransformer(name, device="cpu"))
            _ = encoder.identity
        except Exception as error:  # the library raises whatever its many loaders raise
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise AnnaeError(
                f"search.picture_encoder: cannot use {name!r} ({reason}); name a folder or hub model of "
                "sentence-transformers that takes pictures, such as clip-ViT-B-32, or leave it empty"
            ) from error
        return encoder

    @cached_property
    def identity(self) -> str:
        """Changes with the model's name and with what it makes of a fixed picture."""
        seen = np.round(self._probe, 2) + 0.0  # no negative zero
        return f"clip-{hashlib.sha256(self._name.encode() + seen.astype(np.float32).tobytes()).hexdigest()[:16]}"

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return len(self._probe)

    def pictures(self, pictures: Sequence[Pixels]) -> Vectors:
        """Vectors of the catalogue's pictures, [pictures, dimension]."""
        images = [Image.fromarray(picture) for picture in pictures]
        vectors: Vectors = self._model.encode(images, show_progress_bar=False, normalize_embeddings=True)
        return vectors.astype(np.float32)

    def photo(self, photo: Pixels) -> Vectors:
        """The photo's one vector, [1, dimension]."""
        return self.pictures([photo])

    @cached_property
    def _probe(self) -> Vectors:
        ramp = np.linspace(0, 255, 64, dtype=np.uint8)
        picture = np.stack(np.broadcast_arrays(ramp[:, None], ramp[None], np.uint8(90)), axis=-1)
        probe: Vectors = self.pictures([np.ascontiguousarray(picture)])[0]
        return probe

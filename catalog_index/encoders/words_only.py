"""Stands in for an encoder that cannot be used: it knows no meaning, so that words alone decide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from catalog_index.encoders.encoder import Encoder, Vectors


class WordsOnly(Encoder):
    """Every vector is [0]: nothing is near anything."""

    identity = "words only"

    def __init__(self) -> None:
        super().__init__("words only")

    def query(self, text: str) -> npt.NDArray[np.float32]:  # noqa: ARG002 - the interface of encoders
        """Zero, float32 [1]."""
        return np.zeros(1, np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Zeros, float32 [texts, 1]."""
        return np.zeros((len(texts), 1), np.float32)

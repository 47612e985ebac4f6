"""A prepared model on ONNX Runtime as an encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from catalog_index.encoders.encoder import Encoder, Vectors, read_prompts
from catalog_index.encoders.onnx_model import OnnxSentenceModel


class OnnxEncoder(Encoder):
    """Encodes with the files of ``folder`` on the calling thread."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name)
        self._model, self._prompts = OnnxSentenceModel(folder), read_prompts(folder)

    def query(self, text: str) -> npt.NDArray[np.float32]:
        """Vector [dimension] of what a customer says."""
        vector: npt.NDArray[np.float32] = self._model.encode([self._prompts["query"] + text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""
        return self._model.encode([self._prompts["document"] + text for text in texts])

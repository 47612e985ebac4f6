"""sentence-transformers models as encoders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer

from annae.errors import AnnaeError
from catalog_index.encoders.encoder import Encoder, Vectors, read_prompts
from catalog_index.encoders.onnx_module import OnnxSentenceModule


class TransformerEncoder(Encoder):
    """Encodes with ``model``."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        super().__init__(name)
        self._model = model

    def query(self, text: str) -> npt.NDArray[np.float32]:
        """Vector [dimension] of what a customer says."""
        vector: Vectors = self._model.encode_query(text, show_progress_bar=False, normalize_embeddings=True)
        return vector.astype(np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""
        vectors: Vectors = self._model.encode_document(list(texts), show_progress_bar=False, normalize_embeddings=True)
        return vectors.astype(np.float32)


def load(name: str) -> TransformerEncoder:
    """Load a folder or hub model; raises AnnaeError when that fails."""
    torch.set_num_threads(1)
    try:
        return TransformerEncoder(name, SentenceTransformer(name, device="cpu"))
    except Exception as error:  # the library raises whatever its many loaders raise
        raise AnnaeError(
            f"search.encoder: cannot load {name!r} ({str(error).splitlines()[0]}); name a folder or hub "
            "model of sentence-transformers, or leave it empty for the packaged one"
        ) from error


def load_onnx(name: str, folder: Path) -> TransformerEncoder:
    """Load a prepared model that runs on ONNX Runtime inside sentence-transformers."""
    dimension = json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"]
    module = OnnxSentenceModule(folder, dimension)
    return TransformerEncoder(name, SentenceTransformer(modules=[module], prompts=read_prompts(folder), device="cpu"))

"""Turns texts into vectors whose dot product says how much alike they mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer

from annae.errors import AnnaeError
from annae.settings import SearchSettings
from catalog_index.onnx_module import OnnxSentenceModule
from models import model_dir

Vectors = npt.NDArray[np.float32]

_PACKAGED: Final = "e5-small"
_PROBE: Final = "가벼운 여행 가방 light travel bag 39,000"
_PROBE_DECIMALS: Final = 2


class Encoder:
    """A sentence-transformers model. Vectors are float32 [texts, dimension] of length 1."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self._model = model
        probe = self.passages([_PROBE])[0]
        self.dimension = len(probe)
        seen = np.round(probe, _PROBE_DECIMALS) + 0.0  # no negative zero
        self.identity = hashlib.sha256(name.encode() + seen.astype(np.float32).tobytes()).hexdigest()
        """Changes with the model or its weights: it is made of the name and of what the model says to a fixed text."""

    def query(self, text: str) -> npt.NDArray[np.float32]:
        """Vector [dimension] of what a customer says."""
        vector: Vectors = self._model.encode_query(text, show_progress_bar=False, normalize_embeddings=True)
        return vector.astype(np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""
        vectors: Vectors = self._model.encode_document(list(texts), show_progress_bar=False, normalize_embeddings=True)
        return vectors.astype(np.float32)


def create_encoder(settings: SearchSettings) -> Encoder:
    """The encoder that the settings name; raises AnnaeError when it cannot be loaded."""
    if not settings.encoder:
        return Encoder(_PACKAGED, _packaged(model_dir(_PACKAGED)))
    torch.set_num_threads(1)
    try:
        return Encoder(settings.encoder, SentenceTransformer(settings.encoder, device="cpu"))
    except Exception as error:  # the library raises whatever its many loaders raise
        raise AnnaeError(
            f"search.encoder: cannot load {settings.encoder!r} ({str(error).splitlines()[0]}); name a folder or hub "
            "model of sentence-transformers, or leave it empty for the packaged one"
        ) from error


def _packaged(folder: Path) -> SentenceTransformer:
    dimension = json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"]
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
    return SentenceTransformer(modules=[OnnxSentenceModule(folder, dimension)], prompts=prompts, device="cpu")

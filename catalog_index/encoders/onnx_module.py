"""A sentence-transformers module that runs ONNX Runtime: the same vectors in a third of the time and memory."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from catalog_index.encoders.onnx_model import OnnxSentenceModel


class OnnxSentenceModule(InputModule):  # type: ignore[misc]  # the library is untyped
    """Texts to unit vectors with the prepared model in ``folder``."""

    def __init__(self, folder: Path, dimension: int) -> None:
        super().__init__()
        self.folder, self.dimension = folder, dimension
        self.model = OnnxSentenceModel(folder)

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: object) -> dict[str, torch.Tensor]:
        """Token ids and mask, int64 [batch, tokens], padded to the longest and cut at the model's limit."""
        tokens = self.model.tokens([(prompt or "") + text for text in inputs])
        return {name: torch.from_numpy(values) for name, values in tokens.items()}

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``, float32 [batch, dimension], each of length 1."""
        tokens = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        features["sentence_embedding"] = torch.from_numpy(self.model.vectors(tokens))
        return features

    def get_embedding_dimension(self) -> int:
        """Numbers in a vector."""
        return self.dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the model there."""
        for name in ("model.onnx", "tokenizer.json"):
            shutil.copy(self.folder / name, output_path)

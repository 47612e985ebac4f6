"""Sentences to vectors with multilingual-e5-small on ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

_PREFIX: Final = "query: "  # as the model was trained
_LONGEST: Final = 128
"""Tokens looked at; a shopper's sentence has ten."""
_BATCH: Final = 32


class SentenceEncoder:
    """Encodes with the files of a prepared model folder (``model.onnx``, ``tokenizer.json``) on one thread."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_LONGEST)

    def encode(self, texts: list[str]) -> np.ndarray[Any, Any]:
        """Unit vectors, float32 [len(texts), 384]."""
        batches = [self._batch(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, 0), np.float32)

    def _batch(self, texts: list[str]) -> np.ndarray[Any, Any]:
        encoded = self._tokenizer.encode_batch([_PREFIX + text for text in texts])
        inputs = {
            "input_ids": np.array([item.ids for item in encoded], np.int64),
            "attention_mask": np.array([item.attention_mask for item in encoded], np.int64),
        }
        vectors: np.ndarray[Any, Any] = self._session.run(None, inputs)[0]
        return vectors

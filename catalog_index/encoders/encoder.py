"""Turns texts into vectors whose dot product says how much alike they mean."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_PROBE: Final = "가벼운 여행 가방 light travel bag 39,000"
_PROBE_DECIMALS: Final = 2


class Encoder(ABC):
    """Vectors are float32 [texts, dimension] of length 1."""

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def query(self, text: str) -> npt.NDArray[np.float32]:
        """Vector [dimension] of what a customer says."""

    @abstractmethod
    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return len(self._probe)

    @cached_property
    def identity(self) -> str:
        """Changes with the model or its weights: it is made of the name and of what the model says to a fixed text."""
        seen = np.round(self._probe, _PROBE_DECIMALS) + 0.0  # no negative zero
        return hashlib.sha256(self.name.encode() + seen.astype(np.float32).tobytes()).hexdigest()

    @cached_property
    def _probe(self) -> npt.NDArray[np.float32]:
        probe: npt.NDArray[np.float32] = self.passages([_PROBE])[0]
        return probe


def read_prompts(folder: Path) -> dict[str, str]:
    """What a model wants in front of a ``query`` and of a ``document``."""
    config = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    prompts: dict[str, str] = config["prompts"]
    return prompts

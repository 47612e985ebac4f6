"""The English voice: its graph with the phoneme durations, its phoneme alphabet and its licences."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.builders.durations_output import expose_durations

_GRAPH = "hibari/assets/hibari.onnx"
_DURATIONS = "/Clip_output_0"


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``voice.onnx``, ``vocab.json``, ``LICENSE`` and ``NOTICE`` into ``out``."""
    expose_durations(sources[_GRAPH], _DURATIONS, out / "voice.onnx")
    for path, file in sources.items():
        if path != _GRAPH:
            shutil.copyfile(file, out / file.name)

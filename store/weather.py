"""What the weather is today, as the shop says it with ``annae weather``: it holds until the day is over."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

from annae.errors import AnnaeError
from annae.paths import home

_FOLDER: Final = "weather"


def weather_on(day: date, store_id: str) -> frozenset[str]:
    """Words for the weather on ``day``, such as cold, hot, rain, snow; none: nobody said it."""
    try:
        said = json.loads(_file(store_id).read_text(encoding="utf-8"))
        words = said["words"] if said["day"] == day.isoformat() else []
        return frozenset(map(str, words))
    except (OSError, ValueError, KeyError, TypeError):  # not said, or no longer readable: as good as not said
        return frozenset()


def say_weather(words: Collection[str], day: date, store_id: str) -> None:
    """Let ``words`` be the weather on ``day``; none: it is not known. Raises AnnaeError when it cannot be written."""
    file = _file(store_id)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps({"day": day.isoformat(), "words": sorted(words)}), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        raise AnnaeError(f"cannot write the weather: {error.strerror or error} ({file})") from error


def _file(store_id: str) -> Path:
    return home() / _FOLDER / f"{store_id}.json"

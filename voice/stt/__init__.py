"""Speech to text: one file an engine, each with ``create(settings)``, all behind ``SpeechToText``."""

from __future__ import annotations

import importlib
from typing import cast

from annae.settings import Settings
from voice.stt.engine import SpeechToText, Transcript

__all__ = ["SpeechToText", "Transcript", "create"]


def create(settings: Settings) -> SpeechToText:
    """The engine the settings name, with its model loaded. Raises AnnaeError when the model cannot be had."""
    engine = importlib.import_module(f"voice.stt.{settings.stt.engine}")
    return cast(SpeechToText, engine.create(settings.stt))

"""Who speaks: the project's voices, the Korean one also in single styles of those its own style is mixed of."""

from __future__ import annotations

from typing import Final

from annae.types import Language
from models import model_dir
from voice.tts.coqui import CoquiVoice
from voice.tts.engine import TextToSpeech
from voice.tts.hibari import HibariVoice
from voice.tts.kokoro import KokoroVoice

_STYLES: Final = {"ko-woman": "jf_alpha", "ko-man": "jm_kumo"}


def voices(language: Language) -> dict[str, TextToSpeech]:
    """Voices of ``language`` by name; loads them (a few seconds)."""
    if language == "en":
        return {"en-hibari": HibariVoice(), "en-joe": CoquiVoice()}
    styles = model_dir("kokoro-styles")
    single = {name: KokoroVoice(style=styles / f"{style}.npy") for name, style in _STYLES.items()}
    return {"ko-own": KokoroVoice(), **single}

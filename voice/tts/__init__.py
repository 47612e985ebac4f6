"""Speaking: text to sound and mouth shapes, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annae.paths import cache_dir
from annae.types import Language
from voice.tts.cache import ClauseCache
from voice.tts.speaker import Speaker

if TYPE_CHECKING:
    from annae.settings import Settings, TtsSettings
    from voice.tts.engine import TextToSpeech


def create(settings: Settings) -> Speaker:
    """The speaker the settings ask for; loads its voices (a few seconds, more the first time).

    Raises AnnaeError when a voice cannot be prepared.
    """
    voices: dict[Language, TextToSpeech] = {"ko": _korean_voice(settings.tts), "en": _english_voice(settings.tts)}
    return Speaker(voices, ClauseCache(cache_dir() / "tts"))


def _korean_voice(settings: TtsSettings) -> TextToSpeech:
    from voice.tts.kokoro import KokoroVoice  # noqa: PLC0415 - only the engine asked for is loaded

    return KokoroVoice(settings.speed)


def _english_voice(settings: TtsSettings) -> TextToSpeech:
    if settings.en == "coqui":
        from voice.tts.coqui import CoquiVoice  # noqa: PLC0415 - as above, and this one brings PyTorch

        return CoquiVoice(settings.speed)
    from voice.tts.hibari import HibariVoice  # noqa: PLC0415 - only the engine asked for is loaded

    return HibariVoice(settings.speed)

"""Korean words inside an English sentence, in the sounds an English voice has."""

from __future__ import annotations

import re
from typing import Final

from voice.tts.korean_phonemes import phonemes

_HANGUL: Final = re.compile(r"[가-힣]+(?: +[가-힣]+)*")
_ENGLISH_SOUND: Final = str.maketrans(
    {"a": "ɑ", "e": "A", "o": "O", "ɔ": "ʌ", "ɯ": "ʊ", "ɕ": "ʃ", "ʨ": "ʧ", "ʥ": "ʤ", "ɾ": "T", "ʰ": ""}
)


def with_readable_hangul(text: str) -> str:
    """``text`` with every Korean word replaced by ``[word](/sounds/)``, which the English reader takes as they are."""
    return _HANGUL.sub(lambda found: f"[korean](/{_english(found[0])}/)", text)


def _english(hangul: str) -> str:
    return "".join(phonemes(hangul)).translate(_ENGLISH_SOUND)

"""Says whole replies: clause by clause, each as words, each from the cache where it was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from annae.text import spoken
from annae.types import Language
from voice.tts.cache import ClauseCache
from voice.tts.clauses import clauses
from voice.tts.engine import Speech, TextToSpeech

_HANGUL: Final = re.compile(r"[가-힣]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_FOREIGN_WORDS: Final = 3
"""So many Latin words without a Korean one are an English clause; fewer are a name inside a Korean reply."""


class Speaker:
    """The voices of the shop's languages behind one method."""

    def __init__(self, voices: Mapping[Language, TextToSpeech], cache: ClauseCache) -> None:
        self._voices, self._cache = voices, cache

    def stream(self, text: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """Speech of ``text`` clause by clause, each as soon as it is made; ``Speech.text`` is the clause as written.

        ``speed``: how many times faster than usual. Clauses without anything to say (an emoji) are left out, so text
        without a word gives nothing.
        """
        for clause in clauses(text, language):
            speech = self._said(spoken(clause, language), _voice_language(clause, language), speed)
            if len(speech.pcm):
                yield replace(speech, text=clause)

    def _said(self, words: str, language: Language, speed: float) -> Speech:
        voice = self._voices[language]
        identity = voice.identity if speed == 1 else f"{voice.identity} times {speed}"
        known = self._cache.get(identity, words)
        if known:
            return known
        speech = voice.synthesise(words, language, speed)
        self._cache.put(identity, words, speech)
        return speech


def _voice_language(clause: str, language: Language) -> Language:
    """The reply's language, unless the clause is plainly the other one's."""
    hangul, latin = bool(_HANGUL.search(clause)), len(_LATIN_WORD.findall(clause))
    if language == "ko":
        return "en" if not hangul and latin >= _FOREIGN_WORDS else "ko"
    return "ko" if hangul and not latin else "en"

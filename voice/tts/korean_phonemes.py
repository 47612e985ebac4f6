"""Korean text to the phonemes of the Korean voice: standard pronunciation first, then its symbols."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ko_speech_tools import G2p

from voice.tts.latin_hangul import in_hangul, words_in

_ONSETS: Final = ("k", "k", "n", "t", "t", "ɾ", "m", "p", "p", "s", "s", "", "ʨ", "ʨ", "ʨʰ", "kʰ", "tʰ", "pʰ", "h")
_VOWELS: Final = (
    *("a", "ɛ", "ja", "jɛ", "ɔ", "e", "jɔ", "je", "o", "wa", "wɛ"),
    *("we", "jo", "u", "wɔ", "we", "wi", "ju", "ɯ", "ɯi", "i"),
)
_CODAS: Final = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_CODA_LETTERS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_VOICED_BETWEEN_VOICED: Final = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}
_ONSET_LETTERS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SONORANT_CODAS: Final = frozenset({"", "ㄴ", "ㄹ", "ㅁ", "ㅇ"})
_PALATALISING: Final = frozenset("ㅑㅒㅕㅖㅛㅠㅟㅣ")
_VOWEL_LETTERS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_MARKS: Final = frozenset(".,?!")
_FIRST_SYLLABLE: Final = 0xAC00
_NO_SOUND: Final = re.compile(r"[^가-힣A-Za-z'.,?! ]+")
_LATIN: Final = re.compile(r"[A-Za-z']+")
_BEFORE_VOWEL: Final = re.compile(r" (?=[아-잏])")


@cache
def _reader() -> G2p:
    return G2p()


def phonemes(text: str) -> list[str]:
    """Symbols of the voice, one character each; spaces part words. Anything that has no sound is left out."""
    symbols: list[str] = []
    coda_before: str | None = None
    for character in pronunciation(text):
        if "가" <= character <= "힣":
            onset, vowel, coda = _letters(character)
            symbols += _syllable(onset, vowel, coda, coda_before)
            coda_before = coda
        elif character == " ":
            symbols.append(character)
        elif character in _MARKS:
            symbols.append(character)
            coda_before = None
    return symbols


def pronunciation(text: str) -> str:
    """Hangul as it is spoken (값이 -> 갑씨), by the standard rules.

    A consonant is not carried over to the next word: words that keep their edges are understood better.
    """
    sounding = _LATIN.sub(lambda found: _with_names_in_hangul(found[0]), _NO_SOUND.sub(" ", text))
    return " ".join(_reader()(part) for part in _BEFORE_VOWEL.split(" ".join(sounding.split())) if part)


def _with_names_in_hangul(word: str) -> str:
    """English words are left to the reader, which knows how Koreans say them."""
    return " ".join(part if part in _reader().cmu else in_hangul(part) for part in words_in(word))


def _letters(syllable: str) -> tuple[str, str, str]:
    number = ord(syllable) - _FIRST_SYLLABLE
    return _ONSET_LETTERS[number // 588], _VOWEL_LETTERS[number // 28 % 21], _CODA_LETTERS[number % 28]


def _syllable(onset: str, vowel: str, coda: str, coda_before: str | None) -> str:
    first = _ONSETS[_ONSET_LETTERS.index(onset)]
    if onset in _VOICED_BETWEEN_VOICED and coda_before in _SONORANT_CODAS:
        first = _VOICED_BETWEEN_VOICED[onset]
    elif onset in "ㅅㅆ" and vowel in _PALATALISING:
        first = "ɕ"
    elif onset == "ㄹ" and coda_before == "ㄹ":
        first = "l"
    second = "i" if vowel == "ㅢ" and onset != "ㅇ" else _VOWELS[_VOWEL_LETTERS.index(vowel)]
    return first + second + _CODAS.get(coda, "t")

"""Latin names no dictionary has, in Hangul: Korean ones (Bongwoori, 봉우리) and made-up ones (Florev, 플로레브)."""

from __future__ import annotations

import re
from typing import Final

_FIRST_SYLLABLE: Final = 0xAC00
_ONSETS: Final = {
    **{"g": 0, "kk": 1, "gg": 1, "n": 2, "d": 3, "tt": 4, "dd": 4, "r": 5, "l": 5, "m": 6, "b": 7, "pp": 8, "bb": 8},
    **{"s": 9, "ss": 10, "": 11, "j": 12, "jj": 13, "ch": 14, "k": 15, "t": 16, "p": 17, "h": 18},
    **{"c": 15, "ck": 15, "q": 15, "f": 17, "ff": 17, "ph": 17, "v": 7, "z": 12, "th": 9, "x": 9, "nn": 2, "mm": 6},
}
_VOWELS: Final = {
    **{"a": 0, "ae": 1, "ya": 2, "yae": 3, "eo": 4, "e": 5, "yeo": 6, "you": 6, "ye": 7, "o": 8, "wa": 9, "wae": 10},
    **{"oe": 11, "yo": 12, "u": 13, "oo": 13, "woo": 13, "wu": 13, "ou": 13, "wo": 14, "we": 15, "wi": 16, "yu": 17},
    **{"eu": 18, "ui": 19, "i": 20, "ee": 20, "y": 20, "yi": 20, "ea": 20},
}
_CODAS: Final = {"": 0, "k": 1, "g": 1, "n": 4, "l": 8, "m": 16, "p": 17, "b": 17, "t": 19, "ng": 21}
_EU: Final = 18


def _alternatives(spellings: dict[str, int]) -> str:
    return "|".join(sorted(filter(None, spellings), key=len, reverse=True))


# A final consonant belongs to its syllable only where no vowel takes it as its onset; l between vowels is both.
_SYLLABLE: Final = re.compile(
    rf"(?P<onset>{_alternatives(_ONSETS)})?(?P<vowel>{_alternatives(_VOWELS)})"
    rf"(?P<coda>ng(?![aeiouy])|[kgnlmpbt](?![aeiouyw])|n(?=g[aeiouyw])|(?=l[aeiouy]))?"
    rf"|(?P<lone>{_alternatives(_ONSETS)})(?P<linked>(?=l[aeiouy]))?"
)
_SILENT_END: Final = re.compile(r"(?<=[aeiou])([bcdfgklmnprstvz])(\1?)es?$")
_SOUNDS: Final = (
    (re.compile(r"ch(?=r|$)"), "k"),
    (re.compile(r"ti(?=on)"), "s"),
    (re.compile(r"([lr])\1"), r"\1"),
)
_WORDS_IN_ONE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words_in(name: str) -> list[str]:
    """Words written together with capitals: ``KkomaStar`` is ``Kkoma`` and ``Star``."""
    return _WORDS_IN_ONE.split(name)


def in_hangul(word: str) -> str:
    """``word`` letter by letter in Hangul; consonants without a vowel get ㅡ, signs are left out."""
    letters = _SILENT_END.sub(r"\1", word.lower())
    for spelling, sound in _SOUNDS:
        letters = spelling.sub(sound, letters)
    return "".join(_hangul(found) for found in _SYLLABLE.finditer(letters))


def _hangul(found: re.Match[str]) -> str:
    if found["lone"]:
        return _syllable(_ONSETS[found["lone"]], _EU, _CODAS["" if found["linked"] is None else "l"])
    coda = found["coda"]
    before_l = coda == ""
    return _syllable(_ONSETS[found["onset"] or ""], _VOWELS[found["vowel"]], _CODAS["l" if before_l else coda or ""])


def _syllable(onset: int, vowel: int, coda: int) -> str:
    return chr(_FIRST_SYLLABLE + (onset * 21 + vowel) * 28 + coda)

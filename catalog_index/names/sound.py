"""How a name sounds, roughly, in one alphabet for Hangul and Latin letters.

Sounds that listeners and recognisers mix up share a letter (ㅂ ㅍ ㅃ b p f v are ``p``): 루나핏 and LunaFit become the
same, the mis-heard 누나 핏 is a letter apart. The rules for Latin letters are those of loanwords in Korean.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_INITIALS: Final = "kknttlmppss_cccktph"
_VOWELS: Final = ("a e a e v e v e o wa we we o u wv we wi u _ i i").split()  # noqa: SIM905 - a table, not a list
_FINALS: Final = "_kkknnntlkmlllplmppttNttktpt"
_LATIN: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"([b-df-hj-np-tv-z])\1", r"\1"),
        (r"(?<=[a-z]{3})e\b|(?<=[aeiou][b-df-hj-np-tv-z])e\b", ""),
        (r"ng(?![aeiouy])", "N"),
        (r"tch|ch", "C"),
        (r"sh|th", "s"),
        (r"ph|f|v|b", "p"),
        (r"ck|qu?|c(?![eiyh])|g(?!h)", "k"),
        (r"gh|h(?![aeiouy])", ""),
        (r"c", "s"),
        (r"x", "ks"),
        (r"[jz]", "C"),
        (r"d", "t"),
        (r"y?eo", "v"),
        (r"y?eu", ""),
        (r"ee|ea|ie|y(?![aeiou])", "i"),
        (r"oo|ou|u(?=[aeiou])", "u"),
        (r"ae|ai|ay", "e"),
        (r"r(?![aeiouv])", ""),
        (r"r", "l"),
        (r"y", ""),
        (r"C", "c"),
    )
)
_PIECE: Final = re.compile(r"[가-힣]|[a-z]+|[0-9]")


@dataclass(frozen=True)
class Sounds:
    """Each of ``letters`` is a sound; ``places`` says from where to where of the text is the piece it comes from."""

    letters: str
    places: tuple[tuple[int, int], ...]

    def upto(self, count: int) -> Sounds:
        """The first ``count``."""
        return Sounds(self.letters[:count], self.places[:count])


@lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """The sounds of ``name`` as letters; digits stay, everything else is left out."""
    return sounds(name).letters


def sounds(text: str) -> Sounds:
    """The same, with the place in ``text`` of each: a syllable of Hangul, a Latin word or a digit."""
    plain = "".join(map(_lowered, unicodedata.normalize("NFC", text)))
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for found in _PIECE.finditer(plain):
        for letter in _syllable(found[0]) if "가" <= found[0] <= "힣" else _latin(found[0]):
            if not letters or letter != letters[-1] or letter.isdigit():
                letters.append(letter)
                places.append(found.span())
    return Sounds("".join(letters), tuple(places))


def _lowered(character: str) -> str:
    """One character, so that places stay places (İ in lower case is two)."""
    return character.lower()[:1]


def _syllable(syllable: str) -> str:
    initial, rest = divmod(ord(syllable) - ord("가"), 588)
    vowel, final = divmod(rest, 28)
    return f"{_INITIALS[initial]}{_VOWELS[vowel]}{_FINALS[final]}".replace("_", "")


@lru_cache(maxsize=65_536)
def _latin(word: str) -> str:
    for pattern, heard in _LATIN:
        word = pattern.sub(heard, word)
    return word

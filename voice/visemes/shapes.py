"""Which mouth shapes a phoneme has, in the symbols of the voices (IPA, and one capital letter a diphthong)."""

from __future__ import annotations

from typing import Final

SILENCE: Final = "sil"

# Every viseme name with the phonemes that look like it. Korean and English share one table: the symbols do not clash.
_PHONEMES_OF: Final = {
    SILENCE: [".", ",", "?", "!", "…", ";", ":", "—", "(", ")", "“", "”", '"'],
    "PP": ["p", "b", "m"],
    "FF": ["f", "v"],
    "TH": ["θ", "ð"],
    "DD": ["t", "d", "T"],
    "kk": ["k", "ɡ", "g", "ŋ", "x", "ʔ"],
    "CH": ["ʧ", "ʤ", "ʨ", "ʥ", "ʃ", "ʒ", "ɕ"],
    "SS": ["s", "z"],
    "nn": ["n", "l"],
    "RR": ["ɹ", "ɾ", "r"],
    "aa": ["a", "ɑ", "ɐ", "æ", "ʌ"],
    "E": ["e", "ɛ", "ə", "ɜ", "ᵊ", "ɚ"],
    "I": ["i", "ɪ", "j", "ɯ", "ɨ", "ᵻ", "ɥ"],
    "O": ["o", "ɔ", "ɒ"],
    "U": ["u", "ʊ", "w"],
}
_DIPHTHONGS: Final = {
    "A": ("E", "I"),
    "I": ("aa", "I"),
    "O": ("O", "U"),
    "Q": ("O", "U"),
    "W": ("aa", "U"),
    "Y": ("O", "I"),
}
_SHAPES: Final[dict[str, tuple[str, ...]]] = {
    **{phoneme: (name,) for name, phonemes in _PHONEMES_OF.items() for phoneme in phonemes},
    **_DIPHTHONGS,
}

NAMES: Final = tuple(_PHONEMES_OF)
"""The 15 viseme names."""


def shapes(symbol: str) -> tuple[str, ...]:
    """Shapes one after the other for one phoneme; empty for a sound that borrows its neighbours' (h, a space)."""
    return _SHAPES.get(symbol[:1], ())

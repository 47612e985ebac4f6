"""Joins the symbols a voice was given with the durations it reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from voice.tts.engine import Phoneme

_MODIFIERS: Final = frozenset("ˈˌːʰʲ̃ᵝ↓→↗↘")
"""Symbols that change the sound beside them and are none themselves."""
_BEFORE: Final = frozenset("ˈˌ")
"""Modifiers that stand before their sound."""
EDGE: Final = "."
"""The symbol written for the silence a voice adds before and after a text."""


def timed(symbols: Sequence[str], lengths: Sequence[int], early: int = 0) -> list[Phoneme]:
    """Phonemes one after the other; ``lengths`` are samples a symbol; a modifier's go to its sound.

    ``symbols`` begin and end with ``EDGE``. ``early`` is how many samples before its reported time a sound is heard.
    """
    early = min(early, lengths[0])
    moved = [lengths[0] - early, *lengths[1:-1], lengths[-1] + early]
    phonemes: list[Phoneme] = []
    position, waiting = 0, 0
    for symbol, length in zip(symbols, moved, strict=True):
        if symbol in _BEFORE:
            waiting += length
        elif symbol in _MODIFIERS and phonemes:
            last = phonemes.pop()
            phonemes.append(Phoneme(last.symbol + symbol, last.start, last.duration + length))
            position += length
        else:
            phonemes.append(Phoneme(symbol, position, length + waiting))
            position += length + waiting
            waiting = 0
    return phonemes

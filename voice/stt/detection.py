"""Which language was spoken, from the probabilities Whisper gives to each of its hundred."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annae.types import LANGUAGES, Language

_OURS_AT_LEAST: Final = 0.3
"""Probability of Korean and English together below which another language is likelier."""


def spoken_language(probabilities: Mapping[str, float]) -> tuple[Language, bool]:
    """The likelier of our languages, and whether it was probably neither.

    That doubt is no proof: on synthesised Korean of one or two words it is raised once in five. It is for whoever also
    sees that the words make no sense.
    """
    language = max(LANGUAGES, key=lambda ours: probabilities[ours])
    return language, sum(probabilities[ours] for ours in LANGUAGES) < _OURS_AT_LEAST

"""Mouth shapes: from timed phonemes to the 15 visemes an avatar's mouth moves by."""

from voice.visemes.timeline import visemes

__all__ = ["visemes"]

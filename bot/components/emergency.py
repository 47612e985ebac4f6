"""Whether somebody is in danger: words of the lexicon ``emergency`` win over whatever else a message may mean."""

from __future__ import annotations

from typing import Final

from bot.components.lexicon import terms_of

ENTITY: Final = "emergency"
INTENT: Final = "staff_call"
"""What a message with such a word always means."""


def is_emergency(text: str) -> bool:
    """Whether ``text`` says so."""
    return bool(terms_of(ENTITY, text))

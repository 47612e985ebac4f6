"""What a customer typed, looked at before anybody else sees it."""

from __future__ import annotations

from typing import Any

from annae.types import Language, is_foreign
from voice.gateway.notices import notice


def refusal(text: str, language: Language, limit: int) -> list[dict[str, Any]] | None:
    """The messages that answer a text the dialogue should not get: empty, too long, a language we do not speak."""
    if not text.strip():
        code = "text_empty"
    elif len(text) > limit:
        code = "text_too_long"
    elif is_foreign(text):
        code = "unknown_language"
    else:
        return None
    return sentence(code, language, limit=limit)


def sentence(code: str, language: Language, **filled: object) -> list[dict[str, Any]]:
    """A notice as the messages of a reply."""
    return [
        {"text": notice(code, language, **filled), "custom": {"language": language, "intent": "", "confidence": 0.0}}
    ]

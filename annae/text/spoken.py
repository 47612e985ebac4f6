"""Written text to the words a clerk says: numbers, money, times, floors, units, codes, phone and order numbers."""

from __future__ import annotations

import unicodedata

from annae.text.spoken_english import spoken_english
from annae.text.spoken_korean import spoken_korean
from annae.types import Language

_OTHER_FORMS = ("<wide>", "<square>", "<circle>", "<super>", "<noBreak>")


def spoken(text: str, language: Language) -> str:
    """``text`` without a digit left in it, in words of ``language``; words that need no change stay as they are.

    ``커피 2잔`` is ``커피 두 잔``, ``39,000 won`` is ``thirty-nine thousand won``. Speaking it again changes nothing.
    """
    plain = "".join(_plain(character) for character in unicodedata.normalize("NFC", text))
    return spoken_korean(plain) if language == "ko" else spoken_english(plain)


def _plain(character: str) -> str:
    """Wide, boxed and circled signs (３, ㎖, ①) as the ordinary ones they stand for."""
    stands_for = unicodedata.decomposition(character)
    if stands_for.startswith(_OTHER_FORMS) or (stands_for and unicodedata.category(character) == "So"):
        return unicodedata.normalize("NFKC", character)
    return character

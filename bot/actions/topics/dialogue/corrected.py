"""What a correction takes back and what it says instead: ``아니 운동화 말고 구두요``, "I said navy, not black"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from annae.types import Language

_OPENING: Final[dict[Language, re.Pattern[str]]] = {
    "ko": re.compile(
        r"^(?:아니아니|아니(?:요|야|에요)?|아뇨|아|저기|잠깐만?요?|정정할게요|제\s?말은|내\s?말은|제가\s?말한\s?건|그게\s?아니(?:라|고))[\s,]+"
    ),
    "en": re.compile(
        r"^(?:no+|sorry|wait|oops|actually|my mistake|what i (?:meant|said) was|i (?:meant|mean|said)"
        r"|that's not what i said|it's)\b[\s,]*",
        re.IGNORECASE,
    ),
}
_ENDING: Final[dict[Language, re.Pattern[str]]] = {
    "ko": re.compile(
        r"\s*(?:(?:이)?라고(?:요|했어요|했잖아요|말했는데요)?|(?:이)?라니까요?|말한\s?거(?:예요|야)|말이에요|(?:이)?라는\s?거예요"
        r"|(?:이|가)?\s?맞아요|(?:이)?었어요|(?:이에|이예|예|에|이)?요|이야|입니다)\s*(?:했어요|했잖아요|말했는데요)?[.!?]*$"
    ),
    "en": re.compile(r"\s*(?:is what i (?:meant|said)|please)?[.!?]*$", re.IGNORECASE),
}
_WRONG: Final = re.compile(r"(?P<wrong>.+?)(?:이|가)?\s*(?:말고|말구|아니라|아니고|아니구)(?:요)?(?=\s|$)[\s,]*")
_SAID_WRONG: Final = re.compile(
    r"^.*?(?:잘못\s?(?:말|불렀|알아들)[가-힣]*|틀렸[가-힣]*|(?:이)?라고\s?했는데|했는데)[\s,]+(?:잘못\s?말[가-힣]*[\s,]+)?"
)
_NOT_FIRST: Final = re.compile(
    r"^not\s+(?P<wrong>.+?)(?:,\s*|\s+(?:but|it's|i (?:meant|mean|said))\s+)(?P<meant>.+)$", re.IGNORECASE
)
_NOT_LAST: Final = re.compile(r"^(?P<meant>.+?),?\s+not\s+(?P<wrong>.+)$", re.IGNORECASE)
_BUT_MEANT: Final = re.compile(r"^.*\b(?:but i meant|but it's|it's|i meant)\s+(?P<meant>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Corrected:
    """``meant`` stands for ``wrong``, which is empty where it is not said; ``meant`` too, where only a no is said."""

    meant: str
    wrong: str = ""


def corrected(text: str, language: Language) -> Corrected:
    """Read a correction."""
    return _korean(text.strip()) if language == "ko" else _english(text.strip())


def _korean(text: str) -> Corrected:
    text = _SAID_WRONG.sub("", _opened(text, "ko")) or text
    match = _WRONG.match(text)
    if not match:
        return Corrected(_ended(text, "ko"))
    wrong, meant = match["wrong"].strip(), text[match.end() :].strip()
    if meant:
        return Corrected(_ended(meant, "ko"), wrong)
    # 엑스라지요 라지 말고: the last word is the wrong one
    first, _, last = wrong.rpartition(" ")
    return Corrected(_ended(first, "ko"), last)


def _english(text: str) -> Corrected:
    text = _opened(text, "en")
    for pattern in (_NOT_FIRST, _NOT_LAST):
        if match := pattern.match(text):
            return Corrected(_ended(_opened(match["meant"], "en"), "en"), _ended(match["wrong"], "en"))
    if match := _BUT_MEANT.match(text):
        text = match["meant"]
    return Corrected(_ended(text, "en"))


def _opened(text: str, language: Language) -> str:
    """``text`` without the words that only open a correction."""
    while (shorter := _OPENING[language].sub("", text, count=1)) != text:
        text = shorter
    return text


def _ended(text: str, language: Language) -> str:
    return _ENDING[language].sub("", text, count=1).strip(" ,")

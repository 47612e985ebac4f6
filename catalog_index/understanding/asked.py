"""The thing a plain request names ("낚싯대 있어요?", "do you sell phone cases"), unlike a need told in sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.vocabulary import vocabulary
from store.bilingual import Bilingual

_LONGEST: Final = 3
"""Words of a name; what takes more tells something."""


def thing_asked_for(text: str, splitter: TokenSplitter) -> str | None:
    """The last noun of a request that is nothing else; None where more is told than a name."""
    if re.search("[가-힣]", text):
        return _korean(text, splitter)
    ask, told, turns = _english()
    rest = ask.sub("", text)
    if told.search(rest):
        return None
    words = splitter.words(turns.split(rest)[0])
    return words[-1] if 0 < len(words) <= _LONGEST else None


def is_headed(title: Bilingual, thing: str) -> bool:
    """Whether a title names ``thing`` as what the product is: its last words, but for how many or for what."""
    korean = re.sub(vocabulary()["asked"]["amounts"], "", title["ko"]).split()
    english = (
        re.split(vocabulary()["asked"]["turns"], title["en"].split(",")[0], flags=re.IGNORECASE)[0].lower().split()
    )
    return any(word.endswith(thing) for word in korean[-1:]) or any(word.startswith(thing) for word in english[-1:])


def _korean(text: str, splitter: TokenSplitter) -> str | None:
    nouns, verbs = splitter.nouns_and_verbs(text)
    if not 0 < len(nouns) <= _LONGEST or any(verb not in vocabulary()["asked"]["ko"] for verb in verbs):
        return None
    return nouns[-1]


@cache
def _english() -> tuple[re.Pattern[str], ...]:
    words = vocabulary()["asked"]
    return tuple(re.compile(words[name], re.IGNORECASE) for name in ("en", "told", "turns"))

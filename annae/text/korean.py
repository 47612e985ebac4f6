"""Korean grammar for writing sentences: particles after any word, and numbers in words."""

from __future__ import annotations

import re
from typing import Final

from annae.text.hangul import fitting
from annae.text.korean_numbers import native, sino
from annae.text.spoken_korean import spoken_korean

__all__ = ["native", "particle", "sino", "with_particle"]

_WRITTEN: Final = {
    **{pair: pair.split("/")[0] for pair in ("은/는", "이/가", "을/를", "과/와", "으로/로", "이에요/예요", "이라/라")},
    **{pair: pair.split("/")[0] for pair in ("는/은", "가/이", "를/을", "와/과", "로/으로", "예요/이에요", "라/이라")},
    **{pair: pair.split("/")[0] for pair in ("이고/고", "이나/나", "이랑/랑", "아/야")},
    "(으)로": "으로",
    "이(가)": "이",
    "은(는)": "은",
    "을(를)": "을",
    "와(과)": "와",
}
_BRACKET_AT_END: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")


def particle(word: str, pair: str) -> str:
    """The member of ``pair`` that follows ``word``: 은/는, 이/가, 을/를, 와/과, (으)로, 이에요/예요 and the like.

    ``word`` counts as it is read aloud (``B1`` as 지하 일 층, ``XL`` as 엑스라지); a bracket at its end is not read.
    Raises ValueError for an unknown pair.
    """
    if pair not in _WRITTEN:
        raise ValueError(f"unknown particle pair {pair!r}; known: {', '.join(_WRITTEN)}")
    return fitting(spoken_korean(_BRACKET_AT_END.sub("", word) or word), _WRITTEN[pair])


def with_particle(word: str, pair: str) -> str:
    """``word`` and the fitting member of ``pair``: ``가방`` with ``은/는`` is ``가방은``."""
    return word + particle(word, pair)

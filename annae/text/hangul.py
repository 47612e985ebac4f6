"""Which form of a Korean particle fits the sound before it."""

from __future__ import annotations

import re
from typing import Final

_CODAS: Final = 28
_RIEUL: Final = 8  # the place of ㄹ among the final consonants
_CODA: Final = 1
_NO_CODA: Final = 0
_PAIRS: Final = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이에요", "예요"),
    ("이라", "라"),
    ("이고", "고"),
    ("이나", "나"),
    ("이랑", "랑"),
    ("아", "야"),
)
_PAIR_OF: Final = {form: pair for pair in _PAIRS for form in pair}
# How words end that Koreans write in Hangul: phone is 폰, table 테이블, jacket 재킷, bag 백.
_LATIN_ENDINGS: Final = (
    (re.compile(r"(?:l|ll|[^aeiou]le|ile|ale|ole)$", re.IGNORECASE), _RIEUL),
    (re.compile(r"(?:m|n|ng|[aeiou][mn]e|(?<=[aeiou])(?:ck|k|c|p|b)|(?<=[aeio])t|ag)$", re.IGNORECASE), _CODA),
)
_NOT_READ: Final = re.compile(r"[^가-힣A-Za-z]+$")


def fitting(reading: str, particle: str) -> str:
    """``particle`` (any form: 은, 으로, 예요) in the form that follows ``reading``, a text without digits.

    Marks at the end of ``reading`` do not count. A particle with one form only is returned as it is.
    """
    if particle not in _PAIR_OF:
        return particle
    after_coda, after_vowel = _PAIR_OF[particle]
    coda = _coda(_NOT_READ.sub("", reading))
    if coda == _RIEUL and after_vowel == "로":
        return after_vowel
    return after_coda if coda else after_vowel


def _coda(reading: str) -> int:
    last = reading[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % _CODAS
    return next((coda for ending, coda in _LATIN_ENDINGS if ending.search(reading)), _NO_CODA)

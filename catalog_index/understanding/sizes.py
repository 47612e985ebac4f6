"""Sizes as customers write and say them: 245, 이백사십오, L, 라지 사이즈, size eight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from catalog_index.understanding.amounts import english_amount, korean_amount
from catalog_index.understanding.terms import Found, without
from catalog_index.understanding.vocabulary import vocabulary

_SHOES: Final = range(160, 321, 5)
"""Millimetres: the one kind of number that is a size without being called one."""
_TENS: Final = "[일이삼사오육칠팔구]?십"
_KOREAN: Final = (
    rf"(?<![가-힣\d,.])(?:\d{{1,3}}|[이삼]?백(?:\s?{_TENS})?(?:\s?[일이삼사오육칠팔구])?|{_TENS}[일이삼사오육칠팔구]?)"
)
_HUNDRED: Final = r"(?:one|two|three|a)[\s-](?:hundred(?:\s(?:and\s)?)?)?"
_HUNDREDS: Final = {"": 0, "a ": 100, "a-": 100, "on": 100, "tw": 200, "th": 300}
_ENGLISH: Final = (
    rf"(?<![\w,.])(?:\d{{1,3}}|(?P<hundreds>{_HUNDRED})?"
    r"(?P<rest>(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]five)?|hundred))"
)
"""Shoe sizes are said like years: two forty five."""


_SAID: Final = ("letter", "korean", "english")
"""Groups of the patterns that hold the size itself."""


class SizeFinder:
    """Knows the sizes that the shop's products come in, as products.csv writes them."""

    def __init__(self, sizes: Iterable[str]) -> None:
        self._known = {size.casefold(): size for size in sizes}
        words = vocabulary()["size"]
        self._letters = {word: size for size, spoken in words["letters"].items() for word in [size, *spoken]}

    def find(self, text: str) -> tuple[str | None, str]:
        """The first size named in ``text`` that something comes in, and the text without it."""
        for pattern in _patterns():
            for found in self._matches(pattern, text):
                return found.id, without(text, [found])
        return None, text

    def find_all(self, text: str) -> list[Found]:
        """Every size named in ``text``, in order; of overlapping ones the surer."""
        kept: list[Found] = []
        for pattern in _patterns():
            for found in self._matches(pattern, text):
                if all(found.end <= other.start or other.end <= found.start for other in kept):
                    kept.append(found)
        return sorted(kept, key=lambda found: found.start)

    def _matches(self, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            if size := self._meant(match, text):
                said = next(match[name] for name in _SAID if match.groupdict().get(name))
                yield Found(size, match.start(), match.end(), said)

    def _meant(self, match: re.Match[str], text: str) -> str | None:
        groups: dict[str, str | None] = match.groupdict()
        if letter := groups.get("letter"):
            size = self._letters.get(" ".join(letter.casefold().split()), letter)
        elif number := groups.get("korean"):
            size = self._korean_size(number)
        else:
            size = str(_english_value(groups))
        if groups.get("bare") is not None and not (
            size.isdigit() and (int(size) in _SHOES or _stands_as_size(match, text))
        ):
            return None
        # A shoe size that nothing comes in is a wish all the same; other numbers need not be.
        called = groups.get("bare") is None
        return self._known.get(size.casefold(), size if called and _is_a_size(size) else None)

    def _korean_size(self, number: str) -> str:
        """The last 이 may be the copula: 이백육십이라고 했어요."""
        size = korean_amount(number)
        is_copula = number.endswith("이") and str(size) not in self._known
        return str(korean_amount(number[:-1]) if is_copula else size)


def _stands_as_size(match: re.Match[str], text: str) -> bool:
    """At the end (남자 셔츠 110), or behind what is measured (허리 38)."""
    measured = re.search(rf"(?:{vocabulary()['size']['measured']})\s*$", text[: match.start()], re.IGNORECASE)
    return measured is not None or (match.end() == len(text) and match.start() > 0 and len(match[0].strip()) > 1)


def _is_a_size(said: str) -> bool:
    return int(said) in _SHOES if said.isdigit() else said.upper().endswith("XL")


def _english_value(groups: dict[str, str | None]) -> int:
    rest = groups["rest"]
    if rest is None:
        return english_amount(groups["english"] or "")
    hundreds = _HUNDREDS[(groups["hundreds"] or "").lower()[:2]]
    return hundreds + english_amount(rest)


@cache
def _patterns() -> list[re.Pattern[str]]:
    words = vocabulary()["size"]
    spoken = [word for size, others in words["letters"].items() for word in [size, *others]]
    letters = "|".join(sorted(map(re.escape, spoken), key=len, reverse=True))
    korean, english, particles = words["called"]["ko"], words["called"]["en"], vocabulary()["particles"]
    ends = rf"(?:{particles})?요?(?![가-힣\w])"
    plain = [
        re.escape(word)
        for word in sorted(spoken, key=len, reverse=True)
        if re.search(words["plain"], word, re.IGNORECASE)
    ]
    return [
        re.compile(rf"(?<![가-힣\w])(?P<letter>{letters})\s?(?:{korean}){ends}", re.IGNORECASE),
        re.compile(rf"(?P<korean>{_KOREAN})\s?(?:{korean}){ends}"),
        re.compile(rf"(?:{korean})(?:{particles})?\s(?P<korean>{_KOREAN}){ends}"),
        re.compile(rf"(?:{korean})(?:{particles})?\s(?P<letter>{letters}){ends}", re.IGNORECASE),
        re.compile(rf"\b(?:{english})\s(?P<letter>{letters})\b", re.IGNORECASE),
        re.compile(rf"\b(?P<letter>{letters})[\s-](?:{words['after']['en']})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{english})\s(?P<english>{_ENGLISH})\b", re.IGNORECASE),
        re.compile(rf"(?<![가-힣\w])(?P<letter>{'|'.join(plain)}){ends}", re.IGNORECASE),
        re.compile(rf"(?P<bare>)(?P<korean>{_KOREAN}){ends}"),
        re.compile(rf"(?P<bare>)(?P<english>{_ENGLISH})\b", re.IGNORECASE),
        re.compile(r"(?<![\w가-힣])(?P<letter>\d?[SMLX]?X*[SML])(?![\w가-힣'])"),
    ]

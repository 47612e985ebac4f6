"""Sizes as sold: 245, 이백사십오, 엑스라지, a medium."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.components.mentions.mention import Mention
from bot.components.mentions.misspelt import with_misspelt
from bot.components.mentions.patterns import one_of
from catalog_index.understanding.sizes import SizeFinder
from catalog_index.understanding.vocabulary import vocabulary

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_LETTERS: Final = ("S", "M", "L", "XL", "2XL", "3XL", "4XL")
_NUMBERS: Final = tuple(str(size) for size in (*range(80, 125, 5), *range(220, 295, 5)))
"""Of clothes and of shoes."""
_OTHER_UNITS: Final = re.compile(rf"\s?(?:{one_of(_WORDS['other_units'])})", re.IGNORECASE)


def find_sizes(text: str, sold: frozenset[str]) -> list[Mention]:
    """Every size named; ``sold``: what the shop's products come in, on top of what clothes and shoes everywhere do."""
    found = [
        _without_particle(text, part.id, part.start, part.end, part.said)
        for part in _finder(sold).find_all(_with_plain_tens(text))
        if not (part.id.isdigit() and _OTHER_UNITS.match(text, part.end))
    ]
    return [*found, *_letters(text)]


def _without_particle(text: str, size: str, start: int, end: int, said: str) -> Mention:
    place = _with_plain_tens(text).find(said, start, end)
    return Mention("size", size, place, place + len(said))


def _with_plain_tens(text: str) -> str:
    """이백칠씹 as 이백칠십: what fingers and recognisers make of it is as long."""
    return re.sub("(?<=[이삼사오육칠팔구백])씹", "십", text)


def _letters(text: str) -> list[Mention]:
    """라지, a medium: said for themselves, where no noun follows that is large or small."""
    return [
        Mention("size", values[match[1].lower()], match.start(1), match.end(1))
        for pattern, values in _patterns()
        for match in pattern.finditer(text)
    ]


@cache
def _finder(sold: frozenset[str]) -> SizeFinder:
    return SizeFinder([*_LETTERS, *_NUMBERS, *sold])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    spoken = {size: vocabulary()["size"]["letters"][size] for size in _LETTERS}
    korean = {word: size for size, listed in spoken.items() for word in listed if not word.isascii()}
    english = {
        word: size
        for size, listed in spoken.items()
        for word in with_misspelt(word for word in listed if word.isascii() and " " not in word)
    }
    letters = {size.lower(): size for size in _LETTERS}
    particles = "|".join([vocabulary()["particles"], *_WORDS["ko_endings"]])
    return (
        (
            re.compile(
                rf"(?<![가-힣\w])({_any_of(korean)})(?:{particles})?(?![가-힣\w])(?!\s?[일이삼사오육칠팔구공영\d]{{2}})"
            ),
            korean,
        ),
        (
            re.compile(
                rf"(?:^|(?<!big )\b(?:{one_of(_WORDS['en_before'])})\s)({_any_of(english)})\b"
                rf"(?=\s*(?:$|[.,?!])|\s(?:{one_of(_WORDS['en_after'])})\b)",
                re.IGNORECASE,
            ),
            english,
        ),
        (
            re.compile(
                rf"(?<![a-z\d'’-])({_any_of(letters)})(?=(?:{particles})(?![가-힣\w])|\s(?:사이즈|있|남|로|으로|size))",
                re.IGNORECASE,
            ),
            letters,
        ),
    )


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

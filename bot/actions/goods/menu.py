"""What a kitchen of the shop makes, found by what customers call it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.actions.word_list import read_words, says
from store.menu_item import MenuItem

_WORDS: Final = read_words(__file__, "menu_words.yml")
_SPELLED_ALIKE: Final = tuple(pair.split("=") for pair in _WORDS["spelled_alike"]["ko"])
_HANGUL: Final = re.compile("[가-힣]")
_SHORTEST: Final = {"ko": 2, "en": 3}


@dataclass(frozen=True)
class Called:
    """A stretch of a message, ``text[start:end]`` as ``comparable`` makes it, and the items it may stand for."""

    items: tuple[MenuItem, ...]
    start: int
    end: int


def comparable(text: str) -> str:
    """``text`` as names are looked for in it: Korean without spaces, as people space it as they like."""
    return plain(text) if _HANGUL.search(text) else text.casefold().replace("é", "e")


def plain(text: str) -> str:
    """``text`` as names are compared: small, without spaces, words of foreign origin spelled one way."""
    small = re.sub(r"[^\w]|_", "", text.casefold().replace("é", "e"))
    for written, same_as in _SPELLED_ALIKE:
        small = small.replace(written, same_as)
    return small


def items_called(text: str, items: Sequence[MenuItem]) -> list[Called]:
    """The items named in ``text`` in the order they stand; where only a part of names was said, all that have it."""
    said, found = comparable(text), list[Called]()
    by_name = _names(items, by_word=not _HANGUL.search(text))
    for name in sorted(by_name, key=len, reverse=True):
        for match in re.finditer(_pattern(name), said):
            start, end = match.span()
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Called(tuple(by_name[name]), start, end))
    return sorted(found, key=lambda called: called.start) or _of_kind(text, items)


_NO_NAMES: Final = {plain(word) for words in _WORDS["no_names"].values() for word in words}


def _pattern(name: str) -> str:
    """English names are words, in the singular or plural; Korean ones may stand in a longer word."""
    return re.escape(name) if _HANGUL.search(name) else rf"(?<![a-z]){re.escape(name)}(?:e?s)?(?![a-z])"


def _names(items: Sequence[MenuItem], *, by_word: bool) -> dict[str, list[MenuItem]]:
    """Whole names, and the words of names, with the items that have them; a whole name stands for its item alone."""
    said_as = (lambda name: name.casefold().replace("é", "e")) if by_word else plain
    named: dict[str, list[MenuItem]] = {}
    for item in items:
        for language, title in (("ko", item.name["ko"]), ("en", item.name["en"])):
            for word in [*title.split(), *_tails(title, language)]:
                if len(plain(word)) >= _SHORTEST[language] and plain(word) not in _NO_NAMES:
                    listed = named.setdefault(said_as(word), [])
                    if item not in listed:
                        listed.append(item)
    for item in items:
        named |= {said_as(title): [item] for title in item.name.both() if title}
    return named


def _tails(title: str, language: str) -> list[str]:
    """Korean compounds are called by what they end in: 카페라테 is a 라테 too."""
    ends = [word for word in _WORDS["tails"]["ko"] if plain(title).endswith(plain(word))]
    return ends if language == "ko" else []


def _of_kind(text: str, items: Sequence[MenuItem]) -> list[Called]:
    """All items of a kind that is named (a coffee, something to eat)."""
    kinds = [kind.removeprefix("kind_") for kind in _WORDS if kind.startswith("kind_") and says(text, _WORDS[kind])]
    of_kind = tuple(item for item in items if any(kind in item.tags for kind in kinds))
    return [Called(of_kind, 0, len(comparable(text)))] if of_kind else []

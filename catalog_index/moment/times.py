"""What things say of the season or weather they are for, and whether a customer has one in mind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from annae.errors import AnnaeError
from annae.types import Language
from catalog_index.knowledge import read_knowledge
from catalog_index.understanding.terms import TermFinder
from store.product import Product
from store.rules.menu import parse_season

NONE: Final[frozenset[str]] = frozenset()
_REMEMBERED: Final = 20_000
_ATTRIBUTE: Final = "season"


class Times:
    """One of the topics ``seasons`` and ``weather``: ``marks`` of products and ``words`` of customers by its names."""

    def __init__(self, topic: str, own_knowledge: str = "") -> None:
        self._entries: Mapping[str, Any] = read_knowledge(topic, own_knowledge)
        for name, entry in self._entries.items():
            if not isinstance(entry, dict) or not {"words", "marks"} <= entry.keys():
                raise AnnaeError(f"{topic}.toml: [{name}] needs words and marks")
        self._named = TermFinder({name: entry["words"] for name, entry in self._entries.items()})
        self._marked: Callable[[str], frozenset[str]] = lru_cache(_REMEMBERED)(_marks(self._entries))

    def are_named(self, text: str) -> bool:
        """Whether a customer who says ``text`` has one of them in mind."""
        return bool(self._named.find(text))

    def of(self, product: Product) -> frozenset[str]:
        """The names of those a product is for; none: it is for any."""
        said = [*product.title.both(), " | ".join(product.tags)]  # many have the same tags
        return NONE.union(*map(self._marked, said))

    def why(self, names: Collection[str], language: Language) -> str:
        """What a customer is told of a product that is for the first of ``names``; empty where nothing is given."""
        return next((str(entry["why"][language]) for name, entry in self._items(names) if "why" in entry), "")

    def in_month(self, month: int) -> frozenset[str]:
        """The names of those whose ``months`` include this one."""
        return frozenset(name for name, entry in self._entries.items() if month in entry.get("months", ()))

    def _items(self, names: Collection[str]) -> Iterable[tuple[str, Any]]:
        return ((name, entry) for name, entry in self._entries.items() if name in names)


class Seasons(Times):
    """The seasons; a product may name its own in an attribute."""

    def __init__(self, own_knowledge: str = "") -> None:
        super().__init__("seasons", own_knowledge)

    def of(self, product: Product) -> frozenset[str]:
        """The seasons a product is for; none: it is for the whole year."""
        said = product.attributes.get(_ATTRIBUTE)
        return _seasons(said) if said else super().of(product)


def _marks(entries: Mapping[str, Any]) -> Callable[[str], frozenset[str]]:
    # A word may be a mark of several (봄가을), a term has one id: so a term is all the names that share a word.
    names: dict[str, list[str]] = defaultdict(list)
    for name, entry in entries.items():
        for mark in entry["marks"]:
            names[mark].append(name)
    words: dict[str, list[str]] = defaultdict(list)
    for mark, of in names.items():
        words["|".join(of)].append(mark)
    finder = TermFinder(words)
    # Most texts hold none, which is told in a tenth of the time: a million titles are looked at.
    first_words = {re.escape(mark.casefold().split()[0]) for mark in names}
    any_of = re.compile("|".join(sorted(first_words)) or "(?!)")

    def marks(said: str) -> frozenset[str]:
        if not any_of.search(said.casefold()):
            return NONE
        return frozenset(name for found in finder.find(said) for name in found.id.split("|"))

    return marks


def _seasons(said: str) -> frozenset[str]:
    try:
        return frozenset(parse_season(word) for word in said.replace("+", "|").replace(",", "|").split("|"))
    except ValueError:  # an attribute may say anything, such as all
        return NONE

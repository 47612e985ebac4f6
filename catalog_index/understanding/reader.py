"""Reads a customer's words as a query, with the words the shop has for its colours, brands and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from catalog_index.knowledge import read_knowledge
from catalog_index.names.by_sound import SoundIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.age import find_age
from catalog_index.understanding.colors import ColorFinder
from catalog_index.understanding.exclusion import find_unwanted, split_excluded
from catalog_index.understanding.price import find_price
from catalog_index.understanding.quantity import find_quantity
from catalog_index.understanding.query import Excluded, Limits, Query, plain_text
from catalog_index.understanding.sizes import SizeFinder
from catalog_index.understanding.sorting import find_order
from catalog_index.understanding.terms import Found, TermFinder, without
from catalog_index.understanding.vocabulary import vocabulary
from store.product import Product
from store.shop import Shop

_MIXED: Final = "multi"


@dataclass(frozen=True)
class ShopWords:
    """How the shop calls things: words by id."""

    colors: Mapping[str, list[str]]
    brands: Mapping[str, list[str]]
    materials: Mapping[str, list[str]]
    sizes: frozenset[str]
    kinds: frozenset[str]
    people: Sequence[Mapping[str, Any]]
    food: frozenset[str] = frozenset()
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, shop: Shop, products: Iterable[Product], kinds: frozenset[str], own_knowledge: str = "") -> ShopWords:
        """From store.yml, what its products come in, and knowledge (``own_knowledge``: the shop's folder of it)."""
        materials = read_knowledge("materials", own_knowledge)
        people = read_knowledge("people", own_knowledge)["person"]
        sizes: set[str] = set()
        brands: dict[str, list[str]] = {}
        for product in products:
            sizes.update(product.sizes)
            if product.brand:
                brands.setdefault(product.brand, [product.brand])
        named = {brand: term.words() for brand, term in shop.info.brands.items()}
        also: dict[str, list[str]] = vocabulary()["color"]["also"]
        colors = {
            color: [*term.words(), *also.get(color, ())] for color, term in shop.info.colors.items() if color != _MIXED
        }
        made_of = {name: entry["words"] for name, entry in materials.items()}
        elsewhere = _brands_elsewhere([*brands, *(word for words in named.values() for word in words)], own_knowledge)
        food = frozenset(name for name, entry in materials.items() if entry.get("food"))
        return cls(colors, brands | named, made_of, frozenset(sizes), kinds, people, food, elsewhere)

    def extended(self, more: ShopWords) -> ShopWords:
        """The same with the brands and sizes of ``more`` too."""
        return replace(self, brands={**self.brands, **more.brands}, sizes=self.sizes | more.sizes)


def _brands_elsewhere(own: Iterable[str], own_knowledge: str) -> dict[str, list[str]]:
    """Well-known brands that the shop has none of."""
    called = {name.casefold() for name in own}
    known: dict[str, list[str]] = read_knowledge("elsewhere", own_knowledge)["brands"]
    return {brand: words for brand, words in known.items() if called.isdisjoint([brand.casefold(), *words])}


class QueryReader:
    """Reads queries for one shop; safe to share between threads."""

    def __init__(self, words: ShopWords, splitter: TokenSplitter) -> None:
        self._splitter = splitter
        self._colors, self._brands = ColorFinder(words.colors), TermFinder({**words.elsewhere, **words.brands})
        self._materials, self._sizes = TermFinder(words.materials), SizeFinder(words.sizes)
        self._food = words.food
        self._kinds = TermFinder({kind: [kind] for kind in words.kinds})
        self._people = TermFinder({str(number): person["words"] for number, person in enumerate(words.people)})
        self._groups = [frozenset(person["groups"]) for person in words.people]
        self._by_sound = SoundIndex(words.brands)
        self._spelling = {brand: spellings[0] for brand, spellings in words.brands.items()}

    def read(self, text: str) -> Query:
        """``text`` as a wish."""
        plain = plain_text(text)
        price, rest = find_price(plain)
        order, rest = find_order(rest)
        size, rest = self._sizes.find(rest)
        quantity, rest = find_quantity(rest)
        rest = self._splitter.spaced(rest)
        excluded, rest = self._without_unwanted(rest)
        unwanted, rest = find_unwanted(rest)
        brand, heard, rest = self._brand(rest)
        colors, rest = self._color(rest)
        people = frozenset[str]().union(*(self._groups[int(found.id)] for found in self._people.find(rest)))
        age = find_age(rest)
        if age is not None:
            people = frozenset(["children"])
        limits = Limits(price, size, colors, brand, people, age, excluded)
        disliked = (unwanted,) if unwanted else ()
        return Query(plain, rest, limits, order, heard, disliked, quantity=quantity)

    def _without_unwanted(self, text: str) -> tuple[Excluded, str]:
        """What is not wanted, and the text without it."""
        ids, unwanted = {}, list[Found]()
        for name, find in (
            ("colors", self._colors.named),
            ("brands", self._brands.find),
            ("materials", self._materials.find),
        ):
            _, found = split_excluded(text, find(text), self._food)
            ids[name] = frozenset(part.id for part in found)
            unwanted += found
        rest = without(text, _merged(unwanted))
        wanted, unwanted = split_excluded(rest, self._kinds.find(rest))
        # In "가죽 가방 말고 천 가방" bags are wanted all the same.
        ids["kinds"] = frozenset(part.id for part in unwanted) - {part.id for part in wanted}
        return Excluded(**ids), without(rest, unwanted)

    def _brand(self, text: str) -> tuple[str | None, str, str]:
        """The brand, the spelling of one only heard, and the text with that spelling put in place."""
        if named := self._brands.find(text):
            return named[0].id, "", text
        heard = self._by_sound.find(text, self._could_be_a_name)
        if heard is None:
            return None, "", text
        spelling = self._spelling[heard.id]
        return heard.id, spelling, f"{text[: heard.start]}{spelling}{text[heard.end :]}"

    def _could_be_a_name(self, words: str) -> bool:
        """A phrase with a verb is said for itself: 마실 거 is no 마실가."""
        return " " not in words or not self._splitter.has_verb(words)

    def _color(self, text: str) -> tuple[frozenset[str], str]:
        found = self._colors.find(text)
        return frozenset(part.id for part in found), without(text, found)


def _merged(found: list[Found]) -> list[Found]:
    """``found`` without overlaps: the same words may name a colour and a material."""
    kept: list[Found] = []
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept

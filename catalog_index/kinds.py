"""What kind of thing the customer named (a coat, a bag): other kinds that share the rest of the words come after."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.columns import Groups, Mask
from catalog_index.knowledge import read_knowledge
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.vocabulary import vocabulary
from store.product import Product
from store.shop import Shop

_BY_CATEGORY: Final = 0.6
_A_KIND_OF_ITS_OWN: Final = 0.2
"""Share of the titles of a category that name the kind, from which it is one kind of it and not all (케이크, 술)."""


class KindIndex:
    """Kinds by row. A kind is the last word of a name, in both languages: 트렌치코트, trench coat and a coat."""

    def __init__(
        self,
        shop: Shop,
        products: Iterable[Product],
        splitter: TokenSplitter,
        lexical: LexicalIndex,
        own_knowledge: str = "",
    ) -> None:
        """``lexical``: has the titles of the same ``products``, in the same order."""
        wider: dict[str, list[str]] = read_knowledge("kinds", own_knowledge)["kinds"]
        vague = frozenset(vocabulary()["kind"]["vague"]) | wider.keys()
        things: dict[str, list[str]] = read_knowledge("elsewhere", own_knowledge)["things"]
        self._things = frozenset(word for words in things.values() for word in words)
        terms = shop.info.categories
        self._own_names = frozenset[str]().union(*(_heads(term.name.both(), splitter) for term in terms.values()))
        self._of_category = {name: _heads(term.words(), splitter) - vague for name, term in terms.items()}
        for word, kinds in wider.items():
            for name in [name for name, heads in self._of_category.items() if not heads.isdisjoint(kinds)]:
                self._of_category[name] |= {word}
        self._called = frozenset(word for term in terms.values() for word in splitter.words(" ".join(term.words())))
        self.names = frozenset[str]().union(*self._of_category.values())
        """Every kind there is a word for."""
        self._categories = Groups.of([product.category] for product in products)
        self._lexical = lexical

    def followed_by(self, products: Iterable[Product], lexical: LexicalIndex) -> KindIndex:
        """The same with ``products`` at its end; ``lexical`` has the titles of all of them."""
        joined = copy.copy(self)
        joined._categories = self._categories.followed_by(Groups.of([product.category] for product in products))
        joined._lexical = lexical
        return joined

    def titled(self, kinds: Iterable[str]) -> Mask:
        """Whether a title holds one of ``kinds``, bool [products]."""
        mask = np.zeros(self._categories.size, np.bool_)
        for kind in kinds:
            mask[self._lexical.named(kind)] = True
        return mask

    def is_a_thing(self, word: str) -> bool:
        """Whether ``word`` is known to name something that shops sell, whether this one does or not."""
        return word in self._things

    def is_one_of_many(self, kind: str) -> bool:
        """Whether titles name ``kind``, which is but one of the kinds of the only category that has it."""
        having = sum(kind in kinds for kinds in self._of_category.values())
        return having == 1 and kind not in self._own_names and len(self._lexical.named(kind)) > 0

    def names_something(self, word: str) -> bool:
        """Whether a title or the name of a category holds ``word``."""
        return word in self.names or word in self._called or len(self._lexical.named(word)) > 0

    def named(self, words: Iterable[str]) -> Mask:
        """Whether a title holds all of ``words``, bool [products]; False without any."""
        masks = [self.titled([word]) for word in words]
        return np.logical_and.reduce(masks) if masks else np.zeros(self._categories.size, np.bool_)

    def left_out(self, kinds: frozenset[str], wanted: Iterable[str]) -> Mask:
        """What "not ``kinds``" leaves out, bool [products]: titles that hold one, and categories that are called so.

        A category of which more is ``wanted`` stays, and one in which the word is but a kind among others.
        """
        out, kept = self.titled(kinds), self.fits(wanted) > 0
        for kind in kinds:
            called_so = self._categories.mask(name for name, heads in self._of_category.items() if kind in heads)
            if not called_so.any() or kept[called_so].any():
                continue
            if self.titled([kind])[called_so].mean() < _A_KIND_OF_ITS_OWN:
                out |= called_so
        return out

    def of(self, words: Iterable[str]) -> Mask:
        """Of the kind that ``words`` name, bool [products]: by category where one is called so, else by title.

        A toy doctor's bag is no bag; and where a wallet is but one of the accessories, a beanie is none.
        """
        wanted = self.names.intersection(words)
        if one_of_many := [kind for kind in wanted if self.is_one_of_many(kind)]:
            return self.titled(one_of_many)
        called_so = [category for category, kinds in self._of_category.items() if kinds & wanted]
        return self._categories.mask(called_so) if called_so else self.titled(wanted)

    def fits(self, words: Iterable[str]) -> npt.NDArray[np.float32]:
        """Of a kind that ``words`` name, float32 [products]: 1 by its title, less if only its category is called so."""
        wanted = self.names.intersection(words)
        fits = np.zeros(self._categories.size, np.float32)
        titled = {kind: self._lexical.named(kind) for kind in wanted}
        for kind, rows in titled.items():
            called_so = [category for category, kinds in self._of_category.items() if kind in kinds]
            fits[self._categories.mask(called_so)] = _BY_CATEGORY if len(rows) else 1
        for rows in titled.values():
            fits[rows] = 1
        return fits


def _heads(names: Iterable[str], splitter: TokenSplitter) -> frozenset[str]:
    """The last word of each name; a name of two kinds (coats and jackets, 차·커피) gives both."""
    parts = (part for name in names for part in name.replace("·", " and ").replace(",", " and ").split(" and "))
    return frozenset(words[-1] for part in parts if (words := splitter.words(part)))

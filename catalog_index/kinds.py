"""What kind of thing the customer named (a coat, a bag): other kinds that share the rest of the words come after."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.callings import Callings, joined
from catalog_index.columns import Groups, Mask
from catalog_index.knowledge import read_knowledge
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter, singular
from catalog_index.understanding.vocabulary import vocabulary
from store.bilingual import Bilingual
from store.product import Product
from store.shop import Shop

_BY_CATEGORY: Final = 0.6
CALLED: Final = 0.8
"""From which a product is called so itself, by its title or by a tag."""
_ELSEWHERE: Final = 0.5
"""Of a title in a category that is called otherwise, where another is called so: a sleeping bag is none of the bags."""
_AMONG_OTHERS: Final = 0.3
"""Of a category with many kinds, this one among them, which its titles name: no hat is a wallet."""
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
        self._pairs = [pair for term in terms.values() for pair in _pairs(term.name, splitter)]
        self._of_category = {name: _heads(term.words(), splitter) - vague for name, term in terms.items()}
        for word, kinds in wider.items():
            for name in [name for name, heads in self._of_category.items() if not heads.isdisjoint(kinds)]:
                self._of_category[name] |= {word}
        self._called = frozenset(word for term in terms.values() for word in splitter.words(" ".join(term.words())))
        self.names = frozenset[str]().union(*self._of_category.values())
        """Every kind there is a word for."""
        products = list(products)
        self._categories = Groups.of([product.category] for product in products)
        self._callings = Callings.of(products, self.names)
        self._lexical = lexical

    def followed_by(self, products: Iterable[Product], lexical: LexicalIndex) -> KindIndex:
        """The same with ``products`` at its end; ``lexical`` has the titles of all of them."""
        longer, products = copy.copy(self), list(products)
        longer._categories = self._categories.followed_by(Groups.of([product.category] for product in products))
        longer._callings = self._callings.followed_by(Callings.of(products, self.names))
        longer._lexical = lexical
        return longer

    def titled(self, kinds: Iterable[str]) -> Mask:
        """Whether a title holds one of ``kinds``, bool [products]."""
        mask = np.zeros(self._categories.size, np.bool_)
        for kind in kinds:
            mask[self._lexical.named(kind)] = True
            mask[self._callings.titles.rows(kind)] = True
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

    def named(self, said: str, words: Iterable[str]) -> Mask:
        """Whether a title holds all of ``words`` or a tag is what was ``said``, bool [products]."""
        masks = [self.titled([word]) for word in words]
        titled = np.logical_and.reduce(masks) if masks else np.zeros(self._categories.size, np.bool_)
        mask: Mask = titled | self._callings.tags.mask([joined(said), singular(joined(said))])
        return mask

    def left_out(self, kinds: frozenset[str], wanted: Iterable[str]) -> Mask:
        """What "not ``kinds``" leaves out, bool [products]: titles that hold one, and categories that are called so.

        A category of which more is ``wanted`` stays, and one in which the word is but a kind among others.
        """
        kinds |= frozenset(kind for pair in self._pairs if not kinds.isdisjoint(pair) for kind in pair)
        out, kept = self.titled(kinds) | self._callings.tag_ends.mask(kinds), self.fits(wanted) > 0
        for kind in kinds:
            called_so = self._called_so(kind)
            if any(kind in pair for pair in self._pairs):  # teas and coffees: those that are called so themselves
                out |= called_so & self._callings.in_tags.mask([kind])
                continue
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
        for kind in wanted:
            np.maximum(fits, self._fits(kind), out=fits)
        return fits

    def _fits(self, kind: str) -> npt.NDArray[np.float32]:
        titled, called_so = self.titled([kind]), self._called_so(kind)
        fits = np.zeros(self._categories.size, np.float32)
        if not titled.any():
            fits[called_so] = 1
            return fits
        fits[called_so] = _AMONG_OTHERS if self.is_one_of_many(kind) else _BY_CATEGORY
        tagged = self._callings.tag_ends.mask([kind])
        fits[tagged] = np.where(called_so[tagged], CALLED, _ELSEWHERE)
        fits[titled] = np.where(called_so[titled], 1, _ELSEWHERE) if called_so.any() else 1
        return fits

    def _called_so(self, kind: str) -> Mask:
        return self._categories.mask(name for name, kinds in self._of_category.items() if kind in kinds)


def _heads(names: Iterable[str], splitter: TokenSplitter) -> frozenset[str]:
    """The last word of each name; a name of two kinds (coats and jackets, 차·커피) gives both."""
    parts = (part for name in names for part in _parts(name))
    heads = ((part.split()[-1], words[-1]) for part in parts if (words := splitter.words(part)))
    # 굴비 falls into 굴 and 비, which is the rain.
    return frozenset(head for whole, head in heads if len(head) > 1 or head == whole)


def _pairs(name: Bilingual, splitter: TokenSplitter) -> list[frozenset[str]]:
    """What each part of the name of a category with several kinds is called in both languages: 커피 and coffee."""
    korean, english = _parts(name["ko"]), _parts(name["en"])
    if len(korean) == 1 or len(korean) != len(english):
        return []
    return [_heads(both, splitter) for both in zip(korean, english, strict=True)]


def _parts(name: str) -> list[str]:
    return name.replace("·", " and ").replace(",", " and ").split(" and ")

"""What titles and tags call products: the kinds of the shop that their words end in, by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from catalog_index.columns import Groups
from catalog_index.tokens import singular
from store.product import Product


@dataclass(frozen=True)
class Callings:
    """Kinds by row: what a word of the ``titles`` ends in (롱패딩 is a 패딩), at the end of a tag, anywhere in one.

    ``tags``: the whole tags, without spaces.
    """

    titles: Groups
    tag_ends: Groups
    in_tags: Groups
    tags: Groups

    @classmethod
    def of(cls, products: Iterable[Product], kinds: Collection[str]) -> Self:
        """Those of ``products``, in their order."""
        products = list(products)

        def rows(words_of: Iterable[Iterable[str]]) -> Groups:
            return Groups.of({kind for word in words if (kind := _end(word, kinds))} for words in words_of)

        return cls(
            rows(_words(product.title.both()) for product in products),
            rows((tag.split()[-1] for tag in product.tags if tag.strip()) for product in products),
            rows(_words(product.tags) for product in products),
            Groups.of({joined(tag) for tag in product.tags} for product in products),
        )

    def followed_by(self, more: Callings) -> Callings:
        """The same with the rows of ``more`` at its end."""
        return Callings(
            self.titles.followed_by(more.titles),
            self.tag_ends.followed_by(more.tag_ends),
            self.in_tags.followed_by(more.in_tags),
            self.tags.followed_by(more.tags),
        )


def joined(said: str) -> str:
    """``said`` as ``Callings.tags`` has it."""
    return "".join(said.casefold().split())


def _words(texts: Iterable[str]) -> list[str]:
    return " ".join(texts).replace(",", " ").split()


def _end(word: str, kinds: Collection[str]) -> str | None:
    word = word.casefold()
    if word.isascii():
        return next((form for form in (word, singular(word)) if form in kinds), None)
    # A single syllable ends too many words, so it has to be the whole one.
    ends = (word[start:] for start in range(max(len(word) - 1, 1)))
    return next((end for end in ends if end in kinds), None)

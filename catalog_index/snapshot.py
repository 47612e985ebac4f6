"""What a query reads: everything known of the products at one moment. It is never changed, only replaced by another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Final

from catalog_index.document import Document
from catalog_index.encoders.encoder import Vectors
from catalog_index.fingerprints import Fingerprints
from catalog_index.index import CatalogIndex
from catalog_index.kinds import KindIndex
from catalog_index.names.by_sound import SoundIndex
from catalog_index.names.literal import NameIndex
from catalog_index.shelf import Shelf
from catalog_index.spelling import Spelling
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.query import Query
from catalog_index.understanding.reader import QueryReader, ShopWords
from catalog_index.vectors.live import followed_by
from catalog_index.vectors.vector_index import NO_ROWS, Rows
from catalog_index.wishes import WishBook
from store.info import StoreInfo
from store.product import Product
from store.shop import Shop

_PORTION: Final = 20_000
"""Products in memory at once while all are read."""
_MOST_TITLES: Final = 50_000
"""Products up to which titles are told apart by their sound."""


@dataclass(frozen=True)
class Source:
    """What a snapshot was made of: ``version`` of the index on disk, the shop's ``revision`` and store.yml.

    Sale prices hold as they were read ``until`` a time (None: for ever). ``fingerprints`` are those of the rows,
    ``gone`` the rows whose product is gone or has another row now. Rows were ``added`` to the index on disk in so
    many ``batches``.
    """

    version: str
    revision: int
    info: StoreInfo
    until: datetime | None
    fingerprints: Fingerprints
    gone: Rows = field(default_factory=NO_ROWS.copy)
    added: int = 0
    batches: int = 0

    def is_over(self, now: datetime) -> bool:
        """Whether a sale has begun or ended since."""
        return self.until is not None and now > self.until

    @property
    def changed(self) -> int:
        """Rows that differ from the index on disk."""
        return len(self.gone) + self.added


@dataclass(frozen=True)
class Snapshot:
    """The index with what of the products is read once, in the order of its rows."""

    source: Source
    index: CatalogIndex
    shelf: Shelf
    names: NameIndex
    titles: SoundIndex
    kinds: KindIndex
    wishes: WishBook
    words: ShopWords
    reader: QueryReader
    spelling: Spelling

    def read(self, text: str) -> Query:
        """``text`` understood, its misspelt words put right."""
        wish = self.reader.read(text)
        return replace(wish, wanted=self.spelling.repaired(wish.wanted))

    def within(self, wish: Query) -> Rows | None:
        """Rows that keep to what was said, ascending; None when there is nothing to keep to."""
        among, kinds = self.shelf.within(wish.limits), wish.limits.excluded.kinds
        if not kinds and not wish.unwanted:
            return among
        splitter = self.index.lexical.splitter
        out = self.kinds.left_out(kinds, splitter.words(wish.wanted))
        for unwanted in wish.unwanted:
            out |= self.kinds.named(unwanted, splitter.words(unwanted))
        rows = self.shelf.rows if among is None else among
        left: Rows = rows[~out[rows]]
        return left

    def named(self, text: str) -> list[int]:
        """Rows of the products that are named outright in ``text``."""
        return [row for row in self.names.named(text) if row not in self.source.gone]

    def sounding(self, text: str) -> list[int]:
        """The row of the product whose title is in ``text`` by its sound, if there is one.

        A title that is new is known by its sound once the next index is made.
        """
        heard = self.titles.find(text)
        return [int(heard.id)] if heard and int(heard.id) not in self.source.gone else []


@dataclass(frozen=True)
class Columns:
    """Makes what is read once of products: of all of them, or of those that are new."""

    shop: Shop
    splitter: TokenSplitter
    knowledge: str

    def of_all(self, source: Source, index: CatalogIndex, products: Iterable[Product], wishes: WishBook) -> Snapshot:
        """Of ``products`` in the order of the rows of ``index``; never many of them are in memory."""
        shelf, names = Shelf((), self.shop, self.knowledge), NameIndex(())
        kinds = KindIndex(self.shop, (), self.splitter, index.lexical, self.knowledge)
        words = ShopWords.of(self.shop, (), kinds.names, self.knowledge)
        said = {word: None for term in self.shop.info.categories.values() for word in term.words()}
        titles: dict[str, Iterable[str]] = {}
        for portion in _portions(products):
            if shelf.size + len(portion) <= _MOST_TITLES:
                titles |= {str(row): product.title.both() for row, product in enumerate(portion, shelf.size)}
            names = names.followed_by(NameIndex(portion, shelf.size))
            shelf = shelf.followed_by(Shelf(portion, self.shop, self.knowledge), NO_ROWS)
            kinds = kinds.followed_by(portion, index.lexical)
            words = words.extended(ShopWords.of(self.shop, portion, kinds.names, self.knowledge))
            said |= {word: None for product in portion for title in product.title.both() for word in title.split()}
        reader, spelling = QueryReader(words, self.splitter), Spelling(said, index.lexical, self.splitter)
        sounds = SoundIndex(titles if shelf.size <= _MOST_TITLES else {})
        return Snapshot(source, index, shelf, names, sounds, kinds, wishes, words, reader, spelling)

    def with_changes(
        self, base: Snapshot, source: Source, new: Sequence[tuple[Product, Document]], vectors: Vectors
    ) -> Snapshot:
        """``base`` with rows for the ``new`` products, whose vectors are given, at its end, and without what is gone.

        ``source`` is that of the new snapshot.
        """
        products, gone = [product for product, _ in new], source.gone
        index = replace(
            base.index,
            ids=[*base.index.ids, *(product.id for product in products)],
            vectors=followed_by(base.index.vectors, vectors, gone),
            lexical=base.index.lexical.followed_by([item.fields for _, item in new], gone),
        )
        words = base.words.extended(ShopWords.of(self.shop, products, base.kinds.names, self.knowledge))
        return replace(
            base,
            source=source,
            index=index,
            shelf=base.shelf.followed_by(Shelf(products, self.shop, self.knowledge), gone),
            names=base.names.followed_by(NameIndex(products, len(base.index.ids))),
            kinds=base.kinds.followed_by(products, index.lexical),
            words=words,
            reader=base.reader if words == base.words else QueryReader(words, self.splitter),
            spelling=base.spelling.knowing(index.lexical),
        )


def _portions(products: Iterable[Product]) -> Iterator[list[Product]]:
    iterator = iter(products)
    while portion := list(islice(iterator, _PORTION)):
        yield portion

"""Search over the products of one store."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final

import numpy as np

from annae.errors import AnnaeError
from annae.settings import Settings
from annae.types import Language
from catalog_index.encoders.create import create_encoder_or_words
from catalog_index.encoders.encoder import Encoder
from catalog_index.explain import Context, explain
from catalog_index.following import Follower
from catalog_index.index import CatalogIndex
from catalog_index.kinds import CALLED
from catalog_index.loading import Loader
from catalog_index.moment.order import MomentOrder
from catalog_index.moment.standing import Asked
from catalog_index.moment.weights import ranking_weights
from catalog_index.ranking import TOP, Candidates, Rows, Scores, Signals, candidates, weight_vector
from catalog_index.relevance import Relevance, worth_showing
from catalog_index.snapshot import Snapshot
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.asked import is_headed, thing_asked_for
from catalog_index.understanding.query import Limits, Query
from catalog_index.understanding.refinement import Refinement, refined_by, telling
from catalog_index.understanding.sorting import Order
from store.product import Product
from store.shop import Shop

_log = logging.getLogger(__name__)

_NAMED: Final = 1.0
"""Score of a product named outright; the others stay below."""
_UNNAMED: Final = 0.99
_AS_GOOD: Final = 0.6
"""Share of the best score from which a product takes part in an order asked for."""
_SHARED: Final = 0.15
"""Part of the words that a product must hold where words alone decide."""
_TITLES: Final = 50
"""Titles with the word for a thing that are looked at, to tell whether it is what they are."""
_REMEMBERED: Final = 256
"""Queries whose vectors are kept: a customer who wants more, or other limits, wants the same again."""
_LIFTED_FIRST: Final = ("size", "colors", "brand", "price")
"""Limits in the order they are lifted when nothing keeps to them all: what customers give up most easily first."""


@dataclass(frozen=True)
class Hit:
    """A product found; ``score`` is 0 to 1 (1: named outright), ``why`` one line in the language asked for."""

    product: Product
    score: float
    why: str


@dataclass(frozen=True)
class Results:
    """What was found for ``query``; ``relaxed`` names the limits (fields of ``Limits``) that nothing kept to."""

    query: Query
    hits: list[Hit]
    relaxed: tuple[str, ...] = ()


class ProductSearch:
    """Finds products by what a customer says; safe to share between threads.

    What changes in the database is found within about a second, and no query waits for it.
    """

    def __init__(self, shop: Shop, settings: Settings, encoder: Encoder, splitter: TokenSplitter) -> None:
        self._shop, self._encoder, self._splitter = shop, encoder, splitter
        self._encoder_failed = False
        self._encoded = lru_cache(_REMEMBERED)(self._encoded_anew)
        self._relevance = Relevance(encoder)
        knowledge = settings.search.knowledge
        weights = ranking_weights(knowledge)
        self._weights, self._moment = weight_vector(weights.learned), MomentOrder(shop, weights, knowledge)
        self._follower = Follower(Loader(shop, settings, encoder, splitter))

    @classmethod
    def open(cls, shop: Shop, settings: Settings, encoder: Encoder | None = None) -> ProductSearch:
        """Load the index, and the encoder unless it is passed; a missing, damaged or outdated index is built now.

        Without an encoder that works, words alone decide; why is logged. Raises AnnaeError when the store has no
        products.
        """
        if next(shop.products(), None) is None:
            raise AnnaeError(f"store {shop.store_id!r} has no products; import its store pack first: annae import DIR")
        return cls(shop, settings, encoder or create_encoder_or_words(settings.search), TokenSplitter())

    @property
    def index(self) -> CatalogIndex:
        """The index in use."""
        return self._follower.snapshot.index

    @property
    def splitter(self) -> TokenSplitter:
        """What cuts texts into words."""
        return self._splitter

    @property
    def encoder(self) -> Encoder:
        """What turns queries into vectors."""
        return self._encoder

    def candidates(self, query: str) -> Candidates:
        """What may answer ``query`` within its limits, unranked; for learning the weights."""
        loaded = self._follower.snapshot
        wish = loaded.read(query)
        return self._candidates(loaded, wish, loaded.within(wish), self._vector(wish.wanted))

    def refresh(self) -> None:
        """Take in at once what changed; it would happen by itself in a moment.

        Raises AnnaeError when the database cannot be read.
        """
        self._follower.refresh()

    def close(self) -> None:
        """Follow the shop's changes no more."""
        self._follower.close()

    def search(
        self, query: str, language: Language, limit: int = 5, weather: Collection[str] | None = None
    ) -> list[Hit]:
        """The ``limit`` best products for ``query``, best first; empty when nothing fits or nothing was said."""
        results = self.find(query, language, limit, weather)
        return [] if results.relaxed else results.hits

    def find(
        self,
        query: str,
        language: Language,
        limit: int = 5,
        weather: Collection[str] | None = None,
        refined: Sequence[Refinement] = (),
    ) -> Results:
        """The same, and when nothing keeps to all limits, what keeps to most of them, saying which were lifted.

        ``weather``: words for the one outside, such as cold, hot, rain, snow; empty: it is not known, None: what the
        shop says. ``refined``: what was said of the wish after ``query``, in that order.
        """
        loaded = self._follower.snapshot  # one for the whole query, whatever changes meanwhile
        wish = loaded.read(query)
        for more in refined:
            wish = refined_by(wish, loaded.read(more.text), more, self._splitter)
        if wish.is_empty:
            return Results(wish, [])
        said = self._shop.weather() if weather is None else weather
        outside = frozenset(word.lower() for word in said)
        vector = self._vector(wish.wanted) if self._splitter.counts(wish.wanted) else None
        for limits, relaxed in relaxations(wish.limits):
            order = wish.order or (_nearest_price(wish.limits) if relaxed == ("price",) else None)
            asked = Asked(wish.text, limits, outside)
            found = self._found(loaded, replace(wish, limits=limits, order=order), vector, asked)
            if hits := list(islice(self._hits(loaded, found, wish, asked, language, max(limit, 1)), limit)):
                return Results(wish, hits, relaxed)
        return Results(wish, [])

    def read(self, text: str) -> Query:
        """What is understood of ``text``."""
        return self._follower.snapshot.read(text)

    def names_kind(self, text: str, other_than: str = "") -> bool:
        """Whether ``text`` names a kind of product, such as a bag, and ``other_than`` (another text) not the same."""
        kinds = self._follower.snapshot.kinds
        words, before = self._splitter.words(text), self._splitter.words(other_than)
        named = kinds.fits(words) > 0
        if not named.any():
            return any(kinds.is_a_thing(word) for word in words)
        return not (named & (kinds.fits(before) > 0)).any()

    def tells(self, text: str) -> bool:
        """Whether ``text`` says anything to look for: a limit, an order, or words about the product."""
        said = self.read(text)
        return bool(said.limits or said.order or said.unwanted or telling(said.wanted, self._splitter))

    def _found(self, loaded: Snapshot, wish: Query, vector: Scores | None, asked: Asked) -> list[tuple[int, float]]:
        """Rows with their scores, best first."""
        among = loaded.within(wish)
        named, sure = loaded.named(wish.text), _NAMED
        if not named:
            named, sure = loaded.sounding(wish.text), _UNNAMED
        if named and among is not None:
            named = [row for row, kept in zip(named, np.isin(named, among), strict=True) if kept]
        rows, scores = self._ranked(loaded, wish, among, vector)
        if wish.order:
            rows = loaded.shelf.ordered(_best_part(rows, scores), wish.order)
            scores = np.linspace(_UNNAMED, 0, len(rows), dtype=np.float32)
        elif len(rows):
            rows, scores = self._moment.ordered(rows, scores, loaded.shelf, loaded.index.ids, asked)
            scores = scores.clip(0, TOP)
        known = frozenset(named)
        others = [(row, score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True) if row not in known]
        return [*((row, sure) for row in named), *others]

    def _ranked(self, loaded: Snapshot, wish: Query, among: Rows | None, vector: Scores | None) -> tuple[Rows, Scores]:
        if vector is None:  # only limits were said
            rows = loaded.shelf.rows if among is None else among
            rows = loaded.shelf.ordered(rows, wish.order or "best_rated")
            return rows, np.zeros(len(rows), np.float32)
        kind = loaded.kinds.fits(self._splitter.words(wish.wanted))
        if wish.refined and kind.any():  # cheaper bags are bags
            of_kind = loaded.kinds.of(self._splitter.words(wish.wanted))
            among = np.flatnonzero(of_kind) if among is None else among[of_kind[among]]
        # Where titles say 헤드폰, other things of their category are none.
        named = any(loaded.kinds.is_one_of_many(word) for word in self._splitter.words(wish.wanted))
        if among is not None and kind.any():
            enough = CALLED if named and kind.max() >= CALLED else np.finfo(np.float32).tiny
            if not (kind[among] >= enough).any():  # what was named exists, but not like that
                return np.zeros(0, np.int64), np.zeros(0, np.float32)
        asked = thing_asked_for(wish.wanted, self._splitter)
        if asked and loaded.kinds.is_a_thing(asked) and not self._sells(loaded, asked, wish.wanted):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        ranked = self._candidates(loaded, wish, among, vector).ranked(self._weights)
        if not vector.any():
            ranked = ranked.only(ranked.shares >= _SHARED)
        else:
            # 승진 선물 and water park day name no thing, though they are said like one.
            known = asked is None or bool(wish.limits.brand) or loaded.kinds.names_something(asked)
            known |= ranked.mentioned and not kind.any()
            ranked = self._relevance.keep(ranked, vector, known=known)
        of_kind = kind[ranked.rows] > 0
        if wish.order and of_kind.any():  # the cheapest umbrella is an umbrella
            titled = kind[ranked.rows] >= CALLED
            ranked = ranked.only(titled if named and titled.any() else of_kind)
        else:
            ranked = ranked.only(worth_showing(ranked.scores, of_kind))
        return ranked.rows, ranked.scores

    def _sells(self, loaded: Snapshot, thing: str, wanted: str) -> bool:
        """Whether some title ends in ``thing``, a laptop bag being no laptop, or holds everything ``wanted``."""
        if thing in loaded.kinds.names:
            return True
        rows = loaded.index.lexical.named(thing)[:_TITLES]
        products = self._shop.products_of([loaded.index.ids[row] for row in rows])
        titles = [product.title for product in products.values()]
        words = set(self._splitter.words(wanted))
        return any(
            is_headed(title, thing) or (len(words) > 1 and words <= set(self._splitter.words(" ".join(title.both()))))
            for title in titles
        )

    def _vector(self, wanted: str) -> Scores:
        """What is wanted, as a vector; zeros, which mean nothing, when the encoder fails: words alone decide then."""
        try:
            vector = self._encoded(wanted)
        except Exception:  # noqa: BLE001 - whatever it is, the search goes on by words
            if not self._encoder_failed:
                _log.exception("products are searched by words alone, because the encoder failed")
            self._encoder_failed = True
            return np.zeros(self._encoder.dimension, np.float32)
        self._encoder_failed = False
        return vector

    def _encoded_anew(self, wanted: str) -> Scores:
        vector = self._encoder.query(wanted)
        vector.flags.writeable = False  # it is shared
        return vector

    def _candidates(self, loaded: Snapshot, wish: Query, among: Rows | None, vector: Scores) -> Candidates:
        terms = self._splitter.asked(wish.wanted)
        unwanted = self._vector(", ".join(wish.unwanted)) if wish.unwanted else None
        signals = Signals(loaded.kinds.fits(terms), unwanted)
        return candidates(loaded.index, vector, terms, loaded.wishes.suits(wish.wanted, vector), signals, among)

    def _hits(
        self,
        loaded: Snapshot,
        found: list[tuple[int, float]],
        wish: Query,
        asked: Asked,
        language: Language,
        portion: int,
    ) -> Iterator[Hit]:
        """What of ``found`` is still there and within the limits; read from the database a ``portion`` at a time."""
        mentions, weather = loaded.wishes.mentioned(wish.wanted), self._moment.moment.weather
        kept = replace(wish, limits=asked.limits)  # a limit that was lifted is no reason
        context = Context(kept, mentions, loaded.index.lexical, weather)
        for start in range(0, len(found), portion):
            part = [(loaded.index.ids[row], score) for row, score in found[start : start + portion]]
            products = self._shop.products_of([product_id for product_id, _ in part])
            standings = self._moment.moment.standings(products.values(), asked)
            for product_id, score in part:
                product = products.get(product_id)
                if product is not None and _affordable(product, asked.limits):  # else it was changed a moment ago
                    why = explain(product, standings[product_id], context, language, exact=score >= _NAMED)
                    yield Hit(product, round(score, 4), why)


def relaxations(limits: Limits) -> Iterator[tuple[Limits, tuple[str, ...]]]:
    """``limits``, then with one of them lifted, then all; what is not wanted stays out in any case."""
    given = [name for name in _LIFTED_FIRST if getattr(limits, name)]
    yield limits, ()
    for name in given:
        yield limits.without(name), (name,)
    if len(given) > 1:
        every = limits
        for name in given:
            every = every.without(name)
        yield every, tuple(given)


def _affordable(product: Product, limits: Limits) -> bool:
    return limits.price is None or limits.price.holds(product.pays.amount)


def _nearest_price(limits: Limits) -> Order | None:
    if limits.price and limits.price.is_contradictory:
        return None
    return "dearest" if limits.price and limits.price.high is None else "cheapest"


def _best_part(rows: Rows, scores: Scores) -> Rows:
    """What fits about as well as the best: only among those does an order make sense."""
    if not len(rows) or not scores.any():
        return rows
    good: Rows = rows[scores >= scores.max() * _AS_GOOD]
    return good

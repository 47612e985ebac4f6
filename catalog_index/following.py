"""Keeps what is searched up to date while queries go on: small changes at once, many by a new index made meanwhile."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from annae.paths import index_dir
from catalog_index.build import document_vectors
from catalog_index.document import Document, document
from catalog_index.encoders.encoder import Vectors
from catalog_index.fingerprints import Changes, find_changes, next_sale_change
from catalog_index.index import current_version
from catalog_index.loading import Loader, fresh
from catalog_index.snapshot import Columns, Snapshot
from store.shop import Shop

_log = logging.getLogger(__name__)

_ASKED_EVERY_S: Final = 0.25
_PORTION: Final = 32
"""Products taken in at once: their texts may have to be encoded, and the first need not wait for the last."""
_LIVE: Final = 1000
"""Products added or changed that are taken in one by one; a new index is made for more, which is quicker by then."""
_PART: Final = 0.1
"""Part of the rows that may differ from the index before a new one is made,"""
_FEW: Final = 100
"""unless they are no more than this,"""
_BATCHES: Final = 50
"""and how many times rows may be added."""
_END_S: Final = 5.0
_PAUSE_S: Final = 60.0
"""Before making an index is tried again that could not be made."""


class Follower:
    """Holds the snapshot in use. Its thread ends with it, or when it is closed."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._columns = Columns(loader.shop, loader.splitter, loader.settings.search.knowledge)
        self._changing, self._closed = threading.Lock(), threading.Event()
        self._rebuilding: threading.Thread | None = None
        self.snapshot = loader.load()
        self._seen: tuple[int, str] | None = (self.snapshot.source.revision, self.snapshot.source.version)
        asking = threading.Thread(target=_ask, args=(weakref.ref(self), self._closed), name="catalogue", daemon=True)
        asking.start()
        # The interpreter must not end while the thread is inside a compiled library: the program would be aborted.
        weakref.finalize(self, _end, asking, self._closed)

    def close(self) -> None:
        """Follow no more."""
        self._closed.set()

    def refresh(self) -> None:
        """Take in what changed by now; a new index, if there are many changes, is made after this returns.

        Raises AnnaeError when the database cannot be read.
        """
        with self._changing:
            shop = fresh(self._loader.shop)
            now = shop.revision, current_version(index_dir(shop.store_id))
            if now != self._seen or (self.snapshot.source.is_over(shop.now()) and self._rebuilding is None):
                for snapshot in self._following(self.snapshot, shop, now[0]):
                    self.snapshot = snapshot
                self._seen = now
                self._rebuild_if_due(shop, now)

    def _following(self, base: Snapshot, shop: Shop, revision: int) -> Iterator[Snapshot]:
        """``base`` with more and more of what changed until ``revision``."""
        if revision == base.source.revision and not base.source.is_over(shop.now()):
            return
        until = next_sale_change(shop)
        changes = find_changes(shop, base.source.fingerprints, base.source.gone)
        if len(changes.added) > _LIVE:
            return
        for portion in _portions(changes, base):
            base = self._with_changes(base, portion, shop)
            yield base
        yield replace(base, source=replace(base.source, revision=revision, until=until))

    def _with_changes(self, base: Snapshot, changes: Changes, shop: Shop) -> Snapshot:
        prints, new = [], []
        for product_id, fingerprint in changes.added:
            product = shop.product(product_id)
            if product is not None:  # else it was removed a moment ago
                prints.append(fingerprint)
                new.append((product, document(product, shop)))
        vectors = self._vectors([texts for _, texts in new])
        source = replace(
            base.source,
            fingerprints=np.concatenate([base.source.fingerprints, np.array(prints, np.uint64)]),
            gone=np.union1d(base.source.gone, changes.gone),
            added=base.source.added + len(new),
            batches=base.source.batches + 1,
        )
        return self._columns.with_changes(base, source, new, vectors)

    def _vectors(self, documents: Sequence[Document]) -> Vectors:
        """Zeros, which mean nothing, when the encoder fails: the products are found by their words then."""
        encoder = self._loader.encoder
        try:
            return document_vectors(documents, encoder, threads=1)
        except Exception:  # noqa: BLE001 - whatever it is, the products are there
            _log.exception("%s changed products are found by words alone until the next index", len(documents))
            return np.zeros((len(documents), encoder.dimension), np.float32)

    def _rebuild_if_due(self, shop: Shop, now: tuple[int, str]) -> None:
        source = self.snapshot.source
        allowed = max(_FEW, round(_PART * (len(source.fingerprints) - source.added)))
        behind = (source.revision, source.version) != now or source.info != shop.info or source.is_over(shop.now())
        if (behind or source.changed > allowed or source.batches > _BATCHES) and self._rebuilding is None:
            self._rebuilding = threading.Thread(target=self._rebuild, name="new index", daemon=True)
            self._rebuilding.start()

    def _rebuild(self) -> None:
        try:
            made = self._loader.load()
            with self._changing:
                shop = fresh(self._loader.shop)
                for snapshot in self._following(made, shop, shop.revision):
                    made = snapshot
                # One piece is put for the other; what was visible before stays so.
                self.snapshot = made
        except Exception:  # noqa: BLE001 - whatever it is, the index in use stays in use
            _log.exception("product index of store %s: it could not be made anew", self._loader.shop.store_id)
            self._closed.wait(_PAUSE_S)
        finally:
            with self._changing:
                self._rebuilding, self._seen = None, None  # look again: more may have changed meanwhile


def _portions(changes: Changes, base: Snapshot) -> Iterator[Changes]:
    """``changes`` a few at a time; the row of a changed product goes together with its new one."""
    rows = {base.index.ids[row]: int(row) for row in changes.gone}
    replaced = {product_id for product_id, _ in changes.added}
    removed = [row for product_id, row in rows.items() if product_id not in replaced]
    for start in range(0, max(len(changes.added), 1), _PORTION):
        added = changes.added[start : start + _PORTION]
        gone = [*removed, *(rows[product_id] for product_id, _ in added if product_id in rows)]
        if added or gone:
            yield Changes(added, np.array(sorted(gone), np.int64))
        removed = []


def _end(asking: threading.Thread, closed: threading.Event) -> None:
    closed.set()
    if asking is not threading.current_thread():
        asking.join(_END_S)


def _ask(follower: weakref.ref[Follower], closed: threading.Event) -> None:
    """Ask the database again and again, until ``follower`` is closed or not used any more."""
    failed = False
    while not closed.wait(_ASKED_EVERY_S):
        following = follower()
        if following is None:
            return
        try:
            following.refresh()
            failed = False
        except Exception:  # noqa: BLE001 - whatever it is, the snapshot in use stays in use
            if not failed:  # it is said once, not again and again
                _log.exception("product changes cannot be followed at the moment")
            failed = True
        del following

"""Qdrant: the nearest vectors come from a server that several machines may share.

What the filters leave few of is compared here, with the vectors of the index on disk, and so is everything while the
server does not answer.
"""

from __future__ import annotations

import hashlib
import logging
import os
from typing import Final
from uuid import UUID

import numpy as np
from qdrant_client import QdrantClient, models

from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors

_log = logging.getLogger(__name__)

_ADDRESS: Final = "QDRANT_URL"
_KEY: Final = "QDRANT_API_KEY"
_TIMEOUT_S: Final = 5
_BATCH: Final = 256
_FEW: Final = 10_000
"""Rows up to which they are compared here: naming them all to the server would take longer."""


class QdrantIndex(VectorIndex):
    """``stored`` served by Qdrant."""

    def __init__(self, stored: VectorIndex, client: QdrantClient, collection: str) -> None:
        self._stored, self._client, self._collection = stored, client, collection
        self._failed = False

    @property
    def vectors(self) -> Vectors:
        """Float32 [rows, dimension]."""
        return self._stored.vectors

    def nearest(
        self, vector: Scores, limit: int, among: Rows | None = None, without: Rows = NO_ROWS
    ) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first."""
        if among is not None and len(among) <= _FEW:
            return self._stored.nearest(vector, limit, among, without)
        try:
            found = self._client.query_points(
                self._collection, query=vector, limit=limit, query_filter=_only(among, without), with_payload=False
            ).points
        except Exception:  # noqa: BLE001 - whatever its many layers raise, the vectors are here too
            if not self._failed:
                _log.exception("Qdrant does not answer; vectors are compared in this process meanwhile")
            self._failed = True
            return self._stored.nearest(vector, limit, among, without)
        self._failed = False
        rows = np.array([point.id for point in found], np.int64)
        return rows, np.array([point.score for point in found], np.float32)


def serve(stored: VectorIndex, name: str, client: QdrantClient | None = None) -> VectorIndex:
    """``stored`` served by Qdrant, to which it is copied unless it is there; other indexes of the same ``name`` go.

    The server is the one at ``$QDRANT_URL`` (with ``$QDRANT_API_KEY`` if there is one), or else ``client``, or else
    the client's own memory. Returns ``stored`` itself when the server cannot be reached; why is logged.
    """
    try:
        client = client or _client()
        collection = f"annae-{name}-{hashlib.sha256(stored.vectors.data).hexdigest()[:16]}"
        if not _holds(client, collection, stored.size):
            _copy(stored, client, collection)
        for other in client.get_collections().collections:
            if other.name.rpartition("-")[0] == f"annae-{name}" and other.name != collection:
                client.delete_collection(other.name)
    except Exception:  # noqa: BLE001 - whatever its many layers raise, the vectors are here too
        _log.exception("Qdrant cannot be used (%s); vectors are compared in this process", os.environ.get(_ADDRESS))
        return stored
    return QdrantIndex(stored, client, collection)


def _client() -> QdrantClient:
    address = os.environ.get(_ADDRESS)
    if not address:
        return QdrantClient(":memory:")
    return QdrantClient(url=address, api_key=os.environ.get(_KEY), timeout=_TIMEOUT_S, check_compatibility=False)


def _holds(client: QdrantClient, collection: str, size: int) -> bool:
    # Its name tells its content, so the number is enough; it is smaller after a copying that was cut short.
    return client.collection_exists(collection) and client.count(collection, exact=True).count == size


def _copy(stored: VectorIndex, client: QdrantClient, collection: str) -> None:
    if not client.collection_exists(collection):
        size = stored.vectors.shape[1]
        client.create_collection(collection, models.VectorParams(size=size, distance=models.Distance.DOT))
    client.upload_collection(collection, stored.vectors, ids=range(stored.size), batch_size=_BATCH, wait=True)


def _only(among: Rows | None, without: Rows) -> models.Filter | None:
    return models.Filter(
        must=None if among is None else [models.HasIdCondition(has_id=_ids(among))],
        must_not=[models.HasIdCondition(has_id=_ids(without))] if len(without) else None,
    )


def _ids(rows: Rows) -> list[int | str | UUID]:
    ids: list[int | str | UUID] = rows.tolist()
    return ids

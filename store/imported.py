"""Importing a row that customers change too: only what is news in the pack is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def merge_imported(existing: Mapping[str, Any] | None, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The columns to write for a pack's ``row``, given the ``existing`` columns with the same key; None: nothing.

    For tables with a column ``imported_digest``. A pack imported again says what the shop's own system knew when it
    was exported. What differs from the pack imported last is news and goes before what customers changed here; the
    rest must not undo it.
    """
    said = {name: value for name, value in row.items() if value not in _EMPTY}  # new optional columns are no news
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    if existing is not None and existing["imported_digest"] == digest:
        return None
    return dict(row) | {"imported_digest": digest}

"""Lays names over what was heard, each where it fits best: Smith and Waterman's program, many names at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from catalog_index.names.confusions import Array, Codes, Confusions


@dataclass(frozen=True)
class Heard:
    """Sounds heard, [n], and what it costs a name to start or to end before each of them and at the end, [n + 1]."""

    codes: Codes
    start_cost: Array
    end_cost: Array


def evidence(names: Codes, lengths: npt.NDArray[np.int64], heard: Heard, odds: Confusions) -> Array:
    """Log odds that each of ``names`` [count, longest] with these lengths is somewhere in ``heard``: [count]."""
    starts = np.broadcast_to(-heard.start_cost, (len(names), len(heard.start_cost)))
    best: Array = (_ends(starts, names, lengths, heard, odds) - heard.end_cost).max(axis=1)
    return best


def place(name: Codes, heard: Heard, odds: Confusions) -> tuple[int, int]:
    """First sound of ``heard`` that belongs to ``name`` where it fits best, and the one after its last."""
    size = len(heard.start_cost)
    starts = np.where(np.eye(size, dtype=bool), -heard.start_cost, -np.inf).astype(np.float32)
    names = np.broadcast_to(name, (size, len(name)))
    ends = _ends(starts, names, np.full(size, len(name)), heard, odds) - heard.end_cost
    first, last = divmod(int(ends.argmax()), size)
    return first, last


def _ends(row: Array, names: Codes, lengths: npt.NDArray[np.int64], heard: Heard, odds: Confusions) -> Array:
    """Evidence for each whole name that ends before each sound, from ``row``: that for starting there."""
    heard_for, added = odds.heard_for[:, heard.codes], np.concatenate([[0], np.cumsum(odds.added[heard.codes])])
    ends = np.empty_like(row)
    for place in range(names.shape[1]):
        sounds = names[:, place]
        following = row + odds.lost[sounds][:, np.newaxis]
        np.maximum(following[:, 1:], row[:, :-1] + heard_for[sounds], out=following[:, 1:])
        # Added sounds: the best of all ends before, less what the sounds since then cost.
        row = np.maximum.accumulate(following - added, axis=1) + added
        finished = lengths == place + 1
        ends[finished] = row[finished]
    return ends

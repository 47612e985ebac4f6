"""Tells products that fit a query from the ones that are merely the nearest.

Nearest alone says little: cosines of nonsense lie just below those of good queries. So the query is also compared with
texts about everything else (``elsewhere.toml``); a product has to be nearer than those. Measured on the demo store
(326 products): all of 70 real queries keep their products, 45 of 60 off-topic or nonsense ones get none. What slips
through sounds like something sold there (a fridge: food boxes); a higher line would cost real queries, which is worse.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.encoders.encoder import Encoder
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.ranking import Ranked

_CLOSEST: Final = 3
"""Texts from elsewhere that a product is measured against."""
_WORDS: Final = 0.15
"""What having all words of the query is worth, in the unit below."""
_BEST: Final = 0.09
"""Lead over elsewhere that the best product needs for anything to be shown, in the unit below."""
_UNKNOWN: Final = 0.27
"""The same for a thing asked for by a name that nothing in the shop has."""

_WORTH: Final = 0.3
"""Part of the best score from which a product is shown beside the best,"""
_OTHER_KIND_WORTH: Final = 0.5
"""and when it is of another kind than the one named. Higher parts cost good answers (measured on dev and train)."""

Scores = npt.NDArray[np.float32]


class Relevance:
    """Judges by the lead over elsewhere; its unit is how far apart unrelated texts are for this encoder."""

    def __init__(self, encoder: Encoder) -> None:
        texts = tomllib.loads(Path(__file__).with_name("elsewhere.toml").read_text(encoding="utf-8"))["texts"]
        self._elsewhere = encode_cached(encoder, texts, "Off-topic texts")
        cosines = self._elsewhere @ self._elsewhere.T
        self._unit = 1 - float(cosines[np.triu_indices(len(texts), 1)].mean())

    def keep(self, ranked: Ranked, vector: Scores, *, known: bool = True) -> Ranked:
        """The candidates that are nearer than elsewhere or vouched for; none when even the best hardly is near.

        ``known``: no thing is asked for that nothing in the shop is called.
        """
        elsewhere = np.sort(self._elsewhere @ vector)[-_CLOSEST:].mean()
        leads = (ranked.cosines - elsewhere) / self._unit + _WORDS * ranked.shares
        enough = leads.max(initial=-1) >= (_BEST if known else _UNKNOWN)
        if not enough and not (known and ranked.vouched.any()):
            return ranked.only(np.zeros(len(leads), np.bool_))
        return ranked.only((leads > 0) | ranked.vouched)


def worth_showing(scores: Scores, of_kind: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which of these are good enough beside the best, bool [scores].

    ``of_kind``: of the kind that was named; none when none was named or found.
    """
    enough = np.where(of_kind | ~of_kind.any(), _WORTH, _OTHER_KIND_WORTH)
    worth: npt.NDArray[np.bool_] = scores >= enough * scores.max(initial=0)
    return worth

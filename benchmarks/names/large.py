"""The same search among 100,000 names, against laying every one of them over what was heard."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from benchmarks.figures import percentiles
from benchmarks.names.hearing import Hearing
from catalog_index.names.by_sound import SoundIndex
from store.shop import Shop

_NAMES: Final = 100_000
_ASKED: Final = 40
_SYLLABLES: Final = (2, 3, 4, 5)


def large_index(shop: Shop, heard: Sequence[Hearing]) -> dict[str, Any]:
    """Times in milliseconds a text, the baseline's, their ratio, and the share of texts with the same answer."""
    names = {brand: term.words() for brand, term in shop.info.brands.items()}
    names |= {name: [name] for name in _made_up(shop, _NAMES - len(names))}
    texts = [hearing.text for hearing in heard if hearing.sentence.brand][:: max(1, len(heard) // _ASKED)]
    ours, took = _timed(SoundIndex(names), texts)
    exact, plain = _timed(SoundIndex(names, pool=2 * len(names)), texts)
    return {
        "names": len(names),
        "ours_ms": percentiles(took),
        "baseline_ms": percentiles(plain),
        "ratio_p50": round(float(np.median(plain) / np.median(took)), 1),
        "same_answer": round(float(np.mean([a == b for a, b in zip(ours, exact, strict=True)])), 3),
    }


def _made_up(shop: Shop, count: int) -> list[str]:
    """Names nobody has, of the syllables the shop's names are made of."""
    syllables = [syllable for product in shop.products() for syllable in product.title.ko if "가" <= syllable <= "힣"]
    rng = np.random.default_rng(0)
    names: set[str] = set()
    while len(names) < count:
        names.add("".join(syllables[place] for place in rng.integers(len(syllables), size=rng.choice(_SYLLABLES))))
    return sorted(names)


def _timed(index: SoundIndex, texts: Sequence[str]) -> tuple[list[str | None], list[float]]:
    found, took = [], []
    for text in texts:
        started = time.perf_counter()
        heard = index.find(text)
        took.append((time.perf_counter() - started) * 1000)
        found.append(heard.id if heard else None)
    return found, took

"""How long finding a name by its sound takes among many: against a pool of likely ones, and against each in turn."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from benchmarks.figures import percentiles
from benchmarks.synthetic_catalogue import Name, catalogue_words, invented_names
from catalog_index.names.by_sound import SoundIndex

_ASKED: Final = 100
_ASKED_OF_EACH: Final = 5
_SENTENCES: Final = ("혹시 {} 있어요?", "{} 매장이 어디예요?", "{} 신상품 보여 주세요")


def sound_figures(count: int) -> dict[str, Any]:
    """Milliseconds a sentence, among ``count`` names in two scripts, and how often both ways find the same.

    One syllable of the name said is another one than it should be. How many names are recognised is measured elsewhere
    (``annae bench names``): here every way to put three syllables together is a name.
    """
    names = invented_names(count)
    spellings = {name.en: (name.ko, name.en) for name in names}
    started = time.perf_counter()
    index = SoundIndex(spellings)
    build_s = time.perf_counter() - started
    said = _sentences(names)
    found, ours = _asked(index, said)
    every = SoundIndex(spellings, pool=2 * count)
    of_every, baseline = _asked(every, said[:_ASKED_OF_EACH])
    return {
        "names": count,
        "build_s": round(build_s, 1),
        "ours": percentiles(ours, 2),
        "baseline": percentiles(baseline, 2),
        "ratio": round(float(np.median(baseline) / np.median(ours)), 1),
        "same_as_baseline": float(np.mean([one == other for one, other in zip(found, of_every, strict=False)])),
    }


def _sentences(names: Sequence[Name], seed: int = 8) -> list[str]:
    random = np.random.default_rng(seed)
    syllables = [pair.split()[0] for pair in catalogue_words()["syllables"]]
    sentences = []
    for number in random.choice(len(names), min(_ASKED, len(names)), replace=False):
        said, place = list(names[number].ko), int(random.integers(len(names[number].ko)))
        said[place] = _misheard(said[place], syllables, random)
        sentences.append(_SENTENCES[number % len(_SENTENCES)].format("".join(said)))
    return sentences


def _misheard(syllable: str, syllables: Sequence[str], random: np.random.Generator) -> str:
    """A syllable that begins or ends like ``syllable``."""
    code = ord(syllable) - ord("가")
    alike = [one for one in syllables if (ord(one) - ord("가")) // 28 % 21 == code // 28 % 21 and one != syllable]
    return str(random.choice(alike)) if alike else syllable


def _asked(index: SoundIndex, sentences: Sequence[str]) -> tuple[list[str | None], list[float]]:
    found, spent = [], []
    for sentence in sentences:
        started = time.perf_counter()
        heard = index.find(sentence)
        spent.append((time.perf_counter() - started) * 1000)
        found.append(heard.id if heard else None)
    return found, spent

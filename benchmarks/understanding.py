"""``annae bench understanding``: intents, two wishes and entities of the held-out lines, by language.

Ours is the trained model as ``annae understand`` runs it. The baselines learn from the same lines: one logistic
regression of scikit-learn on raw e5 vectors, as Rasa ships it, and one on character n-grams alone. With ``--spoken`` a
sample of the lines is said by the project's voices, heard by its recogniser and understood again. What is confused is
drawn in ``docs/understanding.svg``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import soxr
import yaml

from annae.paths import PROJECT
from annae.progress import progress
from annae.settings import Settings
from annae.text.spoken import spoken as as_spoken
from annae.types import LANGUAGES, Language
from benchmarks import nlu_split
from benchmarks.confusion_picture import confusion_picture
from benchmarks.entities import entity_scores
from benchmarks.figures import hardware, percentiles
from benchmarks.intent_scores import PAIR, Judged, intent_scores
from benchmarks.nlu_split import Line, Split
from benchmarks.plain_intents import ngram_counts, on_ngrams, on_vectors, sentence_vectors
from benchmarks.understood import understood
from voice import stt, tts
from voice.stt.engine import SAMPLE_RATE
from voice.tts.engine import SAMPLE_RATE as VOICE_RATE

PICTURE: Final = PROJECT / "docs" / "understanding.svg"
AIMS: Final = {
    "accuracy": 0.95,
    "macro_f1": 0.93,
    "out_of_scope f1": 0.85,
    "turned_away": 0.04,
    "spoken loss": 0.03,
    "entities f1": 0.95,
}
_SPOKEN_LINES: Final = 150
_SEED: Final = 20
_SHORTEST_SPOKEN: Final = 2
"""Characters; a single letter is nothing to say."""


def run(settings: Settings, split: Split = "test", spoken: bool = False) -> dict[str, Any]:
    """Scores by language, ours and the baselines', and milliseconds a line."""
    machine = hardware()
    asked = nlu_split.lines(split)
    ours = understood([line.text for line in asked])
    judged = [Judged(line.meant, line.got) for line in _judged(asked, [answer.intent for answer in ours])]
    if split == "test":
        PICTURE.write_text(confusion_picture(judged, _groups(judged), "Intents of the test split"), encoding="utf-8")
    return {
        "bench": "understanding",
        "split": split,
        "aims": AIMS,
        "ours": _by_language(asked, judged),
        "entities": entity_scores(split),
        "baseline": _baselines(asked),
        "ms": percentiles([answer.ms for answer in ours]),
        **({"spoken": _spoken(asked, judged, settings)} if spoken else {}),
        "hardware": machine,
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The same as a table for people."""
    yield f"understanding, split {figures['split']!r} ({figures['hardware']['cpu']})"
    yield f"{'':<26}{'accuracy':>10}{'macro F1':>10}{'out of scope F1':>17}{'turned away':>13}{'pairs exact':>13}"
    rows = {"ours": figures["ours"], **figures["baseline"], **{k: v for k, v in figures.items() if k == "spoken"}}
    for name, by_language in rows.items():
        for language, scores in by_language.items():
            outside = scores["out_of_scope"]
            yield (
                f"{name + ' ' + language:<26}{scores['accuracy']:>10.3f}{scores['macro_f1']:>10.3f}"
                f"{outside['f1']:>17.3f}{outside['turned_away']:>13.3f}{scores['pairs']['exact']:>13.3f}"
            )
    for language, scores in figures["entities"]["by_language"].items():
        found = f"precision {scores['precision']:.3f}, recall {scores['recall']:.3f}, F1 {scores['f1']:.3f}"
        yield f"entities {language}: {found} of {scores['marked']} marked"
    yield f"a line: {figures['ms']['p50']} ms, p95 {figures['ms']['p95']}"


def _judged(asked: Sequence[Line], got: Sequence[str]) -> list[Judged]:
    return [Judged(line.intent, intent) for line, intent in zip(asked, got, strict=True)]


def _by_language(asked: Sequence[Line], judged: Sequence[Judged]) -> dict[Language, dict[str, Any]]:
    pairs = list(zip(asked, judged, strict=True))
    return {
        language: intent_scores([each for line, each in pairs if line.language == language]) for language in LANGUAGES
    }


def _baselines(asked: Sequence[Line]) -> dict[str, Any]:
    trained = nlu_split.lines("nlu")
    texts, intents = [line.text for line in trained], [line.intent for line in trained]
    vectors = sentence_vectors([*texts, *(line.text for line in asked)], "Baseline")
    found = {
        "e5 alone": on_vectors(vectors[: len(texts)], intents, vectors[len(texts) :]),
        "n-grams alone": _ngrams_alone(texts, intents, asked),
    }
    return {name: _by_language(asked, _judged(asked, got)) for name, got in found.items()}


def _ngrams_alone(texts: Sequence[str], intents: Sequence[str], asked: Sequence[Line]) -> list[str]:
    counts, others = ngram_counts(texts, [line.text for line in asked])
    return on_ngrams(counts, intents, others)


def _groups(judged: Sequence[Judged]) -> dict[str, str]:
    """The topic of each intent; two wishes are a group of their own."""
    files = sorted((PROJECT / "bot" / "domain").glob("*.yml"))
    topics = {
        intent: file.stem
        for file in files
        for intent in yaml.safe_load(file.read_text(encoding="utf-8")).get("intents") or ()
    }
    return topics | {name: "pairs" for line in judged for name in (line.meant, line.got) if PAIR in name}


def _spoken(asked: Sequence[Line], judged: Sequence[Judged], settings: Settings) -> dict[str, Any]:
    """Scores of a sample by language, as heard; ``as_written`` and ``loss`` are accuracies of the same lines."""
    sample = _sample(asked)
    texts = _heard([asked[i] for i in sample], settings)
    heard = _judged([asked[i] for i in sample], [answer.intent for answer in understood(texts)])
    as_heard = _by_language([asked[i] for i in sample], heard)
    as_written = _by_language([asked[i] for i in sample], [judged[i] for i in sample])
    return {
        language: {
            **as_heard[language],
            "as_written": as_written[language]["accuracy"],
            "loss": round(as_written[language]["accuracy"] - as_heard[language]["accuracy"], 4),
        }
        for language in LANGUAGES
    }


def _sample(asked: Sequence[Line]) -> list[int]:
    """Places of lines drawn alike from all of a language."""
    chosen: list[int] = []
    for language in LANGUAGES:
        places = [i for i, line in enumerate(asked) if line.language == language and len(line.text) >= _SHORTEST_SPOKEN]
        chosen += random.Random(_SEED).sample(places, min(_SPOKEN_LINES, len(places)))  # noqa: S311 - a fixed sample
    return chosen


def _heard(said: Sequence[Line], settings: Settings) -> list[str]:
    """What the recogniser writes of the lines, each said by the voice of its language."""
    speaker, ear = tts.create(settings), stt.create(settings)
    texts = []
    with progress("Hearing lines", len(said), "lines") as advance:
        for line in said:
            clauses = speaker.stream(as_spoken(line.text, line.language), line.language)
            speech = np.concatenate([clause.pcm for clause in clauses]).astype(np.float32) / 32768
            samples = soxr.resample(speech, VOICE_RATE, SAMPLE_RATE).astype(np.float32)
            # A line on which nothing is heard is still a line.
            texts.append(" ".join(ear.transcribe(samples, line.language).text.split()) or "-")
            advance(1)
    return texts

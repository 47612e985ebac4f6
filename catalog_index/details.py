"""What the shop's data says of one thing asked about a product: ``knowledge/aspects.toml``. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from annae.types import Language
from catalog_index.knowledge import read_knowledge
from catalog_index.labels import Labels
from catalog_index.tokens import TokenSplitter
from store.bilingual import Bilingual
from store.product import Product

FactKind = Literal["value", "is", "is_not", "can", "cannot"]

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_MOST: Final = 3
"""Facts told at once."""


@dataclass(frozen=True)
class Fact:
    """One attribute. ``is`` and ``is_not`` are plain yes and no, ``can`` and ``cannot`` what may be done with it."""

    kind: FactKind
    label: Bilingual
    value: Bilingual


@dataclass(frozen=True)
class Told:
    """What is known: ``facts``, and the ``sentence`` of the description that speaks of it (empty: none does).

    ``asked`` is what was asked about, empty where it was no single thing; ``in_general``: everything was asked for.
    """

    asked: Bilingual
    facts: tuple[Fact, ...]
    sentence: str
    in_general: bool = False

    @property
    def known(self) -> bool:
        """Whether the data says anything of it."""
        return bool(self.facts or self.sentence)


class Details:
    """Answers questions about products; ``own_knowledge`` is the folder of the shop's own files."""

    def __init__(self, splitter: TokenSplitter, labels: Labels, own_knowledge: str = "") -> None:
        knowledge = read_knowledge("aspects", own_knowledge)
        self._splitter, self._labels = splitter, labels
        self._aspects: Mapping[str, Mapping[str, Any]] = knowledge["aspects"]
        self._asking = {name: _pattern(aspect["ask"]) for name, aspect in self._aspects.items()}
        self._general = _pattern(knowledge["general"]["ask"])

    def of(self, product: Product, question: str, language: Language) -> Told:
        """What the data says of ``product`` to ``question``."""
        question = _without_title(question, product)
        asked = [name for name, pattern in self._asking.items() if pattern.search(question)]
        if asked:
            return self._of_aspects(product, asked, language)
        if named := [key for key in product.attributes if _named(self._labels.label(key), question)]:
            return Told(self._labels.label(named[0]), self._facts(product, named), "")
        sentence = "" if self._general.search(question) else self._fitting_sentence(product, question, language)
        if sentence:
            return Told(Bilingual(), (), sentence)
        if self._general.search(question) or not self._splitter.words(question):
            return Told(Bilingual(), self._facts(product, list(product.attributes)), "", in_general=True)
        return Told(Bilingual(), (), "")

    def _of_aspects(self, product: Product, names: list[str], language: Language) -> Told:
        keys = dict.fromkeys(key for name in names for key in self._aspects[name]["keys"])
        facts = self._facts(product, [key for key in keys if key in product.attributes])
        spoken_of = (
            sentence
            for sentence in _sentences(product, language)
            if any(self._asking[name].search(sentence) for name in names)
        )
        label = self._aspects[names[0]]["label"]
        return Told(Bilingual(label["ko"], label["en"]), facts, "" if facts else next(spoken_of, ""))

    def _facts(self, product: Product, keys: list[str]) -> tuple[Fact, ...]:
        return tuple(self._fact(key, product.attributes[key]) for key in keys[:_MOST])

    def _fact(self, key: str, raw: str) -> Fact:
        kinds: dict[tuple[str, bool], FactKind] = {
            ("yes", False): "is",
            ("no", False): "is_not",
            ("yes", True): "can",
            ("no", True): "cannot",
        }
        kind = kinds.get((raw, self._labels.has_own_words(key)), "value")
        return Fact(kind, self._labels.label(key), self._labels.value(key, raw))

    def _fitting_sentence(self, product: Product, question: str, language: Language) -> str:
        """The sentence of the description that holds most things the question names; at least half of them."""
        things = self._things(question, language)
        shared = {s: len(things & self._things(s, language)) for s in _sentences(product, language)}
        best = max(shared, key=lambda sentence: shared[sentence], default="")
        return best if best and things and shared[best] * 2 >= len(things) else ""

    def _things(self, text: str, language: Language) -> set[str]:
        """The nouns of ``text``: one can take many things along, and on many trips."""
        return set(self._splitter.nouns_and_verbs(text)[0] if language == "ko" else self._splitter.words(text))


def _sentences(product: Product, language: Language) -> list[str]:
    return _SENTENCE_END.split(product.description[language].strip())


def _without_title(question: str, product: Product) -> str:
    """``question`` without the words of the title: they name the product, they ask nothing."""
    words = sorted({word for title in product.title.both() for word in title.split()}, key=len, reverse=True)
    for word in words:
        if len(word) > 1:
            question = re.sub(re.escape(word), " ", question, flags=re.IGNORECASE)
    return question


def _named(label: Bilingual, question: str) -> bool:
    return any(name and name.casefold() in question.casefold() for name in label.both())


def _pattern(ask: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{ask['ko']})|\b(?:{ask['en']})", re.IGNORECASE)

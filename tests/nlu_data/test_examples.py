import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from annae.paths import PROJECT
from annae.types import LANGUAGES, guess_language
from bot.components.entities import ENTITIES

DATA = PROJECT / "nlu_data"
LEAST_EXAMPLES = 40
LEAST_OF_A_PAIR = 8
LEAST_OUT_OF_SCOPE = 400
PARTS = ("nlu", "dev", "test")
MARKED = re.compile(r"\[([^\]]+)\]\{[^}]*\}")


def examples(part: str, language: str) -> list[tuple[str, str, str]]:
    """``(topic, intent, text)`` of every example, without the marks of its entities."""
    found = []
    for file in sorted((DATA / part / language).glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            found += [(file.stem, block["intent"], MARKED.sub(r"\1", line.removeprefix("- "))) for line in lines]
    return found


def domain(section: str) -> dict[str, set[str]]:
    """Names of a section of the domain, by topic."""
    files = (PROJECT / "bot" / "domain").glob("*.yml")
    read = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    return {topic: set(content[section]) for topic, content in read.items() if content.get(section)}


def rules_of(file: Path) -> set[str]:
    """Intents that a rules file answers."""
    steps = [step for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"] for step in rule["steps"]]
    return {step["intent"] for step in steps if "intent" in step}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_enough_examples_in_each_language(language: str) -> None:
    counts = Counter(intent for _, intent, _ in examples("nlu", language))
    assert set(counts) == set().union(*domain("intents").values())
    least = {intent: LEAST_OF_A_PAIR if "+" in intent else LEAST_EXAMPLES for intent in counts}
    assert {intent: count for intent, count in counts.items() if count < least[intent]} == {}
    assert counts["out_of_scope"] >= LEAST_OUT_OF_SCOPE


def plain(text: str) -> str:
    return " ".join(text.lower().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_there_twice_and_none_of_the_dev_split_is_trained(language: str) -> None:
    counts = Counter(plain(text) for part in PARTS for _, _, text in examples(part, language))
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_text_stands_for_two_intents() -> None:
    intents = defaultdict(set)
    for part in PARTS:
        for language in LANGUAGES:
            for _, intent, text in examples(part, language):
                intents[plain(text)].add(intent)
    assert {text: meant for text, meant in intents.items() if len(meant) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_examples_are_written_in_the_language_of_their_folder(part: str, language: str) -> None:
    # Text without letters and code in attacks belong to no language.
    foreign = [
        text
        for _, intent, text in examples(part, language)
        if guess_language(text, language) != language and intent not in ("injection", "inform")
    ]
    assert [text for text in foreign if text.lower() not in {"wifi 비번 알려줘", "asdf"}] == []


@pytest.mark.parametrize("part", PARTS)
def test_the_topics_of_both_languages_mirror_the_domain(part: str) -> None:
    for language in LANGUAGES:
        by_topic = defaultdict(set)
        for topic, intent, _ in examples(part, language):
            by_topic[topic].add(intent)
        pairs, wishes = by_topic.pop("pairs"), domain("intents")
        declared = wishes.pop("pairs")
        assert by_topic == wishes
        # Any two wishes may be held back for testing; those that are declared are trained.
        assert {wish for pair in pairs for wish in pair.split("+")} <= set().union(*wishes.values())
        assert part != "nlu" or pairs == declared


def test_every_intent_has_a_rule_in_the_file_of_its_topic() -> None:
    rules = {file.stem: rules_of(file) for file in (DATA / "rules").glob("*.yml")}
    assert {topic: intents for topic, intents in rules.items() if intents} == domain("intents")


def test_the_entities_of_the_domain_are_those_that_are_found() -> None:
    assert set().union(*domain("entities").values()) == set(ENTITIES)


def test_every_lexicon_is_an_entity_of_the_domain() -> None:
    lexicons = {file.stem for file in (DATA / "lexicon").glob("*.yml")}
    assert lexicons <= set().union(*domain("entities").values())

"""A real shop in a SQLite file, and scripted stand-ins for what needs the encoder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from annae.paths import PROJECT
from annae.settings import Settings
from annae.types import Language
from bot.actions.server import every_action
from bot.actions.services import Hit, Services
from bot.actions.texts import Texts
from bot.components.entities import find_entities
from store.database.engine import open_database
from store.importer import import_pack
from store.pack import read_pack
from store.product import Product
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from tests.bot.dialogue_server import DialogueServer, running_dialogue

collect_ignore = ["rasa_env"]  # runs with Rasa's interpreter, started by test_rasa_environment.py
NOW = "2026-11-24T14:00:00+09:00"  # a Tuesday in the shop's opening hours


@dataclass(frozen=True)
class FakeHit:
    product: Product
    score: float = 0.8
    why: str = "출근길에 좋아요."


@dataclass(frozen=True)
class FakeResults:
    """What the fake finds, with the limits it lifted."""

    hits: Sequence[Hit]
    relaxed: tuple[str, ...] = ()


@dataclass
class FakeFinder:
    """Finds the products whose title has a word of the query, having lifted what the test says."""

    shop: Shop
    relaxed: tuple[str, ...] = ()

    def search(self, query: str, language: Language, limit: int = 5) -> Sequence[Hit]:
        words = query.lower().split()
        found = [p for p in self.shop.products() if any(w in p.title[language].lower().split() for w in words)]
        return [FakeHit(product) for product in found[:limit]]

    def find(self, query: str, language: Language, limit: int = 5) -> FakeResults:
        return FakeResults(self.search(query, language, limit), self.relaxed)


@dataclass
class FakeAnswers:
    """Knows the answers it was given."""

    known: dict[str, str] = field(default_factory=dict)

    def answer(self, question: str, language: Language, at_least: float = 0.0) -> str | None:
        return self.known.get(question)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database with the demo store."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shop') / 'annae.db'}"
    engine = open_database(url)
    import_pack(engine, read_pack(PROJECT / "stores" / "demo"))
    engine.dispose()  # now everything is in the one file
    return url


@pytest.fixture(scope="session")
def dialogue(state_home: object, imported: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DialogueServer]:
    """The real Rasa server and action server on the demo store."""
    with running_dialogue(imported, NOW, tmp_path_factory.mktemp("logs")) as server:
        yield server


@pytest.fixture
def shop(imported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The demo store on a quiet afternoon."""
    monkeypatch.setenv("STORE_NOW", NOW)
    copy = tmp_path / "annae.db"
    copy.write_bytes(Path(imported.removeprefix("sqlite:///")).read_bytes())
    engine = open_database(f"sqlite:///{copy}")
    yield Shop(engine, "demo")
    engine.dispose()


@pytest.fixture
def services(shop: Shop) -> Services:
    """Everything real but search and frequent questions."""
    return Services(Settings(), shop, BuiltinOrderSystem(shop), FakeFinder(shop), FakeAnswers(), Texts())


@dataclass
class Conversation:
    """Runs actions one after another as Rasa would, on one tracker."""

    actions: Mapping[str, Action]
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    form: str | None = None

    async def turn(
        self,
        intent: str,
        text: str,
        action: str | None = None,
        metadata: dict[str, Any] | None = None,
        entities: dict[str, str] | None = None,
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The message sent (``text`` and ``custom``) and the events; ``action`` where it is not the intent's."""
        self.events.append({"event": "user", "text": text})
        message = {
            "intent": {"name": intent, "confidence": 0.9},
            "text": text,
            "entities": [*find_entities(text), *stated_entities(text, entities or {})],
            "metadata": metadata or {},
        }
        loop = {"name": self.form} if self.form else {}
        tracker = Tracker("c1", dict(self.slots), message, self.events, False, None, loop, "action_listen")
        dispatcher = CollectingDispatcher()
        events = await self.actions[action or f"action_{intent}"].run(dispatcher, tracker, {})
        for event in events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "active_loop":
                self.form = event["name"]
            elif event["event"] == "reset_slots":
                self.slots.clear()
        (sent,) = dispatcher.messages
        self.events.append({"event": "bot", "text": sent["text"], "data": {"custom": sent["custom"]}})
        return sent, events


def stated_entities(text: str, entities: dict[str, str]) -> list[dict[str, Any]]:
    """Entities a test states itself, ``{"words": "entity=value"}``."""
    stated = [(words, *meaning.split("=", 1)) for words, meaning in entities.items()]
    return [
        {"entity": entity, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for words, entity, value in stated
    ]


@pytest.fixture
def conversation(services: Services) -> Conversation:
    """A fresh conversation."""
    return Conversation({action.name(): action for action in every_action(services)})


@pytest.fixture
def tracker() -> Callable[..., Tracker]:
    """Makes a tracker for actions that say nothing."""

    def make(text: str, slots: dict[str, Any], slot_events: dict[str, Any], sender: str = "c1") -> Tracker:
        events: list[dict[str, Any]] = [{"event": "user", "text": text}]
        events += [{"event": "slot", "name": name, "value": value} for name, value in slot_events.items()]
        message = {"text": text, "intent": {"name": "inform", "confidence": 0.9}, "entities": find_entities(text)}
        form = {"name": "order_form"}
        return Tracker(sender, {**slots, **slot_events}, message, events, False, None, form, "action_listen")

    return make

"""A real shop in a SQLite file, and scripted stand-ins for what needs the encoder."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.settings import Settings
from annae.types import Language
from bot.actions.server import every_action
from bot.actions.services import Hit, Services
from bot.actions.texts import Texts
from bot.components.entities import find_entities
from bot.components.names_file import NamesFile
from bot.components.store_names import StoreNames
from bot.store_names import write_store_names
from catalog_index.details import Details
from catalog_index.labels import Labels
from catalog_index.picture.search import PictureHit, PictureResults
from catalog_index.similar import Alike
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.price import find_price
from catalog_index.understanding.query import Excluded, Limits, Query
from catalog_index.understanding.refinement import Refinement, refined_by, telling
from catalog_index.understanding.sorting import find_order
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
    """Finds the products whose title or category has a word of the query, within the limits said; nothing by meaning.

    ``relaxed``: limits that the test says were lifted.
    """

    shop: Shop
    splitter: TokenSplitter
    relaxed: tuple[str, ...] = ()

    def read(self, text: str) -> Query:
        price, rest = find_price(text)
        order, rest = find_order(rest)
        sizes = re.findall(r"(?<!\d)(2[2-8][05])(?!\d)", text)
        colors, unwanted = set(), set()
        for color, term in self.shop.info.colors.items():
            words = [word for word in term.words() if word in rest]
            colors |= {color} if words else set()
            unwanted |= {color} if any(f"{word} 말고" in rest for word in words) else set()
            for word in words:
                rest = rest.replace(word, "")
        brands = [brand for brand, term in self.shop.info.brands.items() if any(word in text for word in term.words())]
        out = [brand for brand in brands if f"{brand} 말고" in text]
        brand = next((brand for brand in brands if brand not in out), None)
        excluded = Excluded(colors=frozenset(unwanted), brands=frozenset(out))
        limits = Limits(price, sizes[0] if sizes else None, frozenset(colors - unwanted), brand, excluded=excluded)
        return Query(text, rest, limits, order)

    def names_kind(self, text: str, other_than: str = "") -> bool:
        return bool(self._kinds(text) - self._kinds(other_than))

    def tells(self, text: str) -> bool:
        said = self.read(text)
        return bool(said.limits or said.limits.excluded or said.order or telling(said.wanted, self.splitter))

    def search(self, query: str, language: Language, limit: int = 5) -> Sequence[Hit]:
        return self.find(query, language, limit).hits

    def find(
        self, query: str, language: Language, limit: int = 5, *, refined: Sequence[Refinement] = ()
    ) -> FakeResults:
        wish = self.read(query)
        for more in refined:
            wish = refined_by(wish, self.read(more.text), more, self.splitter)
        words, kinds = set(wish.wanted.lower().split()), self._kinds(wish.wanted)
        anything = bool(wish.limits or wish.order) and not self.tells(wish.wanted)

        def is_called(product: Product) -> bool:
            named = words & set(product.title[language].lower().split())
            gift = "선물" in words and "선물" in product.tags
            return anything or gift or bool(named) or product.category in kinds

        called = list(filter(is_called, self.shop.products()))
        found, relaxed = [p for p in called if _keeps(p, wish.limits)], self.relaxed
        if called and not found and wish.limits.price:
            found, relaxed = [p for p in called if _keeps(p, wish.limits.without("price"))], ("price",)
            found.sort(key=lambda p: p.pays.amount)
        if wish.order == "cheapest":
            found.sort(key=lambda p: p.pays.amount)
        return FakeResults([FakeHit(product) for product in found[:limit]], relaxed)

    def _kinds(self, text: str) -> set[str]:
        terms = self.shop.info.categories
        return {kind for kind, term in terms.items() if any(word in text for word in term.words())}


def _keeps(product: Product, limits: Limits) -> bool:
    return (
        (limits.price is None or limits.price.holds(product.pays.amount))
        and (not limits.colors or bool(limits.colors & set(product.colors)))
        and (limits.size is None or limits.size in product.sizes)
        and (limits.brand is None or limits.brand == product.brand)
        and product.brand not in limits.excluded.brands
    )


@dataclass
class FakeAlikes:
    """Takes the products of the same category for alike."""

    shop: Shop

    def like(self, product_id: str, limit: int = 5) -> list[Alike]:
        to = self.shop.product(product_id)
        assert to
        others = [p for p in self.shop.products() if p.category == to.category and p.id != to.id]
        return [Alike(product, to, 0.5, ()) for product in others[:limit]]

    def in_color(self, product_id: str, color: str, limit: int = 5) -> list[Alike]:
        to = self.shop.product(product_id)
        assert to
        itself = [Alike(to, to, 1.0, ())] if color in to.colors else []
        return [*itself, *(alike for alike in self.like(product_id, 50) if color in alike.product.colors)][:limit]

    def why(self, alike: Alike, language: Language) -> str:
        return f"{alike.dearer_by} {language}"


@dataclass
class FakePhotos:
    """Takes every photo for one of the product named in it."""

    shop: Shop
    has_pictures: bool = True

    def find(self, photo: bytes, limit: int) -> PictureResults | None:
        product = self.shop.product(photo.decode())
        if product is None:
            raise AnnaeError("no picture")
        return PictureResults([PictureHit(product, 0.9)], sure=True) if self.has_pictures else None


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


@pytest.fixture(scope="session")
def names(imported: str, tmp_path_factory: pytest.TempPathFactory) -> StoreNames:
    """What the understanding knows of the demo store."""
    path, engine = tmp_path_factory.mktemp("names") / "names.npz", open_database(imported)
    write_store_names(Shop(engine, "demo"), path)
    engine.dispose()
    return StoreNames(NamesFile.read(path))


@pytest.fixture
def shop(imported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The demo store on a quiet afternoon."""
    monkeypatch.setenv("STORE_NOW", NOW)
    copy = tmp_path / "annae.db"
    copy.write_bytes(Path(imported.removeprefix("sqlite:///")).read_bytes())
    engine = open_database(f"sqlite:///{copy}")
    yield Shop(engine, "demo")
    engine.dispose()


@pytest.fixture(scope="session")
def splitter() -> TokenSplitter:
    """The dictionary, which takes two seconds to load."""
    return TokenSplitter()


@pytest.fixture
def services(shop: Shop, splitter: TokenSplitter) -> Services:
    """Everything real but search, likeness, photos and frequent questions."""
    labels = Labels()
    return Services(
        Settings(),
        shop,
        BuiltinOrderSystem(shop),
        FakeFinder(shop, splitter),
        FakeAnswers(),
        Texts(),
        FakeAlikes(shop),
        FakePhotos(shop),
        labels,
        Details(splitter, labels),
    )


def _entities(given: Mapping[str, str]) -> list[dict[str, Any]]:
    values = [(name, value) for name, listed in given.items() for value in listed.split(",")]
    return [{"entity": name, "value": value, "start": 0, "end": 0} for name, value in values]


@dataclass
class Conversation:
    """Runs actions one after another as Rasa would, on one tracker."""

    actions: Mapping[str, Action]
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    form: str | None = None
    names: StoreNames | None = None

    async def turn(
        self,
        intent: str,
        text: str,
        action: str | None = None,
        metadata: dict[str, Any] | None = None,
        entities: dict[str, str] | None = None,
        **named: str,
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The message sent (``text`` and ``custom``) and the events; ``action`` where it is not the intent's.

        ``entities`` stand in the text besides those found; ``named`` ones stand nowhere: a value each, several with
        commas.
        """
        self.events.append({"event": "user", "text": text})
        message = {
            "intent": {"name": intent, "confidence": 0.9},
            "text": text,
            "entities": [*find_entities(text, self.names), *stated_entities(text, entities or {}), *_entities(named)],
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
def conversation(services: Services, names: StoreNames) -> Conversation:
    """A fresh conversation."""
    return Conversation({action.name(): action for action in every_action(services)}, names=names)


@pytest.fixture
def tracker(names: StoreNames) -> Callable[..., Tracker]:
    """Makes a tracker for actions that say nothing."""

    def make(text: str, slots: dict[str, Any], slot_events: dict[str, Any], sender: str = "c1") -> Tracker:
        events: list[dict[str, Any]] = [{"event": "user", "text": text}]
        events += [{"event": "slot", "name": name, "value": value} for name, value in slot_events.items()]
        message = {
            "text": text,
            "intent": {"name": "inform", "confidence": 0.9},
            "entities": find_entities(text, names),
        }
        form = {"name": "order_form"}
        return Tracker(sender, {**slots, **slot_events}, message, events, False, None, form, "action_listen")

    return make

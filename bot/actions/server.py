"""Starts the action server: everything opened once, reachable from this machine only."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, Final

from rasa_sdk import Action
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic, json
from sanic.worker.loader import AppLoader

from annae.settings import Settings
from annae.types import Language
from bot.actions.both import Both
from bot.actions.change_form import ChangeTopic, change_form_actions
from bot.actions.details.form import DetailedAction, details_form_actions
from bot.actions.faq import FaqAnswers
from bot.actions.housekeeping import purge_daily
from bot.actions.order_form import OrderTopic, order_form_actions
from bot.actions.photos import CatalogPhotos
from bot.actions.services import Services
from bot.actions.shop_action import ShopAction
from bot.actions.texts import Texts
from bot.actions.topics import ACTIONS
from bot.actions.topics.dialogue.correction import Correction
from bot.actions.topics.dialogue.steering import Affirm, Inform
from bot.store_names import follow_store
from catalog_index.details import Details
from catalog_index.encoders.create import create_encoder_or_words
from catalog_index.labels import Labels
from catalog_index.search import ProductSearch
from catalog_index.similar import SimilarProducts
from catalog_index.tokens import TokenSplitter
from store.database.engine import open_database
from store.shop import Shop
from store.systems.configured import order_system

_WARM_UP: Final[tuple[tuple[Language, str], ...]] = (("ko", "가방 보여 주세요"), ("en", "show me a bag"))


def serve(settings: Settings, port: int) -> None:
    """Run until told to stop. Raises AnnaeError when the store cannot be opened."""
    logging.getLogger("rasa_sdk").setLevel(logging.ERROR)  # it warns of the version gap at every call
    services = open_services(settings)
    services.products.search(services.shop.info.name["ko"], "ko")  # the first search loads what the next ones find
    loader = AppLoader(factory=partial(_make_app, services))
    app = loader.load()
    app.prepare(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)
    Sanic.serve_single(primary=app)


def _make_app(services: Services) -> Sanic[Any, Any]:
    executor = ActionExecutor()
    for action in every_action(services):
        executor.register_action(action)
    app = create_app(executor)

    async def store(_request: Request) -> HTTPResponse:
        """Id and name of the shop, for the page's header."""
        info = services.shop.info
        return json({"id": services.shop.store_id, "name": {"ko": info.name["ko"], "en": info.name["en"]}})

    app.add_route(store, "/store")
    app.add_task(follow_store(services.shop))
    app.add_task(purge_daily(services.shop, services.settings.privacy.keep_days))
    return app


def open_services(settings: Settings) -> Services:
    """Database, index and encoder; the texts."""
    shop = Shop(open_database(settings.database_url), settings.store.id)
    encoder = create_encoder_or_words(settings.search)
    splitter, labels = TokenSplitter(), Labels(settings.search.knowledge)
    products = ProductSearch(shop, settings, encoder, splitter)
    faq = FaqAnswers(shop, encoder)
    for language, text in _WARM_UP:  # the first question would take seconds otherwise
        products.search(text, language)
        faq.answer(text, language)
    return Services(
        settings,
        shop,
        order_system(shop, settings),
        products,
        faq,
        Texts(),
        SimilarProducts(shop, products, labels),
        CatalogPhotos(shop, settings),
        labels,
        Details(splitter, labels, settings.search.knowledge),
    )


def every_action(services: Services) -> list[Action]:
    """All actions of the domain."""
    by_intent: dict[str, ShopAction] = {action.intent: action(services) for action in ACTIONS}
    topics = {intent: action for intent, action in by_intent.items() if isinstance(action, OrderTopic)}
    detailed = {intent: action for intent, action in by_intent.items() if isinstance(action, DetailedAction)}
    by_intent["correction"] = Correction(services, by_intent)
    by_intent["inform"] = Inform(services, by_intent)
    steering = [Affirm(services, by_intent), Both(services, by_intent)]
    changes = {intent: action for intent, action in topics.items() if isinstance(action, ChangeTopic)}
    forms = [
        *order_form_actions(services, topics),
        *change_form_actions(services, changes),
        *details_form_actions(services, detailed),
    ]
    return [*by_intent.values(), *steering, *forms]

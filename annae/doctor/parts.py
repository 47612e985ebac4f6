"""Checks of what Annae prepared: environments, weights, store, index, dialogue model, page."""

from __future__ import annotations

from annae.doctor.finding import Finding, ok, problem
from annae.errors import AnnaeError
from annae.paths import PROJECT, rasa_python
from annae.preparation import required_models
from annae.progress import progress
from annae.settings import Settings
from models.prepare import damaged_files, is_ready


def rasa_environment(_settings: Settings) -> Finding:
    """Rasa's own environment."""
    if any((rasa_python().parent.parent / "lib").glob("python*/site-packages/rasa/__init__.py")):
        return ok("rasa environment", "installed")
    return problem("rasa environment", "missing or unfinished", "run: make setup")


def weights(settings: Settings) -> Finding:
    """Every model file against its hash."""
    names = required_models(settings)
    missing = [name for name in names if not is_ready(name)]
    if missing:
        return problem("weights", f"not prepared: {', '.join(missing)}", "run: annae run (it prepares them)")
    damaged: list[str] = []
    with progress("Checking weights", len(names)) as advance:
        for name in names:
            damaged += [f"{name}/{path}" for path in damaged_files(name)]
            advance(1)
    if damaged:
        mend = "delete these models' folders in the state folder's models/ and run: annae run"
        return problem("weights", f"corrupt: {', '.join(damaged)}", mend)
    return ok("weights", f"{len(names)} models, every file has its hash")


def store(settings: Settings) -> Finding:
    """The configured store in the database."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - only this check needs a database

    from store.database.engine import open_database  # noqa: PLC0415
    from store.shop import Shop  # noqa: PLC0415

    try:
        name = Shop(open_database(settings.database_url), settings.store.id).info.name.ko
    except AnnaeError as error:
        return problem("store", str(error), f"run: annae import DIR --store {settings.store.id}")
    except SQLAlchemyError as error:
        return problem("store", f"the database does not answer: {error}", "check the setting database.url")
    return ok("store", f"{settings.store.id}: {name}")


def orders(settings: Settings) -> Finding:
    """The shop's own order system, when it has one."""
    from store.systems.woocommerce.api import WooCommerceApi  # noqa: PLC0415 - only this check needs it

    if settings.store.orders == "builtin":
        return ok("orders", "in our database")
    try:
        WooCommerceApi(settings.woocommerce).get("orders", {"per_page": 1})
    except AnnaeError as error:
        return problem("orders", str(error), "see docs/order-systems.md")
    return ok("orders", f"{settings.woocommerce.url} answers")


def dialogue(_settings: Settings) -> Finding:
    """The trained dialogue model."""
    from bot.training import dialogue_model  # noqa: PLC0415

    if dialogue_model().is_file():
        return ok("dialogue model", "trained from today's examples")
    return problem("dialogue model", "not trained yet, or its inputs changed", "run: annae train")


def page(_settings: Settings) -> Finding:
    """The built kiosk page."""
    if (PROJECT / "avatar_client" / "dist" / "index.html").is_file():
        return ok("page", "built")
    return problem("page", "not built", "run: make setup")

"""``annae weather``: tells the assistant what the weather is today."""

from __future__ import annotations

import argparse
import sys

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "weather",
        help="say what the weather is today",
        description="Say what the weather is today: what suits it is shown first, until the day is over. Without "
        "words, show what was said.",
        epilog="examples:\n  annae weather rain cold\n  annae weather\n  annae weather --clear",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="rain, snow, cold, hot, or what your menu.csv names")
    parser.add_argument("--clear", action="store_true", help="forget it: the weather is not known")
    add_store(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Change it if asked to, and show what holds."""
    from catalog_index.knowledge import read_knowledge
    from store.database.engine import open_database
    from store.shop import Shop
    from store.weather import say_weather, weather_on

    if args.words and args.clear:
        raise AnnaeError("say the weather or clear it, not both")
    shop = Shop(open_database(settings.database_url), args.store or settings.store.id)
    today = shop.now().date()
    words = frozenset(word.lower() for word in args.words)
    if words or args.clear:
        named = {word.lower() for offer in shop.menu() for word in offer.item.weather}
        known = named | read_knowledge("weather", settings.search.knowledge).keys()
        if unknown := words - known:
            raise AnnaeError(
                f"{', '.join(sorted(unknown))} is no weather known here; known: {', '.join(sorted(known))}"
            )
        say_weather(words, today, shop.store_id)
    said = sorted(weather_on(today, shop.store_id))
    if args.json:
        print_json({"day": today.isoformat(), "weather": said})
    else:
        told = f"the weather of {today} is {', '.join(said)}" if said else "the weather is not known"
        print(told, file=sys.stderr)
    return 0

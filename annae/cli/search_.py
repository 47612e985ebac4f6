"""``annae search``: what the assistant would show for a customer's words."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.settings import Settings
from annae.types.language import Language, guess_language

if TYPE_CHECKING:
    from catalog_index.search import Hit, Results

_EPILOG = """\
examples:
  annae search "출근할 때 들 가방"
  annae search "a gift under 50,000 won" --limit 3 --json
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "search",
        help="find products by what a customer says",
        description="Find products by what a customer says, in Korean or English, best first.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", metavar="TEXT", help="what the customer says")
    add_store(parser)
    parser.add_argument("--limit", type=_at_least_one, default=10, metavar="N", help="products to show (default: 10)")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Search and print; finding nothing is an answer too, said on stderr."""
    from catalog_index.understanding.query import has_words, plain_text

    if not has_words(plain_text(args.text)):
        raise AnnaeError(
            'there is nothing to search for; say what you want, such as: annae search "비 오는 날 신을 신발"'
        )
    from catalog_index.search import ProductSearch
    from store.database.engine import open_database
    from store.shop import Shop

    shop = Shop(open_database(settings.database_url), args.store or settings.store.id)
    language = guess_language(args.text)
    results = ProductSearch.open(shop, settings).find(args.text, language, args.limit)
    if not results.hits:
        print("no product fits these words; try other ones, or a kind of product", file=sys.stderr)
    elif results.relaxed:
        print(f"{_why_relaxed(results)}; without it there is:", file=sys.stderr)
    if args.json:
        for hit in results.hits:
            print_json(_row(hit, language))
    elif results.hits:
        _print_table(results.hits, language)
    return 0


def _why_relaxed(results: Results) -> str:
    """Which limits nothing keeps to."""
    price = results.query.limits.price
    if "price" in results.relaxed and price and price.is_contradictory:
        return f"no price is at least {price.low:,} and at most {price.high:,}: give limits that can both hold"
    names = {"colors": "colour"}
    return f"nothing keeps to the {' and the '.join(names.get(name, name) for name in results.relaxed)} asked for"


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, found {text!r}")
    return int(text)


def _row(hit: Hit, language: Language) -> dict[str, Any]:
    product = hit.product
    return {
        "id": product.id,
        "title": product.title[language],
        "price": product.pays.amount,
        "score": hit.score,
        "why": hit.why,
    }


def _print_table(hits: list[Hit], language: Language) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("id", "title", "price", "score", "why"):
        table.add_column(name, justify="right" if name in {"price", "score"} else "left")
    for hit in hits:
        product = hit.product
        cells = (product.id, product.title[language], product.pays.written(language), f"{hit.score:.2f}", hit.why)
        # A cell is data: brackets in a title are no markup.
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    Console().print(table)

"""``annae search``: what the assistant would show for a customer's words, for a photo, or beside a product."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.settings import Settings
from annae.types.language import LANGUAGES, Language, guess_language

if TYPE_CHECKING:
    from catalog_index.search import Results
    from store.product import Product
    from store.shop import Shop

_EPILOG = """\
examples:
  annae search "출근할 때 들 가방"
  annae search "a gift under 50,000 won" --limit 3 --json
  annae search --like ws-01 --cheaper
  annae search --like ws-01 --color black
  annae search --picture photo.jpg
"""


class _Found(NamedTuple):
    product: Product
    score: float
    why: str


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "search",
        help="find products by what a customer says or shows",
        description="Find products by what a customer says in Korean or English, by a photo, or like another product; "
        "best first.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("text", nargs="?", metavar="TEXT", help="what the customer says")
    asked.add_argument("--like", metavar="ID", help="products like this one")
    asked.add_argument("--picture", type=Path, metavar="FILE", help="products that look like what this photo shows")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--cheaper", action="store_true", help="with --like: only cheaper ones")
    kept.add_argument(
        "--color", nargs="?", const="", metavar="NAME", help="with --like: in this colour, or any it does not come in"
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help="language of the answer (default: the one of TEXT, or ko)"
    )
    add_store(parser)
    parser.add_argument("--limit", type=_at_least_one, default=10, metavar="N", help="products to show (default: 10)")
    add_json(parser)
    parser.set_defaults(run=run, usage_error=parser.error)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Search and print; finding nothing is an answer too, said on stderr."""
    if (args.cheaper or args.color is not None) and args.like is None:
        args.usage_error("--cheaper and --color need --like ID")
    language: Language = args.language or guess_language(args.text or "")
    if args.like is not None:
        found = _like(args, settings, language)
    elif args.picture is not None:
        found = _by_picture(args, settings, language)
    else:
        found = _by_words(args, settings, language)
    if not found:
        print(_nothing(args), file=sys.stderr)
    elif args.json:
        for one in found:
            print_json(_row(one, language))
    else:
        _print_table(found, language)
    return 0


def _by_words(args: argparse.Namespace, settings: Settings, language: Language) -> Sequence[_Found]:
    from catalog_index.understanding.query import has_words, plain_text

    if not has_words(plain_text(args.text)):
        raise AnnaeError(
            'there is nothing to search for; say what you want, such as: annae search "비 오는 날 신을 신발"'
        )
    from catalog_index.search import ProductSearch

    results = ProductSearch.open(_shop(args, settings), settings).find(args.text, language, args.limit)
    if results.relaxed:
        print(f"{_why_relaxed(results)}; without it there is:", file=sys.stderr)
    return [_Found(hit.product, hit.score, hit.why) for hit in results.hits]


def _like(args: argparse.Namespace, settings: Settings, language: Language) -> Sequence[_Found]:
    from catalog_index.labels import Labels
    from catalog_index.search import ProductSearch
    from catalog_index.similar import SimilarProducts, color_of

    shop = _shop(args, settings)
    color = color_of(shop, args.color) if args.color else ""
    search = ProductSearch.open(shop, settings)
    similar = SimilarProducts(shop, search, Labels(settings.search.knowledge))
    if color:
        found = similar.in_color(args.like, color, args.limit)
    elif args.color is not None:
        found = similar.in_other_colors(args.like, args.limit)
    elif args.cheaper:
        found = similar.cheaper(args.like, args.limit)
    else:
        found = similar.like(args.like, args.limit)
    return [_Found(alike.product, alike.score, similar.why(alike, language)) for alike in found]


def _by_picture(args: argparse.Namespace, settings: Settings, language: Language) -> Sequence[_Found]:
    from catalog_index.picture.read import read_picture
    from catalog_index.picture.search import PictureSearch

    photo = read_picture(args.picture)
    search = PictureSearch.open(_shop(args, settings), settings)
    results = search.find(photo, args.limit)
    if results.hits and not results.sure:
        print("nothing here clearly looks like that; the nearest is:", file=sys.stderr)
    return [_Found(hit.product, hit.score, hit.why(language)) for hit in results.hits]


def _shop(args: argparse.Namespace, settings: Settings) -> Shop:
    from store.database.engine import open_database
    from store.shop import Shop

    return Shop(open_database(settings.database_url), args.store or settings.store.id)


def _nothing(args: argparse.Namespace) -> str:
    if args.like is not None:
        return f"there is nothing of the kind of {args.like} like that"
    if args.picture is not None:
        return "no product has a picture any more; import the store pack again"
    return "no product fits these words; try other ones, or a kind of product"


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


def _row(found: _Found, language: Language) -> dict[str, Any]:
    product = found.product
    return {
        "id": product.id,
        "title": product.title[language],
        "price": product.pays.amount,
        "score": found.score,
        "why": found.why,
    }


def _print_table(found: Sequence[_Found], language: Language) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("id", "title", "price", "score", "why"):
        table.add_column(name, justify="right" if name in {"price", "score"} else "left")
    for product, score, why in found:
        cells = (product.id, product.title[language], product.pays.written(language), f"{score:.2f}", why)
        # A cell is data: brackets in a title are no markup.
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    Console().print(table)

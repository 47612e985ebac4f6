"""``annae compare``: products side by side."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.settings import Settings
from annae.types.language import LANGUAGES, Language

if TYPE_CHECKING:
    from catalog_index.compare import Comparison, Row


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "compare",
        help="put two or three products side by side",
        description="Put two or three products side by side by what tells them apart; * marks what is plainly better.",
        epilog="examples:\n  annae compare ws-01 ws-02\n  annae compare ws-01 ws-02 ws-03 --language en --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids of the products (annae search shows them)")
    parser.add_argument("--language", choices=LANGUAGES, default="ko", help="language of the answer (default: ko)")
    add_store(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Compare and print: one JSON object a row, or a table."""
    from catalog_index.compare import compare
    from catalog_index.labels import Labels
    from store.database.engine import open_database
    from store.shop import Shop

    shop = Shop(open_database(settings.database_url), args.store or settings.store.id)
    comparison = compare(shop, args.ids, Labels(settings.search.knowledge))
    if args.json:
        for row in (*comparison.differences, *comparison.shared):
            print_json(_row(row, comparison, args.language))
    else:
        _print_table(comparison, args.language)
    return 0


def _row(row: Row, comparison: Comparison, language: Language) -> dict[str, Any]:
    ids = [product.id for product in comparison.products]
    return {
        "key": row.key,
        "label": row.label[language],
        "differs": row.differs,
        "values": {product: value[language] for product, value in zip(ids, row.values, strict=True)},
        "best": [ids[place] for place in row.best],
    }


def _print_table(comparison: Comparison, language: Language) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for product in comparison.products:
        table.add_column(Text(f"{product.id} {product.title[language]}"))
    for rows in (comparison.differences, comparison.shared):
        for row in rows:
            values = [
                Text(f"{value[language] or '-'}{' *' if place in row.best else ''}")
                for place, value in enumerate(row.values)
            ]
            table.add_row(Text(row.label[language]), *values)
        table.add_section()
    Console().print(table)

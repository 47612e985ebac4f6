"""``annae import``: brings a store pack into the database and indexes its products."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from annae.cli.output import print_json
from annae.progress import progress
from annae.settings import Settings

_EPILOG = """\
examples:
  annae import stores/demo                   import the demo store
  annae import my-shop --dry-run             only say what is wrong or what would change
  annae import my-shop --store north --prune as store "north", removing what the pack no longer has
"""


def add_parser(subparsers: Any) -> None:
    """Add ``import`` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="import a store pack and index its products",
        description="Validates a whole store pack, then imports it in one go and indexes its products.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder with store.yml, products.csv and so on")
    parser.add_argument("--store", metavar="ID", help="id to import it under (default: the one in store.yml)")
    parser.add_argument("--prune", action="store_true", help="also remove what the pack does not have")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Import the pack; 1 with every problem on stderr when it is not valid."""
    from store.database import open_database
    from store.importer import import_pack
    from store.pack import PackError, read_pack
    from store.shop import Shop

    with progress(f"Checking {args.folder}", _lines(args.folder), "rows") as advance:
        try:
            pack = read_pack(args.folder, advance)
        except PackError as error:
            invalid = error
        else:
            invalid = None
    if invalid:
        return _report_problems(invalid, args)
    engine = open_database(settings.database_url)
    with progress("Importing", pack.tables.line_count(), "rows") as advance:
        report = import_pack(
            engine, pack, prune=args.prune, store_id=args.store, dry_run=args.dry_run, advance=advance
        )

"""``annae import``: brings a store pack into the database and indexes its products."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings

if TYPE_CHECKING:
    from store.importer import ImportReport

STORE_ID = r"[\w-]{1,64}"

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
    parser.add_argument(
        "--store", type=_store_id, metavar="ID", help="id to import it under (default: the one in store.yml)"
    )
    parser.add_argument("--prune", action="store_true", help="also remove what the pack does not have")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Import the pack and index its products; 1 when the pack is not valid, with every problem on stderr."""
    from store.database.engine import open_database
    from store.importer import import_pack
    from store.pack import PackError, StorePack, read_pack
    from store.pack.reader import open_tables
    from store.shop import Shop

    checked: StorePack | AnnaeError
    with progress(f"Checking {args.folder}", open_tables(args.folder, None).line_count(), "rows") as advance:
        try:
            checked = read_pack(args.folder, advance)
        except AnnaeError as error:
            checked = error
    if isinstance(checked, PackError):
        for problem in checked.problems:
            print(problem, file=sys.stderr)
    if isinstance(checked, AnnaeError):
        raise checked
    engine = open_database(settings.database_url)
    with progress("Importing", checked.tables.line_count(), "rows") as advance:
        report = import_pack(
            engine, checked, prune=args.prune, store_id=args.store, dry_run=args.dry_run, advance=advance
        )
    if not args.dry_run:
        from catalog_index.build import build_index

        build_index(Shop(engine, report.store_id), settings)
    _print(report, args)
    return 0


def _print(report: ImportReport, args: argparse.Namespace) -> None:
    if args.json:
        print_json({"dry_run": args.dry_run, **report.as_dict()})
        return
    for name, changes in report.tables.items():
        print(
            f"{name:<11} {changes.added:>7} added {changes.updated:>7} updated "
            f"{changes.removed:>7} removed {changes.unchanged:>7} unchanged"
        )
    done = "would be imported (dry run)" if args.dry_run else "imported and indexed"
    print(f"store {report.store_id!r} {done}")


def _store_id(text: str) -> str:
    if not re.fullmatch(STORE_ID, text):
        raise argparse.ArgumentTypeError(f"expected letters, digits, - and _, found {text!r}")
    return text

"""``annae export``: writes a store out as a store pack."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.progress import progress
from annae.settings import Settings


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "export",
        help="write a store out as a store pack",
        description="Writes store.yml and the CSV files of a store into a new folder; importing it changes nothing.",
        epilog="examples:\n  annae export backup\n  annae export backup --store north",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="new or empty folder to write into")
    add_store(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Write it and say how many rows each file has."""
    from store.database.engine import open_database
    from store.export import export_store, row_count

    engine, store_id = open_database(settings.database_url), args.store or settings.store.id
    with progress(f"Exporting {store_id}", row_count(engine, store_id), "rows") as advance:
        files = export_store(engine, store_id, args.folder, advance)
    if args.json:
        print_json({"store": store_id, "folder": str(args.folder), "files": files})
        return 0
    for file, rows in files.items():
        print(f"{file:<15} {rows:>8} rows")
    print(f"store {store_id!r} exported to {args.folder}")
    return 0

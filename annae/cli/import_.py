"""``annae import``: brings a store pack or a product feed into the database and indexes its products."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from annae.cli.arguments import store_id
from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.progress import Advance, progress
from annae.settings import Settings

if TYPE_CHECKING:
    from store.importer import ImportReport
    from store.pack import StorePack

_EPILOG = """\
examples:
  annae import stores/demo                   import the demo store
  annae import my-shop --dry-run             only say what is wrong or what would change
  annae import my-shop --store north --prune as store "north", removing what the pack no longer has
  annae import feed.xml --store north        the products of a Google Merchant Center feed, for a store imported before
  annae import ep.tsv --store north          the same of a Naver Shopping EP
"""


def add_parser(subparsers: Any) -> None:
    """Add ``import`` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="import a store pack or a product feed and index its products",
        description="Validates a whole store pack or product feed, then imports it in one go and indexes its products.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "source", type=Path, metavar="DIR", help="folder with store.yml, products.csv and so on, or one feed file"
    )
    parser.add_argument(
        "--store", type=store_id, metavar="ID", help="id to import it under (default: the one in store.yml)"
    )
    parser.add_argument("--prune", action="store_true", help="also remove what the pack or feed does not have")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only report")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Import it and index its products; 1 when it is not valid, with every problem on stderr."""
    from store.database.engine import open_database
    from store.importer import import_pack
    from store.pack import PackError
    from store.shop import Shop

    try:
        if args.source.is_file():
            engine = open_database(settings.database_url)
            checked = _checked_feed(args.source, args.store, engine)
        else:
            checked = _checked_pack(args.source)
            engine = open_database(settings.database_url)
    except PackError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise
    except OSError as error:
        raise AnnaeError(f"{args.source}: cannot be read: {error.strerror}") from error
    for warning in checked.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    with progress("Importing", checked.tables.line_count(), "rows") as advance:
        report = import_pack(
            engine, checked, prune=args.prune, store_id=args.store, dry_run=args.dry_run, advance=advance
        )
    if not args.dry_run:
        from bot.store_names import write_store_names
        from catalog_index.build import build_index

        shop = Shop(engine, report.store_id)
        build_index(shop, settings)
        if report.store_id == settings.store.id:
            write_store_names(shop)
    _print(report, args)
    return 0


def _checked_pack(folder: Path) -> StorePack:
    from store.pack import read_pack
    from store.pack.reader import open_tables

    rows = open_tables(folder, None).line_count()
    return _with_progress(folder, rows, lambda advance: read_pack(folder, advance))


def _checked_feed(feed: Path, store: str | None, engine: Engine) -> StorePack:
    from store.importer import stored_info
    from store.info import StoreInfo
    from store.pack import read_feed
    from store.pack.reader import open_feed

    if store is None:
        raise AnnaeError(f"{feed}: a product feed does not say whose it is; add --store ID of a store imported before")
    data = stored_info(engine, store)
    info, rows = StoreInfo.model_validate(data), open_feed(feed, None).line_count()
    return _with_progress(feed, rows, lambda advance: read_feed(feed, info, data, advance))


def _with_progress(source: Path, rows: int, read: Callable[[Advance], StorePack]) -> StorePack:
    """What ``read`` returns or raises; a pack that is not valid was checked to its end all the same."""
    with progress(f"Checking {source}", rows, "rows") as advance:
        try:
            return read(advance)
        except AnnaeError as error:
            not_valid = error
    raise not_valid


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

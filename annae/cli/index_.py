"""``annae index``: rebuilds the product index of a store."""

from __future__ import annotations

import argparse
import sys

from annae.cli.arguments import add_store
from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "index",
        help="rebuild the product index",
        description="Rebuild the product index of a store; texts that did not change are not encoded again.",
        epilog="examples:\n  annae index\n  annae index --store cafe",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Rebuild it and say how many products it holds, and how many pictures."""
    from catalog_index.build import build_index
    from catalog_index.picture.create import create_picture_encoder
    from catalog_index.picture.index import PictureIndex
    from store.database.engine import open_database
    from store.shop import Shop

    shop = Shop(open_database(settings.database_url), args.store or settings.store.id)
    index = build_index(shop, settings)
    print(f"{len(index.ids)} products of store {shop.store_id} are indexed", file=sys.stderr)
    pictures = PictureIndex.build(shop.products(), settings.image_dir, create_picture_encoder(settings.search))
    print(f"{len(pictures.ids)} of them can be found by picture", file=sys.stderr)
    return 0

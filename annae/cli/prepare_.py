"""``annae prepare``: everything ``annae run`` needs, without starting it."""

from __future__ import annotations

import argparse
from dataclasses import replace

from annae.cli.arguments import add_store
from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "prepare",
        help="prepare weights, store, index and dialogue model",
        description="Make what is missing and skip what is done; run does this by itself before it starts.",
        epilog="examples:\n  annae prepare\n  annae prepare --store cafe",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Prepare the store's kiosk."""
    from annae.preparation import prepare

    prepare(replace(settings, store=replace(settings.store, id=args.store or settings.store.id)))
    return 0

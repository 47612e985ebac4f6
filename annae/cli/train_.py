"""``annae train``: makes the dialogue model."""

from __future__ import annotations

import argparse
import sys

from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "train",
        help="train the dialogue model",
        description="Train the dialogue model if its examples, rules, domain, pipeline or encoder changed.",
        epilog="examples:\n  annae train\n  annae train --force",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _settings: Settings) -> int:
    """Train, or say that there is nothing to do."""
    from bot.training import dialogue_model, train

    if dialogue_model().exists() and not args.force:
        print("the dialogue model is up to date; train it again with --force", file=sys.stderr)
        return 0
    print(f"dialogue model: {train(force=args.force)}", file=sys.stderr)
    return 0

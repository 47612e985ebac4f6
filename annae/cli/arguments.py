"""Arguments that several commands share."""

from __future__ import annotations

import argparse


def add_store(parser: argparse.ArgumentParser) -> None:
    """``--store ID``."""
    parser.add_argument("--store", metavar="ID", help="store to work for (default: the setting store.id)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument(
        "--json", action="store_true", help="print JSON objects, one a line, and nothing else on stdout"
    )

"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import re


def add_store(parser: argparse.ArgumentParser) -> None:
    """``--store ID``."""
    parser.add_argument("--store", metavar="ID", help="store to work for (default: the setting store.id)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument(
        "--json", action="store_true", help="print JSON objects, one a line, and nothing else on stdout"
    )


def store_id(text: str) -> str:
    """An ``argparse`` type: the id a store is imported under."""
    if not re.fullmatch(r"[\w-]{1,64}", text):
        raise argparse.ArgumentTypeError(f"expected letters, digits, - and _, found {text!r}")
    return text

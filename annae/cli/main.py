"""``annae``: reads the arguments, loads the settings, runs one subcommand and turns errors into one clear line."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from annae import __version__
from annae.errors import AnnaeError
from annae.settings import SETTINGS_VARIABLE, load_settings

# In the order of --help. A module is imported for its parser only, so it keeps its heavy imports inside run().
COMMANDS = (
    "run",
    "prepare",
    "import",
    "export",
    "train",
    "index",
    "privacy",
    "weather",
    "search",
    "compare",
    "understand",
    "chat",
    "talk",
    "transcribe",
    "say",
    "bench",
    "doctor",
)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(prog="annae", description="Annae (안내): a talking clerk for your shop.")
    parser.add_argument("--version", action="version", version=f"annae {__version__}")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (default: annae.toml)")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f"annae.cli.{name}_").add_parser(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    # One inference thread a worker unless measured better; spinning threads starve the other processes.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    args = build_parser().parse_args(argv)
    if args.settings:
        os.environ[SETTINGS_VARIABLE] = str(args.settings.resolve())  # for the processes a command starts
    try:
        status: int = args.run(args, load_settings())
    except AnnaeError as error:
        print(f"annae: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("annae: stopped", file=sys.stderr)
        return 128 + signal.SIGINT
    except BrokenPipeError:  # the reader of our stdout (head, less) has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status

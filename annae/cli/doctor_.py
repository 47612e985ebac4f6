"""``annae doctor``: what is wrong here, and how to mend it."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from annae.cli.arguments import add_json
from annae.cli.output import print_json
from annae.settings import Settings

_MARKS = {"ok": "✓", "warning": "!", "problem": "✗"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "doctor",
        help="say what is wrong and how to mend it",
        description="Check the machine and everything prepared on it. Exit status 1 when something must be mended.",
        epilog="examples:\n  annae doctor\n  annae doctor --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print every finding; 1 if one is a problem."""
    from annae.doctor import examine

    problems = 0
    for finding in examine(settings):
        problems += finding.status == "problem"
        if args.json:
            print_json(asdict(finding))
            continue
        print(f"{_MARKS[finding.status]} {finding.check}: {finding.detail}", flush=True)
        if finding.mend:
            print(f"    → {finding.mend}")
    return 1 if problems else 0

"""``annae bench``: figures with their baseline from the same run."""

from __future__ import annotations

import argparse
from typing import Any

from annae.cli.arguments import add_json
from annae.cli.output import print_json
from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "bench",
        help="measure, always against a baseline",
        description="turn: end of the customer's speech to the first audio of the answer, against the plain way.",
        epilog="examples:\n  annae bench turn\n  annae bench turn --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=["turn"], metavar="NAME", help="what to measure: turn")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Measure and print."""
    from annae.preparation import prepare
    from benchmarks import turn

    prepare(settings)
    figures = turn.run(settings)
    if args.json:
        print_json(figures)
    else:
        _print_table(figures)
    return 0


def _print_table(figures: dict[str, Any]) -> None:
    print(f"{figures['bench']}, {figures['unit']} ({figures['hardware']['cpu']}, {figures['hardware']['cores']} cores)")
    print(f"{'stage':<14}{'ours p50':>10}{'p95':>9}{'plain p50':>12}{'p95':>9}")
    for stage, ours in figures["ours"].items():
        plain = figures["baseline"][stage]
        print(f"{stage:<14}{ours['p50']:>10.0f}{ours['p95']:>9.0f}{plain['p50']:>12.0f}{plain['p95']:>9.0f}")
    print(f"the plain way takes {figures['ratio_p50']} times as long (p95: {figures['ratio_p95']})")

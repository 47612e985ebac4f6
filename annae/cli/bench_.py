"""``annae bench``: figures with their baseline from the same run."""

from __future__ import annotations

import argparse
from importlib import import_module
from keyword import iskeyword
from typing import Any

from annae.cli.arguments import add_json
from annae.cli.output import print_json
from annae.settings import Settings

_BENCHMARKS = {
    "turn": "end of the customer's speech to the first audio of the answer, against the plain way",
    "dialogue": "a text turn with one customer and with twenty at once, against stock Rasa with fixed sentences",
    "routes": "a route through a building of 2,000 zones, against building its graph anew for each",
    "import": "a store pack of 100,000 products into the database, against merging row by row",
    "orders": "1,000 mixed order operations from 16 threads, against one statement at a time behind one lock",
    "understanding": "intents, two wishes and entities of the held-out lines, against plain logistic regressions",
    "clinc": "the same pipeline on CLINC150, against one regression on raw e5 vectors and the published figures",
    "search": "nDCG@10 and recall@5 on judged queries, against words alone, vectors alone and both with equal weights",
    "names": "names of brands and products found in noisy speech, against looking for them as written",
    "pictures": "recall of products by photos in other light, framing and surroundings, against a colour histogram",
    "scale": "a full search among 1,000 to 1,000,000 products, against comparing with every vector and filtering after",
    "rules": "the store's read rules with 100,000 products and 1,000,000 orders, against reading everything",
}
_PREPARED = {"turn", "dialogue", "understanding", "search", "scale", "names"}
"""What needs models, store and index to be there."""
_OPTIONS = {"understanding": ("spoken",), "clinc": ("data",)}
"""What a benchmark takes beyond the settings."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "bench",
        help="measure, always against a baseline",
        description="\n".join(f"{name}: {what}" for name, what in _BENCHMARKS.items()),
        epilog="examples:\n  annae bench turn\n  annae bench understanding --spoken\n  annae bench rules --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=_BENCHMARKS, metavar="NAME", help=f"what to measure: {', '.join(_BENCHMARKS)}")
    parser.add_argument("--spoken", action="store_true", help="understanding: also lines said and heard")
    parser.add_argument(
        "--data", default="", metavar="PATH", help="clinc: the data set, a folder or its data_full.json"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Measure and print."""
    if args.name in _PREPARED:
        from annae.preparation import prepare

        prepare(settings)
    module = import_module(f"benchmarks.{args.name}{'_' if iskeyword(args.name) else ''}")
    figures: dict[str, Any] = module.run(
        settings, **{name: getattr(args, name) for name in _OPTIONS.get(args.name, ())}
    )
    if args.json:
        print_json(figures)
    elif hasattr(module, "lines"):
        print(*module.lines(figures), sep="\n")
    else:
        _print_table(figures)
    return 0


def _print_table(figures: dict[str, Any]) -> None:
    print(f"{figures['bench']}, {figures['unit']} ({figures['hardware']['cpu']}, {figures['hardware']['cores']} cores)")
    for name, part in figures.get("databases", {"": figures}).items():
        print(f"{name or 'stage':<30}{'ours p50':>10}{'p95':>10}{'plain p50':>12}{'p95':>10}{'times':>10}")
        for stage, ours in part["ours"].items():
            plain = part["baseline"][stage]
            ratio = plain["p50"] / max(ours["p50"], 1e-3)
            times = f"{ours['p50']:>10.2f}{ours['p95']:>10.2f}{plain['p50']:>12.2f}{plain['p95']:>10.2f}"
            print(f"{stage:<30}{times}{ratio:>10,.1f}")

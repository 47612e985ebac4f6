"""``annae understand``: what the assistant makes of utterances."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile

from annae.cli.arguments import add_json
from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "understand",
        help="show what is understood of utterances",
        description="Read utterances from stdin, one a line, and print intent, confidence and entities of each.",
        epilog='examples:\n  echo "운동화 어디서 팔아요" | annae understand --json\n  annae understand < lines.txt',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _settings: Settings) -> int:
    """Train if need be, then pass stdin through the model."""
    from bot.environment import rasa_environment, rasa_interpreter
    from bot.training import train

    command = [rasa_interpreter(), "-m", "bot.understand", str(train())]
    environment = {**os.environ, **rasa_environment()}
    if sys.stdin.isatty():
        print("one utterance a line; end with Ctrl-D", file=sys.stderr)
    # Rasa's libraries warn of one another on every start: only a failure shows what they wrote.
    with (
        tempfile.TemporaryFile("w+") as noise,
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=noise, text=True
        ) as rasa,
    ):
        assert rasa.stdout is not None
        for line in rasa.stdout:
            print(line.rstrip("\n") if args.json else _row(line), flush=True)
        if rasa.wait():
            noise.seek(0)
            reason = (noise.read().strip().splitlines() or ["no reason given"])[-1]
            raise AnnaeError(f"Rasa could not read the utterances ({reason}); try: annae train --force")
    return 0


def _row(line: str) -> str:
    understood = json.loads(line)
    entities = ", ".join(f"{entity['entity']}={entity['value']}" for entity in understood["entities"])
    return f"{understood['intent']:<20} {understood['confidence']:.2f}  {understood['text']}  {entities}".rstrip()

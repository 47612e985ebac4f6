"""``annae chat``: a conversation in the terminal, with a running kiosk or with a dialogue started for it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.settings import Settings
from annae.types.language import Language, guess_language

if TYPE_CHECKING:
    from annae.chat.partners import Messages, Partner

_EXAMPLES = """examples:
  annae chat                                    talk to the assistant of the configured store
  annae chat --language en                      be greeted in English; it answers in the language you write
  annae chat --url http://localhost:8080        talk to a kiosk that is running: nothing is started
  annae chat --json < questions.txt             one JSON object for each reply"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "chat",
        help="talk to the assistant in the terminal",
        description="Write with the assistant, a line a message; Ctrl-D or Ctrl-C ends.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--language", choices=("ko", "en"), default="ko", help="language of the greeting (default: ko)")
    parser.add_argument("--url", metavar="URL", help="address of a running kiosk, instead of starting a dialogue here")
    add_store(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Talk until the customer ends."""
    settings = replace(settings, store=replace(settings.store, id=args.store or settings.store.id))
    # Lines are read between two runs of the loop, in the main thread: Ctrl-C and line editing work as everywhere.
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        try:
            partner = runner.run(stack.enter_async_context(_partner(args.url, settings)))
            _converse(runner, partner, args)
        except KeyboardInterrupt:
            print(file=sys.stderr)
        finally:
            runner.run(stack.aclose())
    return 0


def _converse(runner: asyncio.Runner, partner: Partner, args: argparse.Namespace) -> None:
    language: Language = args.language
    _show(None, runner.run(partner.greet(language)), as_json=args.json)
    for text in _typed():
        words = any(character.isalpha() for character in text)
        language = guess_language(text, language)
        _show(text, runner.run(partner.answer(text, language if words else None)), as_json=args.json)


def _typed() -> Iterator[str]:
    """What is typed, line by line, until Ctrl-D or the end of the input; empty lines are passed over."""
    prompt = "> " if sys.stdin.isatty() else ""
    if prompt:
        with contextlib.suppress(ImportError):  # not on every system: there the line cannot be edited
            import readline  # noqa: F401 - importing it gives input() a history
    while True:
        try:
            text = input(prompt).strip()
        except EOFError:
            if prompt:
                print(file=sys.stderr)
            return
        if text:
            yield text


def _show(said: str | None, messages: Messages, *, as_json: bool) -> None:
    from annae.chat.shown import lines

    for message in messages:
        if as_json:
            print_json({"said": said, "text": message["text"], **message.get("custom", {})})
        else:
            print("\n".join(lines(message)), flush=True)


@asynccontextmanager
async def _partner(url: str | None, settings: Settings) -> AsyncIterator[Partner]:
    """Who answers, until the block ends."""
    import aiohttp

    from annae.chat.partners import DialoguePartner, KioskPartner
    from annae.chat.starting import started
    from voice.gateway.dialogue import Dialogue

    # A connection kept open while somebody thinks is closed by the other side, and the next message would be lost.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
        if url:
            yield KioskPartner(http, url)
            return
        settings = _with_ports(settings)
        dialogue = Dialogue(http, settings.dialogue)
        async with started(settings, dialogue):
            yield DialoguePartner(dialogue)


def _with_ports(settings: Settings) -> Settings:
    from annae.supervisor.ports import free_port

    dialogue = settings.dialogue
    ports = {"rasa_port": dialogue.rasa_port or free_port(), "actions_port": dialogue.actions_port or free_port()}
    return replace(settings, dialogue=replace(dialogue, **ports))

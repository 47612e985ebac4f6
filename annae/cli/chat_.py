"""``annae chat``: a conversation in the terminal, with the running kiosk or with a dialogue started for it."""

from __future__ import annotations

import argparse
import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annae.errors import AnnaeError
from annae.settings import Settings
from annae.types.language import Language, guess_language

if TYPE_CHECKING:
    from voice.gateway.dialogue import Dialogue

_READY_WITHIN_S = 120.0
_POLL_S = 0.3


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "chat",
        help="talk to the assistant in the terminal",
        description="Write with the assistant; an empty line or Ctrl-D ends.",
        epilog="examples:\n  annae chat\n  annae chat --language en",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--language", choices=("ko", "en"), default="ko", help="language of the greeting (default: ko)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Talk until the customer ends."""
    asyncio.run(_chat(settings, args.language))
    return 0


async def _chat(settings: Settings, language: Language) -> None:
    import aiohttp

    from voice.gateway.dialogue import Dialogue

    settings = _with_ports(settings)
    async with aiohttp.ClientSession() as http:
        dialogue = Dialogue(http, settings.dialogue)
        async with _started(settings, dialogue):
            await _converse(dialogue, language)


async def _converse(dialogue: Dialogue, language: Language) -> None:
    sender, metadata = f"chat:{uuid.uuid4()}", {"channel": "chat"}
    messages = await dialogue.greet(sender, language, metadata)
    while True:
        for message in messages:
            print(_written(message), flush=True)
        text = await asyncio.to_thread(_read)
        if not text:
            return
        language = guess_language(text, language)
        messages = await dialogue.ask(sender, text, language, metadata)


def _read() -> str:
    try:
        return input("> ").strip()
    except EOFError:
        return ""


def _written(message: dict[str, Any]) -> str:
    custom = message.get("custom", {})
    cards = [f"  [{product['id']}] {product['title']}  {product['price']:,}" for product in custom.get("products", [])]
    hints = f"  ({' / '.join(custom['suggestions'])})" if custom.get("suggestions") else ""
    return "\n".join(filter(None, [message["text"], *cards, hints]))


def _with_ports(settings: Settings) -> Settings:
    from annae.supervisor.ports import free_port

    dialogue = settings.dialogue
    ports = {"rasa_port": dialogue.rasa_port or free_port(), "actions_port": dialogue.actions_port or free_port()}
    return replace(settings, dialogue=replace(dialogue, **ports))


@asynccontextmanager
async def _started(settings: Settings, dialogue: Dialogue) -> AsyncIterator[None]:
    """Rasa and the action server, started here unless they answer on their ports already."""
    from annae.supervisor.process import ChildProcess, Command
    from bot.commands import actions_command, rasa_command
    from bot.training import train

    if await dialogue.ready() and await dialogue.actions_ready():
        yield
        return
    train()
    children: list[ChildProcess] = []
    try:
        for name, (arguments, environment) in (
            ("chat-rasa", rasa_command(settings)),
            ("chat-actions", actions_command(settings)),
        ):
            children.append(await ChildProcess.start(Command(name, arguments, environment)))
        print("starting the dialogue ...", file=sys.stderr, flush=True)
        await _until_ready(dialogue)
        yield
    finally:
        await asyncio.gather(*(child.stop() for child in children))


async def _until_ready(dialogue: Dialogue) -> None:
    for _ in range(round(_READY_WITHIN_S / _POLL_S)):
        if await dialogue.ready() and await dialogue.actions_ready():
            return
        await asyncio.sleep(_POLL_S)
    raise AnnaeError("the dialogue did not start; see chat-rasa.log and chat-actions.log in the logs folder")

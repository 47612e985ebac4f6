"""Starts Rasa and the action server for a conversation, saying how far it is."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from annae.errors import AnnaeError
from annae.settings import Settings
from annae.supervisor.process import ChildProcess, Command
from bot.commands import actions_command, rasa_command
from bot.training import train

if TYPE_CHECKING:
    from voice.gateway.dialogue import Dialogue

_READY_WITHIN_S: Final = 120.0
_POLL_S: Final = 0.3


@asynccontextmanager
async def started(settings: Settings, dialogue: Dialogue) -> AsyncIterator[None]:
    """Both processes until the block ends, unless they answer on their ports already."""
    if await dialogue.ready() and await dialogue.actions_ready():
        yield
        return
    train()
    store = {"ANNAE_STORE_ID": settings.store.id}
    commands = [("chat-actions", actions_command(settings)), ("chat-rasa", rasa_command(settings))]
    children: list[ChildProcess] = []
    try:
        for name, (arguments, environment) in commands:
            children.append(await ChildProcess.start(Command(name, arguments, {**store, **environment})))
        await _until_ready(dialogue, children)
        yield
    finally:
        await asyncio.gather(*(child.stop() for child in children))


async def _until_ready(dialogue: Dialogue, children: list[ChildProcess]) -> None:
    """Raises AnnaeError when one of them ends, or is not ready in time."""
    ends = {asyncio.create_task(child.wait()): child.command.name for child in children}
    began, told = time.monotonic(), set[str]()
    _say("starting the dialogue, about ten seconds ...")
    try:
        while len(told) < len(children):
            if time.monotonic() - began > _READY_WITHIN_S:
                raise AnnaeError("the dialogue did not start in time; see chat-rasa.log in the logs folder")
            if ended := next((name for task, name in ends.items() if task.done()), None):
                raise AnnaeError(f"the dialogue could not start; see {ended}.log in the logs folder")
            for name, ready in (("action server", dialogue.actions_ready), ("dialogue", dialogue.ready)):
                if name not in told and await ready():
                    told.add(name)
                    _say(f"{name} ready after {time.monotonic() - began:.0f} s")
            await asyncio.sleep(_POLL_S)
    finally:
        for task in ends:
            task.cancel()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

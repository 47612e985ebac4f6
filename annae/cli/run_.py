"""``annae run``: prepares what is missing, starts every process and keeps them running."""

from __future__ import annotations

import argparse
import asyncio
import signal
import subprocess
import sys
import time
import webbrowser
from dataclasses import replace

import aiohttp

from annae.cli.arguments import add_store
from annae.errors import AnnaeError
from annae.settings import Settings
from annae.supervisor.ports import check_free, free_port
from annae.supervisor.process import Command
from annae.supervisor.supervisor import Supervisor

_READY_WITHIN_S = 180.0
_POLL_S = 0.3


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "run",
        help="start the kiosk",
        description="Prepare what is missing, start everything, open the page. Stops on Ctrl-C or SIGTERM.",
        epilog="examples:\n  annae run\n  annae run --store cafe --port 9000 --no-browser",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store(parser)
    parser.add_argument("--port", type=int, metavar="N", help="port of the page (default: gateway.port, 8080)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run until told to stop."""
    settings = _with_flags(args, settings)
    check_free(settings.gateway.host, settings.gateway.port, "gateway.port, or use --port N")
    if failed := _prepare(settings):
        return failed
    return asyncio.run(_serve(settings, open_browser=not args.no_browser))


def _prepare(settings: Settings) -> int:
    """Exit status of ``annae prepare``, in a process of its own: the libraries it needs do not stay in memory."""
    command = [sys.executable, "-m", "annae", "prepare", "--store", settings.store.id]
    with subprocess.Popen(command) as preparing:
        # Ctrl-C reaches it too: it stops by itself and says so.
        before = [signal.signal(signal.SIGINT, lambda *_: None)]
        before += [signal.signal(signal.SIGTERM, lambda *_: preparing.terminate())]
        try:
            status = preparing.wait()
            return status if status >= 0 else 128 - status
        finally:
            for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
                signal.signal(number, handler)


def _with_flags(args: argparse.Namespace, settings: Settings) -> Settings:
    """The settings with this run's flags and the ports that were left to us."""
    if args.port is not None:
        settings = replace(settings, gateway=replace(settings.gateway, port=args.port))
    if args.store:
        settings = replace(settings, store=replace(settings.store, id=args.store))
    dialogue = settings.dialogue
    dialogue = replace(
        dialogue, rasa_port=dialogue.rasa_port or free_port(), actions_port=dialogue.actions_port or free_port()
    )
    return replace(settings, dialogue=dialogue)


def _environment(settings: Settings) -> dict[str, str]:
    """What the processes must know of flags and chosen ports."""
    return {
        "ANNAE_STORE_ID": settings.store.id,
        "ANNAE_GATEWAY_PORT": str(settings.gateway.port),
        "ANNAE_DIALOGUE_RASA_PORT": str(settings.dialogue.rasa_port),
        "ANNAE_DIALOGUE_ACTIONS_PORT": str(settings.dialogue.actions_port),
        "OMP_WAIT_POLICY": "passive",
        "PYTHONUNBUFFERED": "1",
    }


def _commands(settings: Settings) -> list[Command]:
    from bot.commands import actions_command, rasa_command

    ours = _environment(settings)
    rasa, rasa_environment = rasa_command(settings)
    actions, actions_environment = actions_command(settings)
    return [
        Command("actions", actions, {**ours, **actions_environment}),
        Command("rasa", rasa, {**ours, **rasa_environment}),
        Command("gateway", [sys.executable, "-m", "voice.gateway"], ours),
    ]


async def _serve(settings: Settings, *, open_browser: bool) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    supervisor = Supervisor(_commands(settings), _say)
    running = asyncio.create_task(supervisor.run(stop.wait()))
    announcing = asyncio.create_task(_announce(settings, open_browser))
    try:
        await asyncio.wait([running, announcing], return_when=asyncio.FIRST_COMPLETED)
        if announcing.done() and announcing.exception():
            stop.set()
        await running
        if announcing.done():
            announcing.result()
    finally:
        announcing.cancel()
        await asyncio.gather(announcing, return_exceptions=True)
    _say("stopped")
    return 0


async def _announce(settings: Settings, open_browser: bool) -> None:
    """Say what becomes ready, and the address once all is."""
    host = "localhost" if settings.gateway.host in ("127.0.0.1", "0.0.0.0", "::") else settings.gateway.host  # noqa: S104 - compared, not bound
    address = f"http://{host}:{settings.gateway.port}"
    started, said = time.monotonic(), set[str]()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http:
        while time.monotonic() - started < _READY_WITHIN_S:
            parts = await _ready_parts(http, address)
            for name, ready in parts.items():
                if ready and name not in said:
                    said.add(name)
                    _say(f"{name} ready after {time.monotonic() - started:.0f} s")
            if parts and all(parts.values()):
                _say(f"the clerk is waiting at {address}")
                if open_browser:
                    webbrowser.open(address)
                return
            await asyncio.sleep(_POLL_S)
    raise AnnaeError(
        f"not ready after {_READY_WITHIN_S:.0f} s; see the logs folder in the state folder, or run annae doctor"
    )


async def _ready_parts(http: aiohttp.ClientSession, address: str) -> dict[str, bool]:
    try:
        async with http.get(f"{address}/readyz") as answer:
            parts: dict[str, bool] = await answer.json()
            return parts
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return {}


def _say(line: str) -> None:
    print(f"[annae {time.strftime('%H:%M:%S')}] {line}", file=sys.stderr, flush=True)

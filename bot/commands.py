"""The commands of the dialogue's two processes, for whoever supervises them."""

from __future__ import annotations

import sys
from pathlib import Path

from annae.paths import PROJECT, home
from annae.settings import Settings
from bot.environment import rasa_environment, rasa_interpreter
from bot.training import dialogue_model

Command = tuple[list[str], dict[str, str]]
"""Arguments, and environment variables on top of ours; to be run in the project folder."""


def rasa_command(settings: Settings, model: Path | None = None) -> Command:
    """The Rasa server with ``model`` (default: the one trained from today's inputs). Only this machine reaches it.

    It is ready when ``GET /status`` names a model file.
    """
    arguments = [
        rasa_interpreter(), "-m", "rasa", "run",
        "--model", str(model or dialogue_model()),
        "--enable-api",
        "--interface", "127.0.0.1",
        "--port", str(settings.dialogue.rasa_port),
        "--endpoints", str(_endpoints(settings)),
        "--credentials", str(PROJECT / "bot" / "credentials.yml"),
        "--quiet",  # at INFO level Rasa logs what customers write
    ]  # fmt: skip
    token = settings.gateway.service_token
    return arguments, {**rasa_environment(), **({"ANNAE_GATEWAY_SERVICE_TOKEN": token} if token else {})}


def actions_command(settings: Settings) -> Command:
    """The action server. Only this machine reaches it; it is ready when ``GET /health`` answers."""
    return [sys.executable, "-m", "bot.actions", "--port", str(settings.dialogue.actions_port)], {
        "MALLOC_ARENA_MAX": "2"
    }


def _endpoints(settings: Settings) -> Path:
    """Rasa's list of other servers, which holds a port and so cannot lie in the project."""
    port = settings.dialogue.actions_port
    path = home() / "rasa" / f"endpoints-{port}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'action_endpoint:\n  url: "http://127.0.0.1:{port}/webhook"\n', encoding="utf-8")
    return path

"""The real Rasa server and action server, for tests that talk with them."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests

from annae.paths import PROJECT
from annae.settings import Settings
from annae.supervisor.ports import free_port
from bot.commands import actions_command, rasa_command
from bot.training import train
from voice.gateway.dialogue import merge_messages

READY_WITHIN_S = 600
TOKEN = "a-token-of-the-tests"


@dataclass(frozen=True)
class DialogueServer:
    """Where Rasa answers, and the folder of both processes' logs."""

    address: str
    logs: Path

    def say(
        self, sender: str, text: str, metadata: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Says something and returns the one reply: ``{"text", **custom}``."""
        body = {"sender": sender, "message": text, "metadata": {"channel": "rest", **(metadata or {})}}
        url = f"{self.address}/webhooks/rest/webhook"
        answer = requests.post(url, json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        (message,) = merge_messages(answer.json())
        return {"text": message["text"], **message["custom"]}


@contextmanager
def running_dialogue(database_url: str, now: str, logs: Path) -> Iterator[DialogueServer]:
    """Both processes on free ports, the shop being ``database_url`` at the time ``now``."""
    train()
    settings = Settings()
    ports = {"rasa_port": free_port(), "actions_port": free_port()}
    settings = replace(settings, dialogue=replace(settings.dialogue, **ports))
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for name, (command, environment) in {
            "rasa": rasa_command(settings),
            "actions": actions_command(settings),
        }.items():
            known = {**os.environ, **environment, "ANNAE_DATABASE_URL": database_url, "STORE_NOW": now}
            known["ANNAE_GATEWAY_SERVICE_TOKEN"] = TOKEN
            with (logs / f"{name}.log").open("wb") as log:
                processes.append(subprocess.Popen(command, cwd=PROJECT, env=known, stdout=log, stderr=log))
        _wait_for(f"http://127.0.0.1:{ports['rasa_port']}/status", processes)
        _wait_for(f"http://127.0.0.1:{ports['actions_port']}/health", processes)
        yield DialogueServer(f"http://127.0.0.1:{ports['rasa_port']}", logs)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def _wait_for(address: str, processes: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(READY_WITHIN_S * 2):
        assert all(process.poll() is None for process in processes), "a process ended early"
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{address} did not become ready")

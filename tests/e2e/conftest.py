"""The real kiosk: every process started by ``annae run``, no fakes."""

import os
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import numpy as np
import psutil
import pytest
import soxr

from annae.paths import PROJECT
from annae.settings import Settings
from annae.supervisor.running import running_kiosk
from voice import stt, tts

A_SUNDAY_AFTERNOON = "2026-11-22T14:00:00+09:00"
OUTPUT = PROJECT / "tests" / "output"


@dataclass
class Kiosk:
    port: int
    log: Path
    token: str

    @property
    def http(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def realtime(self):
        return f"ws://127.0.0.1:{self.port}/v1/realtime"

    def processes(self):
        """Every process of the kiosk by its name: supervisor, gateway, rasa, actions."""
        supervisor = next(
            process
            for process in psutil.process_iter(["cmdline"])
            if {"annae", "run", str(self.port)} <= set(process.info["cmdline"] or [])
        )
        named = {"supervisor": supervisor}
        for child in supervisor.children():
            line = " ".join(child.cmdline())
            named["gateway" if "voice.gateway" in line else "actions" if "bot.actions" in line else "rasa"] = child
        return named

    async def ask(self, text, sender="test", **body):
        """What the REST channel answers."""
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{self.http}/webhooks/rest/webhook", json={"sender": sender, "message": text, **body}) as answer,
        ):
            assert answer.status == 200
            return await answer.json()


@pytest.fixture(scope="session")
def kiosk(state_home):
    OUTPUT.mkdir(exist_ok=True)
    log = OUTPUT / "kiosk.log"
    environment = {
        "ANNAE_HOME": str(state_home),
        "STORE_NOW": A_SUNDAY_AFTERNOON,
        "ANNAE_GATEWAY_SERVICE_TOKEN": "t0ken",
    }
    with running_kiosk(log, environment, ready_within_s=900) as port:
        yield Kiosk(port, log, "t0ken")


@pytest.fixture(scope="session")
def speaker(state_home):
    return tts.create(Settings())


@pytest.fixture(scope="session")
def recogniser(state_home):
    return stt.create(Settings())


@pytest.fixture(scope="session")
def say(speaker):
    """PCM16 speech at 24 kHz of a text."""

    def speech(text, language):
        return np.concatenate([clause.pcm for clause in speaker.stream(text, language)])

    return speech


@pytest.fixture(scope="session")
def hear(recogniser):
    """Text of PCM16 speech at 24 kHz, by Whisper."""

    def text(pcm, language):
        samples = soxr.resample(pcm.astype(np.float32) / 32768, 24_000, 16_000).astype(np.float32)
        return recogniser.transcribe(samples, language).text

    return text


os.environ.setdefault("OMP_WAIT_POLICY", "passive")

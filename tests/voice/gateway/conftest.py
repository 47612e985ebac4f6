"""A real gateway with scripted fakes for engines and Rasa: for the logic of sessions, not for what is heard or said."""

import asyncio
import json
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import numpy as np
import pytest
from aiohttp import web

from annae.settings import Settings
from annae.supervisor.ports import free_port
from annae.types import LANGUAGES
from voice.gateway.server import make_app
from voice.gateway.services import EngineLoaders
from voice.stt.engine import Transcript
from voice.tts.engine import Speech, Viseme


class FakeRecogniser:
    """Hears what the test says it hears."""

    def __init__(self):
        self.hears, self.foreign, self.fails = "가방 보여 주세요", False, False
        self.lengths = []

    def transcribe(self, samples, language=None):
        self.lengths.append(len(samples))
        if self.fails:
            raise RuntimeError("the model broke")
        return Transcript(self.hears if len(samples) else "", "ko", len(samples) / 16_000, 1.0, self.foreign)


class FakeSpeaker:
    """Says each sentence as 0.1 s of a constant, and can be held before each clause."""

    def __init__(self):
        self.fails, self.gate = False, threading.Event()
        self.gate.set()
        self.speeds = []

    def stream(self, text, language, speed=1.0):
        self.speeds.append(speed)
        for clause in [part for part in text.split(". ") if part]:
            self.gate.wait(5)
            if self.fails:
                raise RuntimeError("the voice broke")
            pcm = np.full(2400, 1000, np.int16)
            yield Speech(clause, pcm, (), (Viseme("aa", 0, 2400),))


class FakeRasa:
    """Answers every message with the reply the test sets."""

    def __init__(self):
        self.asked, self.text, self.delay_s = [], "첫 문장. 둘째 문장. 셋째 문장", 0.0
        self.intent, self.presentation = "product_search", None

    async def webhook(self, request):
        body = await request.json()
        self.asked.append(body)
        await asyncio.sleep(self.delay_s)
        custom = {"language": body["metadata"]["language"], "intent": self.intent, "confidence": 0.9}
        if self.presentation:
            custom["presentation"] = self.presentation
        return web.json_response([{"recipient_id": body["sender"], "text": self.text}, {"custom": custom}])

    async def status(self, request):
        return web.json_response({"model_file": "fake.tar.gz"})


class Kiosk:
    """The gateway under test and its fakes."""

    def __init__(self, port, recogniser, speaker, rasa):
        self.url = f"http://127.0.0.1:{port}"
        self.recogniser, self.speaker, self.rasa = recogniser, speaker, rasa

    @asynccontextmanager
    async def session(self, **options):
        async with aiohttp.ClientSession() as http, http.ws_connect(f"{self.url}/v1/realtime", **options) as socket:
            yield Customer(socket)


class Customer:
    """A client that writes every event down."""

    def __init__(self, socket):
        self.socket, self.events, self.frames = socket, [], []

    async def send(self, kind, **fields):
        await self.socket.send_json({"type": kind, **fields})

    async def type(self, text):
        content = [{"type": "input_text", "text": text}]
        await self.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        await self.send("response.create")

    async def until(self, kind, within_s=10):
        """Read up to the next event of a kind, and give it."""
        deadline = time.monotonic() + within_s
        while True:
            message = await self.socket.receive(timeout=max(0.01, deadline - time.monotonic()))
            if message.type == aiohttp.WSMsgType.BINARY:
                self.frames.append(message.data)
                continue
            assert message.type == aiohttp.WSMsgType.TEXT, message
            event = json.loads(message.data)
            self.events.append(event)
            if event["type"] == kind:
                return event

    def kinds(self):
        return [event["type"] for event in self.events]


@pytest.fixture
async def kiosk():
    async with running_gateway(Settings()) as gateway:
        yield gateway


@asynccontextmanager
async def running_gateway(settings):
    recogniser, speaker, rasa = FakeRecogniser(), FakeSpeaker(), FakeRasa()
    rasa_port, port = free_port(), free_port()
    fake = web.Application()
    fake.router.add_post("/webhooks/rest/webhook", rasa.webhook)
    fake.router.add_get("/status", rasa.status)
    fake.router.add_get("/health", rasa.status)
    dialogue = replace(settings.dialogue, rasa_port=rasa_port, actions_port=rasa_port)
    loaders = EngineLoaders(lambda _: recogniser, lambda _: speaker)
    app = make_app(replace(settings, dialogue=dialogue), loaders)
    runners = []
    for application, number in ((fake, rasa_port), (app, port)):
        runner = web.AppRunner(application, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", number).start()
        runners.append(runner)
    while len(rasa.asked) < len(LANGUAGES):  # the gateway warms up by greeting nobody
        await asyncio.sleep(0.01)
    rasa.asked.clear()
    yield Kiosk(port, recogniser, speaker, rasa)
    speaker.gate.set()
    for runner in reversed(runners):
        await runner.cleanup()

"""Everything a session uses that is made once for the whole gateway."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annae.settings import Settings
from annae.types import LANGUAGES
from voice import stt, tts
from voice.gateway.dialogue import Dialogue
from voice.gateway.metrics import Metrics
from voice.gateway.workers import Worker

if TYPE_CHECKING:
    from voice.stt.engine import SpeechToText
    from voice.tts.speaker import Speaker

_LOG = logging.getLogger(__name__)
_POLL_S = 0.5
_NOBODY = "warm-up"


@dataclass
class Engines:
    """The recogniser and the speaker, loaded."""

    recogniser: SpeechToText
    speaker: Speaker


@dataclass(frozen=True)
class EngineLoaders:
    """What loads the engines, each in its own worker thread."""

    recogniser: Callable[[Settings], SpeechToText]
    speaker: Callable[[Settings], Speaker]


@dataclass
class Services:
    """Shared by all sessions. ``engines`` stays None until the models are loaded."""

    settings: Settings
    dialogue: Dialogue
    loaders: EngineLoaders
    metrics: Metrics = field(default_factory=Metrics)
    ears: Worker = field(default_factory=lambda: Worker("ears"))
    recognition: Worker = field(default_factory=lambda: Worker("stt"))
    synthesis: Worker = field(default_factory=lambda: Worker("tts"))
    engines: Engines | None = None

    async def load(self) -> None:
        """Load both engines beside each other and warm them up."""
        started = time.monotonic()
        recogniser, speaker = await asyncio.gather(
            self.recognition.run(lambda: self.loaders.recogniser(self.settings)),
            self.synthesis.run(lambda: self.loaders.speaker(self.settings)),
        )
        self.engines = Engines(recogniser, speaker)
        _LOG.info("voice: models loaded in %.1f s", time.monotonic() - started)

    async def warm_up(self) -> None:
        """Greet nobody in each language once the dialogue is there: the first customer then waits for nothing."""
        if self.engines is None:
            return
        while not all((await self.ready()).values()):  # noqa: ASYNC110 - another process gets ready, it sends no event
            await asyncio.sleep(_POLL_S)
        for language in LANGUAGES:
            for message in await self.dialogue.greet(_NOBODY, language, {"channel": "kiosk"}):
                words = message.get("custom", {}).get("speech") or message["text"]
                async for _ in self.synthesis.iterate(self.engines.speaker.stream(words, language)):
                    pass

    async def ready(self) -> dict[str, bool]:
        """What is ready to serve, by name."""
        rasa, actions = await asyncio.gather(self.dialogue.ready(), self.dialogue.actions_ready())
        return {"rasa": rasa, "actions": actions, "voice": self.engines is not None}

    def close(self) -> None:
        """Stop the worker threads."""
        for worker in (self.ears, self.recognition, self.synthesis):
            worker.close()


def _warm_recogniser(settings: Settings) -> SpeechToText:
    import numpy as np  # noqa: PLC0415 - loaded in the worker thread, so that the port opens at once

    recogniser = stt.create(settings)
    recogniser.transcribe(np.zeros(16_000, np.float32))
    return recogniser


def _warm_speaker(settings: Settings) -> Speaker:
    speaker = tts.create(settings)
    for _ in speaker.stream("네.", "ko"):
        pass
    for _ in speaker.stream("Yes.", "en"):
        pass
    return speaker


LOADERS = EngineLoaders(_warm_recogniser, _warm_speaker)
"""The engines the settings name, warmed up."""

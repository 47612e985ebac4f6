"""One response: asks the dialogue, shows the reply, speaks it clause by clause as it is synthesised."""

from __future__ import annotations

import asyncio
import base64
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from annae.types import Language, Presentation, as_language
from voice.gateway.notices import notice_texts
from voice.gateway.protocol import audio_frame, new_id
from voice.gateway.services import Services

if TYPE_CHECKING:
    from voice.tts.engine import Speech

_LOG = logging.getLogger(__name__)
Messages = list[dict[str, Any]]


class Outbox(Protocol):
    """Where a session's events and frames go."""

    binary: bool

    async def event(self, event: dict[str, Any]) -> None:
        """Send one JSON event."""

    async def frame(self, frame: bytes) -> None:
        """Send one binary frame."""


@dataclass
class Timing:
    """Stage times of a turn in milliseconds; ``started`` is when the customer's turn had ended."""

    started: float = field(default_factory=time.monotonic)
    stages: dict[str, float] = field(default_factory=dict)

    def since_start(self, stage: str) -> None:
        """Record the time from the start to now, the first time a stage is reached."""
        self.stages.setdefault(stage, round((time.monotonic() - self.started) * 1000, 1))


class Response:
    """A response under way; cancelling the task that runs it ends it, and nothing more of it is sent."""

    def __init__(self, number: int, services: Services, outbox: Outbox, timing: Timing) -> None:
        self.id, self.number = new_id("resp"), number
        self._services, self._outbox, self._timing = services, outbox, timing
        self._samples = 0
        self.language: Language | None = None

    async def run(self, ask: Callable[[], Awaitable[Messages]]) -> None:
        """Say everything ``ask`` answers. Cancellation is reported as ``cancelled`` and passed on."""
        await self._outbox.event({"type": "response.created", "response": self._object("in_progress")})
        status = "failed"
        try:
            messages = await ask()
            self._timing.since_start("dialogue_ms")
            for message in messages:
                await self._say(message)
            await self._finish_audio(messages)
            status = "completed"
        except asyncio.CancelledError:
            status = "cancelled"
            raise
        finally:
            self._services.metrics.responses.labels(status).inc()
        await self._outbox.event(self.ended("completed"))

    def ended(self, status: str) -> dict[str, Any]:
        """The ``response.done`` event: completed, cancelled or failed."""
        return {"type": "response.done", "response": self._object(status), "annae": {"timing": self._timing.stages}}

    def _object(self, status: str) -> dict[str, Any]:
        return {
            "object": "realtime.response",
            "id": self.id,
            "number": self.number,
            "status": status,
            "output_modalities": ["audio"],
            "output": [],
        }

    def _ours(self, kind: str, **fields: Any) -> dict[str, Any]:
        return {
            "type": kind,
            "response_id": self.id,
            "item_id": f"item_{self.id}",
            "output_index": 0,
            "content_index": 0,
            **fields,
        }

    async def _say(self, message: dict[str, Any]) -> None:
        reply = {"text": message["text"], **message.get("custom", {})}
        self.language = as_language(reply.get("language"))
        await self._outbox.event(self._ours("annae.reply", reply=reply))
        engines = self._services.engines
        if engines is None:
            await self._notice("voice_failed")
            return
        words, speed = reply.get("speech") or reply["text"], Presentation.of(reply.get("presentation")).speed
        clauses = engines.speaker.stream(words, self.language, speed)
        try:
            async for speech in self._services.synthesis.iterate(clauses):
                await self._send(speech)
        except Exception:  # noqa: BLE001 - whatever the engine raises, the answer stands on the screen
            _LOG.exception("voice: synthesis failed")
            await self._notice("voice_failed")

    async def _send(self, speech: Speech) -> None:
        start = self._samples
        delta = {"delta": speech.text + " ", "annae": {"start": start}}
        await self._outbox.event(self._ours("response.output_audio_transcript.delta", **delta))
        visemes = [{"name": v.name, "start": start + v.start, "duration": v.duration} for v in speech.visemes]
        await self._outbox.event(self._ours("annae.visemes", visemes=visemes))
        pcm = speech.pcm.astype("<i2").tobytes()
        if self._outbox.binary:
            await self._outbox.frame(audio_frame(self.number, start, pcm))
        else:
            audio = base64.b64encode(pcm).decode("ascii")
            await self._outbox.event(self._ours("response.output_audio.delta", delta=audio))
        self._timing.since_start("first_audio_ms")
        self._samples += len(speech.pcm)

    async def _finish_audio(self, messages: Messages) -> None:
        transcript = " ".join(message["text"] for message in messages)
        await self._outbox.event(self._ours("response.output_audio_transcript.done", transcript=transcript))
        await self._outbox.event(self._ours("response.output_audio.done"))

    async def _notice(self, code: str) -> None:
        self._services.metrics.notices.labels(code).inc()
        await self._outbox.event({"type": "annae.notice", "code": code, "text": notice_texts(code)})

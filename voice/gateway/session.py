"""One realtime session: a customer at a microphone or a text box, from greeting to goodbye."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from annae.types import Language, as_language, guess_language
from voice.gateway.dialogue import not_understood
from voice.gateway.hearing import WHISPER_RATE, Hearing
from voice.gateway.notices import notice_texts
from voice.gateway.protocol import (
    SAMPLE_RATE,
    ProtocolError,
    error_event,
    new_id,
    parse_audio,
    parse_event,
    parse_session,
    parse_user_text,
)
from voice.gateway.recognition_ahead import RecognitionAhead
from voice.gateway.response import Messages, Response, Timing
from voice.gateway.services import Services
from voice.gateway.text_input import refusal, sentence
from voice.turns.endpointing import SpeechPaused, SpeechStarted, SpeechStopped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voice.stt.engine import Transcript

_LOG = logging.getLogger(__name__)
_QUEUED_CHUNKS = 256  # then the socket is read more slowly: the sender waits, nothing is lost


@dataclass
class Utterance:
    """A finished turn: when it ended (monotonic clock), and its transcript if that was begun ahead."""

    item_id: str
    samples: NDArray[np.float32]
    ended: float
    ahead: asyncio.Task[Transcript] | None


class Session:
    """Reads one WebSocket until it closes. Bad input answers with an ``error`` event and leaves the session alive."""

    def __init__(self, socket: web.WebSocketResponse, services: Services) -> None:
        self.id = new_id("sess")
        self.binary = False
        self._socket, self._services = socket, services
        self._language: Language = "ko"
        self._kiosk = services.settings.store.kiosk
        self._server_vad = True
        self._hearing = Hearing(services.settings)
        self._audio: asyncio.Queue[bytes] = asyncio.Queue(_QUEUED_CHUNKS)
        self._utterances: asyncio.Queue[Utterance] = asyncio.Queue()
        self._ahead = RecognitionAhead()
        self._item_id = new_id("item")
        self._typed: str | None = None
        self._responses = 0
        self._response: tuple[Response, asyncio.Task[None]] | None = None
        self._handlers: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
            "session.update": self._update,
            "input_audio_buffer.append": self._append,
            "input_audio_buffer.commit": self._commit,
            "input_audio_buffer.clear": self._clear,
            "conversation.item.create": self._create_item,
            "response.create": self._create_response,
            "response.cancel": self._cancel_event,
        }

    async def run(self) -> None:
        """Serve the socket until the client leaves; then nothing of the session stays."""
        workers = [asyncio.create_task(self._listen()), asyncio.create_task(self._recognise())]
        try:
            await self.event({"type": "session.created", "session": self._object()})
            async for message in self._socket:
                if message.type == WSMsgType.TEXT:
                    await self._handle(message.data)
                elif message.type == WSMsgType.BINARY:
                    await self._audio.put(message.data)
        finally:
            if self._response:
                workers.append(self._response[1])
            self._ahead.drop()
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    # --- what goes out

    async def event(self, event: dict[str, Any]) -> None:
        """Send one event; a client that has gone is no error."""
        with contextlib.suppress(ConnectionError):
            await self._socket.send_json({"event_id": new_id("event"), **event})

    async def frame(self, frame: bytes) -> None:
        """Send one binary frame."""
        with contextlib.suppress(ConnectionError):
            await self._socket.send_bytes(frame)

    def _object(self) -> dict[str, Any]:
        pcm = {"type": "audio/pcm", "rate": SAMPLE_RATE}
        detection = {"type": "server_vad"} if self._server_vad else None
        return {
            "object": "realtime.session",
            "type": "realtime",
            "id": self.id,
            "model": "annae",
            "output_modalities": ["audio"],
            "audio": {"input": {"format": pcm, "turn_detection": detection}, "output": {"format": pcm}},
        }

    # --- what comes in

    async def _handle(self, text: str) -> None:
        event_id = None
        try:
            event = parse_event(text)
            event_id = event.get("event_id")
            handler = self._handlers.get(event["type"])
            if handler is None:
                raise ProtocolError("unknown_event", f"no such event: {event['type'][:80]}")
            await handler(event)
        except ProtocolError as error:
            _LOG.warning("session: client event refused: %s", error.code)
            await self.event(error_event(error, notice_texts(error.notice, **error.values), event_id))

    async def _update(self, event: dict[str, Any]) -> None:
        options = parse_session(event)
        if options.server_vad is not None:
            self._server_vad = options.server_vad
        if options.binary is not None:
            self.binary = options.binary
        if options.language in ("ko", "en"):
            self._language = as_language(options.language)
        if options.kiosk:
            self._kiosk = options.kiosk
        await self.event({"type": "session.updated", "session": self._object()})
        await self.event(
            {
                "type": "annae.session",
                "language": self._language,
                "sample_rate": SAMPLE_RATE,
                "kiosk": self._kiosk,
                "store": {"id": self._services.settings.store.id, **await self._services.dialogue.store()},
            }
        )
        if options.greet:
            await self._respond(
                lambda: self._services.dialogue.greet(self.id, self._language, self._metadata()), Timing()
            )

    async def _append(self, event: dict[str, Any]) -> None:
        await self._audio.put(parse_audio(event))

    async def _commit(self, _event: dict[str, Any]) -> None:
        await self._drain_audio()
        samples = self._hearing.kept()
        if not len(samples):
            raise ProtocolError("input_audio_buffer_commit_empty", "there is no audio to commit", "not_heard")
        await self._hand_over(samples, time.monotonic())

    async def _clear(self, _event: dict[str, Any]) -> None:
        await self._drain_audio()
        self._hearing.reset()
        await self.event({"type": "input_audio_buffer.cleared"})

    async def _drain_audio(self) -> None:
        await self._audio.join()

    async def _create_item(self, event: dict[str, Any]) -> None:
        self._typed = parse_user_text(event)
        content = [{"type": "input_text", "text": self._typed[: self._services.settings.gateway.max_text]}]
        item = {
            "id": new_id("item"),
            "object": "realtime.item",
            "type": "message",
            "role": "user",
            "status": "completed",
            "content": content,
        }
        await self.event({"type": "conversation.item.added", "previous_item_id": None, "item": item})
        await self.event({"type": "conversation.item.done", "previous_item_id": None, "item": item})

    async def _create_response(self, _event: dict[str, Any]) -> None:
        typed, self._typed = self._typed, None
        if typed is None:
            if not self._server_vad:
                return  # the recogniser answers a committed utterance as soon as it has the words
            raise ProtocolError("nothing_to_answer", "create a user message first", "text_empty")
        language = guess_language(typed, self._language)
        await self._answer(typed, language, Timing())

    async def _cancel_event(self, _event: dict[str, Any]) -> None:
        await self._interrupt()

    # --- hearing

    async def _listen(self) -> None:
        """Turn queued audio into utterances."""
        while True:
            chunk = await self._audio.get()
            try:
                await self._hear(chunk)
            except Exception:  # noqa: BLE001 - one bad chunk must not end the session
                _LOG.exception("session: hearing failed")
                self._hearing.reset()
                await self._notice("hearing_failed")
            finally:
                self._audio.task_done()

    async def _hear(self, chunk: bytes) -> None:
        if not self._server_vad:
            await self._services.ears.run(lambda: self._hearing.keep(chunk))
            return
        for found in await self._services.ears.run(lambda: self._hearing.feed(chunk)):
            at_ms = round(found.at_sample / WHISPER_RATE * 1000)
            if isinstance(found, SpeechStarted):
                self._item_id = new_id("item")
                started = {
                    "type": "input_audio_buffer.speech_started",
                    "audio_start_ms": at_ms,
                    "item_id": self._item_id,
                }
                await self.event(started)
                await self._interrupt()
            elif isinstance(found, SpeechPaused):
                self._ahead.begin(found.at_sample, self._transcribing(found.audio))
            elif isinstance(found, SpeechStopped):
                stopped = {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": at_ms, "item_id": self._item_id}
                await self.event(stopped)
                await self._hand_over(found.audio, time.monotonic(), self._ahead.take(found.at_sample))

    async def _hand_over(
        self, samples: NDArray[np.float32], ended: float, ahead: asyncio.Task[Transcript] | None = None
    ) -> None:
        item_id, self._item_id = self._item_id, new_id("item")
        await self.event({"type": "input_audio_buffer.committed", "item_id": item_id, "previous_item_id": None})
        await self._utterances.put(Utterance(item_id, samples, ended, ahead))

    async def _recognise(self) -> None:
        """Transcribe and answer utterances in the order they were spoken."""
        while True:
            utterance = await self._utterances.get()
            try:
                await self._understand(utterance, Timing(utterance.ended))
            except Exception:  # noqa: BLE001 - whatever the engine raises, the text box still works
                _LOG.exception("session: recognition failed")
                await self._notice("hearing_failed")

    async def _transcribing(self, samples: NDArray[np.float32]) -> Transcript:
        engines = self._services.engines
        if engines is None:
            raise RuntimeError("the recogniser is not loaded")
        return await self._services.recognition.run(lambda: engines.recogniser.transcribe(samples))

    async def _understand(self, utterance: Utterance, timing: Timing) -> None:
        transcript = await (utterance.ahead or self._transcribing(utterance.samples))
        timing.since_start("stt_ms")
        kind = "conversation.item.input_audio_transcription"
        place = {"item_id": utterance.item_id, "content_index": 0}
        if transcript.text:
            await self.event({"type": f"{kind}.delta", **place, "delta": transcript.text})
        usage = {"type": "duration", "seconds": round(len(utterance.samples) / WHISPER_RATE, 2)}
        await self.event(
            {
                "type": f"{kind}.completed",
                **place,
                "transcript": transcript.text,
                "language": transcript.language,
                "usage": usage,
            }
        )
        if not transcript.text:
            await self._notice("not_heard")
            return
        await self._answer(transcript.text, transcript.language, timing, foreign=transcript.foreign)

    # --- answering

    async def _answer(self, text: str, language: Language, timing: Timing, *, foreign: bool = False) -> None:
        """``foreign``: it may have been another language; if the words then make no sense, it was."""
        self._language = language
        self._services.metrics.turns.labels("kiosk", language).inc()
        refused = refusal(text, language, self._services.settings.gateway.max_text)

        async def ask() -> Messages:
            if refused:
                return refused
            messages = await self._services.dialogue.ask(self.id, text, language, self._metadata())
            return sentence("unknown_language", language) if foreign and not_understood(messages) else messages

        await self._respond(ask, timing)

    async def _respond(self, ask: Callable[[], Awaitable[Messages]], timing: Timing) -> None:
        await self._interrupt()
        self._responses += 1
        response = Response(self._responses, self._services, self, timing)
        self._response = (response, asyncio.create_task(self._run(response, ask)))

    async def _run(self, response: Response, ask: Callable[[], Awaitable[Messages]]) -> None:
        try:
            await response.run(ask)
        except Exception:  # noqa: BLE001 - the session outlives one failed answer
            _LOG.exception("session: response failed")
            await self.event(response.ended("failed"))
            await self._notice("dialogue_down")
        if response.language:
            self._language = response.language

    async def _interrupt(self) -> None:
        """End the response under way; when this returns, nothing of it can be sent any more."""
        if self._response is None:
            return
        response, task = self._response
        self._response = None
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self.event(response.ended("cancelled"))

    async def _notice(self, code: str) -> None:
        self._services.metrics.notices.labels(code).inc()
        await self.event({"type": "annae.notice", "code": code, "text": notice_texts(code)})

    def _metadata(self) -> dict[str, Any]:
        return {"channel": "kiosk", "kiosk": self._kiosk}

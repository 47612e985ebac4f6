"""A client of the realtime WebSocket over the ``websockets`` library."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from annae.errors import AnnaeError
from annae.types import Language
from voice.gateway.protocol import MAX_EVENT_BYTES, SAMPLE_RATE, parse_audio_frame

_CHUNK_S = 0.04
_SILENCE_S = 1.2  # longer than any end-of-turn pause


@dataclass
class Turn:
    """What came back for one thing said. Times are seconds of the monotonic clock."""

    transcript: str = ""
    language: str = ""
    replies: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    visemes: list[dict[str, Any]] = field(default_factory=list)
    status: str = ""
    timing: dict[str, float] = field(default_factory=dict)
    first_audio_at: float | None = None
    said_at: float = 0.0
    _audio: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def audio(self) -> NDArray[np.int16]:
        """The spoken answer, PCM16 at 24 kHz."""
        return np.frombuffer(b"".join(pcm for _, pcm in sorted(self._audio)), "<i2")

    @property
    def text(self) -> str:
        """The written answer."""
        return " ".join(reply["text"] for reply in self.replies)


class RealtimeClient:
    """One session. Use :func:`open_session`."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def say_text(self, text: str, timeout_s: float = 60.0) -> Turn:
        """Type something and wait for the whole answer."""
        content = [{"type": "input_text", "text": text}]
        item = {"type": "message", "role": "user", "content": content}
        turn = Turn(said_at=time.monotonic())
        await self.send({"type": "conversation.item.create", "item": item})
        await self.send({"type": "response.create"})
        return await self._collect(turn, timeout_s)

    async def say_audio(self, samples: NDArray[np.int16], timeout_s: float = 60.0, *, real_time: bool = True) -> Turn:
        """Speak PCM16 at 24 kHz as a microphone would, then stay silent, and wait for the whole answer."""
        turn = Turn(said_at=time.monotonic() + (len(samples) / SAMPLE_RATE if real_time else 0.0))
        speaking = asyncio.create_task(self._speak(samples, real_time))
        try:
            return await self._collect(turn, timeout_s)
        finally:
            speaking.cancel()
            await asyncio.gather(speaking, return_exceptions=True)

    async def answer(self, timeout_s: float = 60.0) -> Turn:
        """Wait for an answer that nobody asked for: the greeting."""
        return await self._collect(Turn(said_at=time.monotonic()), timeout_s)

    async def send(self, event: dict[str, Any]) -> None:
        """Send one event."""
        await self._socket.send(json.dumps(event))

    async def _speak(self, samples: NDArray[np.int16], real_time: bool) -> None:
        silence = np.zeros(int(_SILENCE_S * SAMPLE_RATE), np.int16)
        audio = np.concatenate([samples, silence]).astype("<i2")
        step = int(_CHUNK_S * SAMPLE_RATE)
        started = time.monotonic()
        for number, start in enumerate(range(0, len(audio), step)):
            if real_time:
                await asyncio.sleep(max(0.0, started + number * _CHUNK_S - time.monotonic()))
            await self._socket.send(audio[start : start + step].tobytes())

    async def _collect(self, turn: Turn, timeout_s: float) -> Turn:
        try:
            async with asyncio.timeout(timeout_s):
                async for message in self._socket:
                    if isinstance(message, bytes):
                        _hear(turn, message)
                    elif _read(turn, json.loads(message)):
                        return turn
        except TimeoutError as error:
            raise AnnaeError(f"no complete answer within {timeout_s:.0f} s") from error
        except ConnectionClosed as error:
            raise AnnaeError("the kiosk closed the connection") from error
        raise AnnaeError("the kiosk closed the connection")


@asynccontextmanager
async def open_session(
    url: str, language: Language | None = None, *, greet: bool = False
) -> AsyncIterator[RealtimeClient]:
    """Connect to ``ws://…/v1/realtime``; raises AnnaeError when nobody answers there."""
    try:
        socket = await connect(url, max_size=MAX_EVENT_BYTES)
    except (OSError, WebSocketException) as error:
        raise AnnaeError(f"no kiosk answers at {url} ({error}); start one with: annae run") from error
    async with socket:
        client = RealtimeClient(socket)
        ours = {"binary": True, "language": language or "auto", "greet": greet}
        await client.send({"type": "session.update", "session": {"type": "realtime", "annae": ours}})
        yield client


def _hear(turn: Turn, frame: bytes) -> None:
    _, start, pcm = parse_audio_frame(frame)
    turn.first_audio_at = turn.first_audio_at or time.monotonic()
    turn._audio.append((start, pcm))


def _read(turn: Turn, event: dict[str, Any]) -> bool:
    """Note what an event says; whether the turn is over."""
    kind = event["type"]
    if kind == "conversation.item.input_audio_transcription.completed":
        turn.transcript, turn.language = event["transcript"], event["language"]
    elif kind == "annae.reply":
        turn.replies.append(event["reply"])
    elif kind == "annae.visemes":
        turn.visemes.extend(event["visemes"])
    elif kind == "annae.notice":
        turn.notices.append(event)
        return bool(event["code"] == "not_heard")
    elif kind == "error":
        turn.notices.append({"code": event["annae"]["code"], "text": event["annae"]["text"]})
        return True
    elif kind == "response.done":
        turn.status, turn.timing = event["response"]["status"], event["annae"]["timing"]
        return turn.status != "cancelled"
    return False

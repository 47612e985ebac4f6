"""Events of ``/v1/realtime``: reading what a client sends, writing what it gets.

Names and shapes are those of the OpenAI Realtime API; what it lacks carries our own prefix ``annae.``.
Audio is PCM16 mono at 24 kHz: base64 inside events, or binary frames once a client asked for them.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import struct
from dataclasses import dataclass
from typing import Any

SAMPLE_RATE = 24_000
MAX_EVENT_BYTES = 48 << 20  # ten minutes of base64 audio in one event; longer comes in several
_LONGEST_ID = 64
_AUDIO_HEADER = struct.Struct("<II")


class ProtocolError(Exception):
    """A client event we cannot act on. ``code`` names it for programs, ``notice`` the sentence for customers."""

    def __init__(self, code: str, message: str, notice: str = "bad_event", **values: object) -> None:
        super().__init__(message)
        self.code, self.message, self.notice, self.values = code, message, notice, values


@dataclass(frozen=True)
class SessionOptions:
    """What a client may choose with ``session.update``; None keeps what is set."""

    server_vad: bool | None = None
    binary: bool | None = None
    language: str | None = None
    greet: bool = False
    kiosk: str = ""


def new_id(kind: str) -> str:
    """An id in the API's style: ``resp_…``, ``item_…``, ``sess_…``."""
    return f"{kind}_{secrets.token_hex(12)}"


def parse_event(text: str) -> dict[str, Any]:
    """One client event as a dictionary with a ``type``. Raises ProtocolError."""
    try:
        event = json.loads(text)
    except ValueError as error:
        raise ProtocolError("invalid_json", f"not JSON: {error}") from error
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise ProtocolError("invalid_event", "an event is an object with a type")
    return event


def parse_session(event: dict[str, Any]) -> SessionOptions:
    """Options of a ``session.update``. Raises ProtocolError for an audio format we do not read."""
    session = _object(event, "session")
    audio_input = _object(_object(session, "audio"), "input")
    given = audio_input.get("format") or session.get("input_audio_format")
    _check_format(given)
    ours = _object(session, "annae")
    vad: bool | None = None
    for place in (audio_input, session):
        if "turn_detection" in place:
            vad = place["turn_detection"] is not None
    language = ours.get("language")
    if language not in (None, "ko", "en", "auto"):
        raise ProtocolError("unknown_language", f"language is ko, en or auto, not {language!r}", "unknown_language")
    binary, kiosk = ours.get("binary"), ours.get("kiosk") or ""
    if not isinstance(kiosk, str) or len(kiosk) > _LONGEST_ID:
        raise ProtocolError("invalid_kiosk", f"kiosk must be a text of at most {_LONGEST_ID} characters")
    return SessionOptions(
        vad, None if binary is None else bool(binary), language, greet=bool(ours.get("greet")), kiosk=kiosk
    )


def _object(parent: dict[str, Any], key: str) -> dict[str, Any]:
    value = parent.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ProtocolError("invalid_event", f"{key} must be an object")
    return value


def _check_format(given: object) -> None:
    if given in (None, "pcm16"):
        return
    kind = given.get("type") if isinstance(given, dict) else given
    rate = given.get("rate", SAMPLE_RATE) if isinstance(given, dict) else SAMPLE_RATE
    channels = given.get("channels", 1) if isinstance(given, dict) else 1
    if kind != "audio/pcm" or rate != SAMPLE_RATE or channels != 1:
        message = f"audio must be audio/pcm, 16 bit, mono, {SAMPLE_RATE} Hz; got {given!r}"
        raise ProtocolError("unsupported_audio_format", message, "bad_audio")


def parse_audio(event: dict[str, Any]) -> bytes:
    """PCM16 bytes of an ``input_audio_buffer.append``. Raises ProtocolError."""
    try:
        return base64.b64decode(event["audio"], validate=True)
    except (KeyError, TypeError, binascii.Error, ValueError) as error:
        raise ProtocolError("invalid_audio", "audio must be base64 text", "bad_audio") from error


def parse_user_text(event: dict[str, Any]) -> str:
    """Text of a ``conversation.item.create`` with a user message. Raises ProtocolError."""
    item = _object(event, "item")
    content = item.get("content")
    if item.get("type") != "message" or item.get("role") != "user" or not isinstance(content, list):
        raise ProtocolError("invalid_item", "only user messages with a list of contents can be created")
    written = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "input_text"]
    parts = [text for text in written if isinstance(text, str)]
    if not parts:
        raise ProtocolError("invalid_item", "a user message needs input_text content")
    return " ".join(parts)


def error_event(error: ProtocolError, texts: dict[str, str], event_id: str | None = None) -> dict[str, Any]:
    """An ``error`` event, with the customer's sentence in every language beside the programmer's message."""
    body = {"type": "invalid_request_error", "code": error.code, "message": error.message, "event_id": event_id}
    return {"type": "error", "error": body, "annae": {"code": error.notice, "text": texts}}


def audio_frame(response_number: int, start_sample: int, pcm: bytes) -> bytes:
    """A binary frame: response number and start sample as little-endian uint32, then PCM16."""
    return _AUDIO_HEADER.pack(response_number, start_sample) + pcm


def parse_audio_frame(frame: bytes) -> tuple[int, int, bytes]:
    """``(response number, start sample, PCM16)`` of a binary frame from the server."""
    number, start = _AUDIO_HEADER.unpack_from(frame)
    return number, start, frame[_AUDIO_HEADER.size :]

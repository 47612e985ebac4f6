"""``annae bench turn``: from the end of the customer's speech to the first audio of the answer.

Ours is the real kiosk, started for the benchmark and spoken to over its WebSocket at speaking pace. The baseline is the
plain way to join the same parts: openai-whisper on 30 padded seconds, the same dialogue, and the whole answer
synthesised before the first byte is sent. Both hear the same questions, one after the other in turn, and both wait the
same pause before they believe that the customer has finished. Neither has heard the questions or said the answers
before: the kiosk runs on a state folder whose cache is empty, as the baseline's is.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
import soxr
from numpy.typing import NDArray

from annae.paths import home
from annae.progress import progress
from annae.settings import Settings
from annae.supervisor.running import running_kiosk
from annae.types import Language, as_language
from benchmarks.figures import hardware, percentiles
from voice import stt, tts
from voice.client.realtime import open_session
from voice.stt.engine import SpeechToText
from voice.tts.speaker import Speaker

_RATE = 24_000
_KEPT = ("models", "index", "rasa", "annae.db", "annae.db-wal", "annae.db-shm")


@dataclass(frozen=True)
class Question:
    """A question as text and as PCM16 speech at 24 kHz."""

    text: str
    language: Language
    speech: NDArray[np.int16]


def run(settings: Settings, rounds: int = 1) -> dict[str, Any]:
    """Figures in milliseconds: ours and the baseline's by stage, and the ratio of their totals."""
    machine = hardware()
    with _empty_cache_home() as state, _empty_cache_home() as plain_state:
        os.environ["ANNAE_HOME"] = str(plain_state)  # the baseline runs in this process
        speaker = tts.create(settings)
        questions = [_spoken(speaker, entry) for entry in _questions() * rounds]
        plain = stt.create(replace(settings, stt=replace(settings.stt, engine="openai_whisper", model="")))
        log = state / "kiosk.log"
        with running_kiosk(log, {"ANNAE_HOME": str(state)}) as port:
            ours, baseline = asyncio.run(_compare(questions, port, plain, speaker))
    totals = [run["total"]["p50"] for run in (ours, baseline)]
    tails = [run["total"]["p95"] for run in (ours, baseline)]
    return {
        "bench": "turn",
        "unit": "ms from the end of speech to the first audio",
        "ours": ours,
        "baseline": baseline,
        "ratio_p50": round(totals[1] / totals[0], 2),
        "ratio_p95": round(tails[1] / tails[0], 2),
        "hardware": machine,
    }


def _questions() -> list[dict[str, str]]:
    given = tomllib.loads(Path(__file__).with_name("turn_questions.toml").read_text(encoding="utf-8"))
    questions: list[dict[str, str]] = given["question"]
    return questions


def _spoken(speaker: Speaker, entry: dict[str, str]) -> Question:
    language = as_language(entry["language"])
    speech = np.concatenate([clause.pcm for clause in speaker.stream(entry["text"], language)])
    return Question(entry["text"], language, speech)


@contextmanager
def _empty_cache_home() -> Iterator[Path]:
    """A state folder that shares everything with the real one but the caches."""
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as folder:
        for name in _KEPT:
            if (home() / name).exists():
                (Path(folder) / name).symlink_to(home() / name)
        yield Path(folder)


async def _compare(
    questions: list[Question], port: int, plain: SpeechToText, speaker: Speaker
) -> tuple[dict[str, Any], dict[str, Any]]:
    ours, baseline = [], []
    with progress("Asking", len(questions)) as advance:
        async with aiohttp.ClientSession() as http:
            for question in questions:
                ours.append(await _ask_ours(question, port))
                pause = ours[-1]["endpointing"]
                baseline.append(await _ask_plainly(question, port, plain, speaker, http, pause))
                advance(1)
    return _summary(ours), _summary(baseline)


async def _ask_ours(question: Question, port: int) -> dict[str, float]:
    async with open_session(f"ws://127.0.0.1:{port}/v1/realtime") as client:
        turn = await client.say_audio(question.speech)
    total = ((turn.first_audio_at or time.monotonic()) - turn.said_at) * 1000
    stt_ms, dialogue_ms = turn.timing["stt_ms"], turn.timing["dialogue_ms"] - turn.timing["stt_ms"]
    speech_ms = turn.timing["first_audio_ms"] - turn.timing["dialogue_ms"]
    return {
        "endpointing": total - turn.timing["first_audio_ms"],
        "stt": stt_ms,
        "dialogue": dialogue_ms,
        "first_speech": speech_ms,
        "total": total,
    }


async def _ask_plainly(
    question: Question,
    port: int,
    plain: SpeechToText,
    speaker: Speaker,
    http: aiohttp.ClientSession,
    pause: float,
) -> dict[str, float]:
    """The baseline's stages; ``pause``: the wait for the end of the turn, in milliseconds, as ours had it."""
    samples = soxr.resample(question.speech.astype(np.float32) / 32768, _RATE, 16_000).astype(np.float32)
    times = [time.monotonic()]
    transcript = plain.transcribe(samples)
    times.append(time.monotonic())
    body = {
        "sender": f"plain-{id(question)}",
        "message": transcript.text,
        "metadata": {"language": transcript.language},
    }
    async with http.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=body) as answer:
        messages = await answer.json()
    times.append(time.monotonic())
    for message in messages:
        custom = message.get("custom", {})
        said = custom.get("speech") or message["text"]
        for _ in speaker.stream(said, as_language(custom.get("language"))):
            pass
    times.append(time.monotonic())
    stt_ms, dialogue_ms, speech_ms = (1000 * float(step) for step in np.diff(times))
    total = pause + stt_ms + dialogue_ms + speech_ms
    return {"endpointing": pause, "stt": stt_ms, "dialogue": dialogue_ms, "first_speech": speech_ms, "total": total}


def _summary(runs: list[dict[str, float]]) -> dict[str, Any]:
    return {stage: percentiles([run[stage] for run in runs]) for stage in runs[0]}

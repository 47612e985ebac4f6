"""Says sentences with several voices, lets the recogniser hear them in noise, and keeps what it wrote.

The voices of a language take turns; each sentence is said by one of them and heard at every level of noise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np
import soundfile
import soxr

from annae.paths import cache_dir
from annae.progress import progress
from annae.settings import Settings
from annae.text.spoken import spoken
from annae.types import LANGUAGES, Language
from benchmarks.names.material import Sentence, Split
from benchmarks.names.store_noise import Samples, store_noise, with_noise
from benchmarks.names.voices import voices
from voice import stt
from voice.stt.engine import SAMPLE_RATE
from voice.tts.engine import SAMPLE_RATE as VOICE_RATE
from voice.tts.engine import TextToSpeech

CLEAN: Final = "clean"
NOISES: Final = (CLEAN, "20 dB", "10 dB", "5 dB")
_AROUND: Final = SAMPLE_RATE * 3 // 10
"""Samples of the shop before and after the speech."""
_CHATTER: Final = 8
"""Sentences of a language that each voice contributes to the babble."""


@dataclass(frozen=True)
class Hearing:
    """What the recogniser wrote of a sentence said by ``voice`` in ``noise``."""

    sentence: Sentence
    voice: str
    noise: str
    text: str


def hear(sentences: Sequence[Sentence], split: Split, settings: Settings) -> list[Hearing]:
    """Every sentence of one half in every noise; what was heard before is read from the cache.

    Raises AnnaeError when a model cannot be had.
    """
    studio = _Studio({language: voices(language) for language in LANGUAGES}, sentences)
    ear = _Ear(studio, settings)
    tasks = [task for task in _tasks(sentences, studio.voices) if task[0].split == split]
    heard = []
    with progress("Hearing sentences", len(tasks), "hearings") as advance:
        for task in tasks:
            heard.append(Hearing(*task, ear.text(*task)))
            advance(1)
    return heard


def _tasks(
    sentences: Sequence[Sentence], speaking: Mapping[Language, Mapping[str, TextToSpeech]]
) -> Iterator[tuple[Sentence, str, str]]:
    turns = dict.fromkeys(LANGUAGES, 0)
    for sentence in sentences:
        names = list(speaking[sentence.language])
        voice = names[turns[sentence.language] % len(names)]
        turns[sentence.language] += 1
        yield from ((sentence, voice, noise) for noise in NOISES)


class _Studio:
    """Speech, clean and in noise; waves are kept in the cache."""

    def __init__(self, speaking: Mapping[Language, Mapping[str, TextToSpeech]], sentences: Sequence[Sentence]) -> None:
        self.voices = speaking
        self._folder = cache_dir() / "names" / "speech"
        self._folder.mkdir(parents=True, exist_ok=True)
        # What others say near the customer holds no name that could be taken for the customer's.
        nameless = {
            language: [one for one in sentences if one.language == language and not one.id] for language in speaking
        }
        self._chatter = [
            (one, voice)
            for language in speaking
            for one in nameless[language][:_CHATTER]
            for voice in speaking[language]
        ]
        self._chatter_key = _key(*(one.text for one, _ in self._chatter))
        self._noise: Samples | None = None

    def key(self, sentence: Sentence, voice: str, noise: str) -> str:
        """Changes with whatever changes the recording."""
        identity = self.voices[sentence.language][voice].identity
        return _key(identity, sentence.text, *(() if noise == CLEAN else (noise, self._chatter_key)))

    def recording(self, sentence: Sentence, voice: str, noise: str) -> Samples:
        """Mono 16 kHz samples."""
        speech = self._speech(sentence, voice)
        if noise == CLEAN:
            return np.pad(speech, _AROUND)
        if self._noise is None:
            self._noise = store_noise([self._speech(*chatter) for chatter in self._chatter])
        seed = int(self.key(sentence, voice, noise), 16)
        return with_noise(speech, self._noise, float(noise.removesuffix(" dB")), _AROUND, seed)

    def _speech(self, sentence: Sentence, voice: str) -> Samples:
        file = self._folder / f"{self.key(sentence, voice, CLEAN)}.flac"
        if not file.exists():
            said = self.voices[sentence.language][voice].synthesise(
                spoken(sentence.text, sentence.language), sentence.language
            )
            soundfile.write(file, soxr.resample(said.pcm / np.float32(32768), VOICE_RATE, SAMPLE_RATE), SAMPLE_RATE)
        samples: Samples = soundfile.read(file, dtype="float32")[0]
        return samples


class _Ear:
    """The recogniser, and a file of what it wrote before."""

    def __init__(self, studio: _Studio, settings: Settings) -> None:
        self._studio = studio
        self._file = cache_dir() / "names" / "heard.jsonl"
        self._recogniser = stt.create(settings)
        self._identity = f"{settings.stt.engine} {settings.stt.model} beam {settings.stt.beam}"
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        self._known: dict[str, str] = dict(map(json.loads, lines))

    def text(self, sentence: Sentence, voice: str, noise: str) -> str:
        """What is heard of it."""
        key = _key(self._identity, self._studio.key(sentence, voice, noise))
        if key not in self._known:
            recording = self._studio.recording(sentence, voice, noise)
            self._known[key] = self._recogniser.transcribe(recording, sentence.language).text
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._known[key]], ensure_ascii=False) + "\n")
        return self._known[key]


def _key(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:20]

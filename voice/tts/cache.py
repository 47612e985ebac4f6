"""Keeps synthesised clauses on disk: a clerk says the same sentences all day."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from voice.tts.engine import Phoneme, Speech, Viseme

_LOG = logging.getLogger(__name__)
_LARGEST: Final = 256 * 2**20
"""Bytes kept, an hour and a half of speech."""
_KEPT_AFTER_CLEANING: Final = 0.8


@cache
def _code() -> str:
    """Changes with the code that makes speech, so that nothing an older one made is ever heard."""
    voice = Path(__file__).parents[1]
    sources = sorted([*voice.glob("tts/*.py"), *voice.glob("visemes/*.py")])
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


class ClauseCache:
    """Speech by what made it. A file that is damaged or cannot be written costs a synthesis, never an error."""

    def __init__(self, folder: Path, largest: int = _LARGEST) -> None:
        self._folder, self._largest = folder, largest
        self._size = sum(file.stat().st_size for file in folder.glob("*.npz"))

    def get(self, voice: str, text: str) -> Speech | None:
        """The clause ``text`` as the voice with the identity ``voice`` said it."""
        file = self._file(voice, text)
        try:
            with np.load(file, allow_pickle=False) as stored:
                pcm, times = stored["pcm"], json.loads(str(stored["times"]))
            os.utime(file)  # the least recently used go first
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            _LOG.warning("voice: a cached clause is damaged, it is made again")
            with suppress(OSError):
                file.unlink()
            return None
        return Speech(
            text,
            pcm,
            tuple(Phoneme(*item) for item in times["phonemes"]),
            tuple(Viseme(*item) for item in times["visemes"]),
        )

    def put(self, voice: str, text: str, speech: Speech) -> None:
        """Keep ``speech`` as what ``voice`` says for ``text``."""
        times = {"phonemes": [astuple(p) for p in speech.phonemes], "visemes": [astuple(v) for v in speech.visemes]}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as unfinished:
                np.savez(unfinished, pcm=speech.pcm, times=np.array(json.dumps(times, ensure_ascii=False)))
            Path(unfinished.name).replace(self._file(voice, text))
            self._size += self._file(voice, text).stat().st_size
            if self._size > self._largest:
                self._clean()
        except OSError as error:
            _LOG.warning("voice: a clause could not be cached: %s", error.strerror)

    def _file(self, voice: str, text: str) -> Path:
        made_by = hashlib.sha256("\0".join([_code(), voice, text]).encode())
        return self._folder / f"{made_by.hexdigest()}.npz"

    def _clean(self) -> None:
        """Delete the least recently used clauses, and what an interrupted write left."""
        for leftover in self._folder.glob("*.part"):
            leftover.unlink(missing_ok=True)
        files = sorted(self._folder.glob("*.npz"), key=lambda file: file.stat().st_mtime_ns)
        self._size = sum(file.stat().st_size for file in files)
        for file in files:
            if self._size <= self._largest * _KEPT_AFTER_CLEANING:
                break
            self._size -= file.stat().st_size
            file.unlink(missing_ok=True)

"""What the trained model makes of texts, and how long each takes: the process behind ``annae understand``."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.progress import progress
from bot.environment import rasa_environment, rasa_interpreter
from bot.training import train

_WARM_UP: Final = ("안녕하세요 그리고 주차 되나요", "hello and where is the restroom")


@dataclass(frozen=True)
class Understood:
    """``ms``: from the text to its intent and entities."""

    intent: str
    ms: float


def understood(texts: Sequence[str]) -> list[Understood]:
    """One after the other, by the model of today's inputs. Raises AnnaeError when the process dies."""
    command = [rasa_interpreter(), "-m", "bot.understand", str(train())]
    environment = {**os.environ, **rasa_environment()}
    with (
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        ) as rasa,
        progress("Understanding", len(texts), "lines") as advance,
    ):  # fmt: skip
        asked = _Asked(rasa)
        for text in _WARM_UP:
            asked.ask(text)
        found = []
        for text in texts:
            found.append(asked.ask(text))
            advance(1)
        return found


class _Asked:
    def __init__(self, rasa: subprocess.Popen[str]) -> None:
        assert rasa.stdin is not None
        assert rasa.stdout is not None
        self._in, self._out = rasa.stdin, rasa.stdout

    def ask(self, text: str) -> Understood:
        began = time.perf_counter()
        print(text, file=self._in, flush=True)
        answer = self._out.readline()
        if not answer:
            raise AnnaeError("Rasa could not read the utterances; try: annae train --force")
        return Understood(json.loads(answer)["intent"], (time.perf_counter() - began) * 1000)

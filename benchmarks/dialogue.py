"""``annae bench dialogue``: a text turn, from the message to the whole reply, with one customer and with twenty.

Ours is the real kiosk on its REST channel: gateway, Rasa, action server, database, index. Customers write whole visits
(``dialogue_messages.toml``); of twenty each sends a message every three seconds, whether or not the last one was
answered. The baseline is Rasa as it comes: its own light pipeline trained on the same examples, answering each intent
with one fixed sentence, without a shop, without search, without an action server.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import aiohttp
import yaml

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.progress import progress
from annae.settings import Settings
from annae.supervisor.ports import free_port
from annae.supervisor.running import running_kiosk
from benchmarks.figures import hardware, percentiles
from bot.environment import rasa_environment, rasa_interpreter

_CUSTOMERS: Final = 20
_EVERY_S: Final = 3.0
_MESSAGES_EACH: Final = 20
_ROUNDS_ALONE: Final = 3
_READY_S: Final = 300
_STOCK_PIPELINE: Final = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier"},
]


def run(settings: Settings) -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes them
    """Milliseconds a turn: one customer, and twenty at once."""
    machine = hardware()
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as folder:
        with _stock_rasa(Path(folder)) as port:
            baseline = asyncio.run(_measured(port, "Stock Rasa"))
        with running_kiosk(Path(folder) / "kiosk.log") as port:
            ours = asyncio.run(_measured(port, "Annae"))
    return {
        "bench": "dialogue",
        "unit": "ms from a written message to its reply",
        "aims": {"one customer": {"p50": 80, "p95": 150}, "twenty customers": {"p95": 500}},
        "ours": ours,
        "baseline": baseline,
        "ratio_p95": {name: round(baseline[name]["p95"] / ours[name]["p95"], 2) for name in ours},
        "hardware": machine,
    }


def visits() -> list[list[str]]:
    """What customers say, a list a visit."""
    given = tomllib.loads(Path(__file__).with_name("dialogue_messages.toml").read_text(encoding="utf-8"))
    return [visit["says"] for visit in given["visit"]]


async def _measured(port: int, who: str) -> dict[str, Any]:
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as http:
        for text in visits()[0]:  # what is loaded at first use is loaded
            await _turn(http, url, "warm-up", text)
        alone = await _one_customer(http, url, who)
        with progress(f"{who}, {_CUSTOMERS} customers", _CUSTOMERS * _MESSAGES_EACH) as advance:
            together = await asyncio.gather(*(_customer(http, url, number, advance) for number in range(_CUSTOMERS)))
    every = [took for customer in together for took in customer]
    return {"one customer": percentiles(alone), "twenty customers": percentiles(every)}


async def _one_customer(http: aiohttp.ClientSession, url: str, who: str) -> list[float]:
    said = [(f"alone-{secrets.token_hex(4)}", texts) for texts in visits() * _ROUNDS_ALONE]
    times = []
    with progress(f"{who}, one customer", len(said)) as advance:
        for sender, texts in said:
            times += [await _turn(http, url, sender, text) for text in texts]
            advance(1)
    return times


async def _customer(http: aiohttp.ClientSession, url: str, number: int, advance: Any) -> list[float]:
    """Sends on time, answered or not; the customers' clocks are spread over the three seconds."""
    rng = random.Random(number)  # noqa: S311 - a repeatable spread, no secret
    sender, texts = f"visitor-{number}-{secrets.token_hex(4)}", cycle(_from(visits(), number))
    start = time.monotonic() + rng.uniform(0, _EVERY_S)
    turns: list[asyncio.Task[float]] = []
    for message in range(_MESSAGES_EACH):
        await asyncio.sleep(max(0.0, start + message * _EVERY_S - time.monotonic()))
        turns.append(asyncio.create_task(_turn(http, url, sender, next(texts))))
        advance(1)
    return list(await asyncio.gather(*turns))


def _from(all_visits: Sequence[list[str]], number: int) -> list[str]:
    """All that is said, beginning with the visit of ``number``."""
    first = number % len(all_visits)
    return [text for visit in [*all_visits[first:], *all_visits[:first]] for text in visit]


async def _turn(http: aiohttp.ClientSession, url: str, sender: str, text: str) -> float:
    began = time.perf_counter()
    async with http.post(url, json={"sender": sender, "message": text, "metadata": {}}) as answer:
        messages = await answer.json()
    if not messages:
        raise AnnaeError(f"no reply to {text!r}")
    return (time.perf_counter() - began) * 1000


@contextmanager
def _stock_rasa(folder: Path) -> Iterator[int]:
    """A Rasa server as it comes, on the project's own examples; yields its port."""
    _write_stock_bot(folder)
    environment = {**rasa_environment()}
    with progress("Training stock Rasa", 1) as advance:
        command = [rasa_interpreter(), "-m", "rasa", "train", "--fixed-model-name", "stock"]
        made = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        advance(1)
    if made.returncode:
        raise AnnaeError(f"stock Rasa could not be trained: {made.stderr.strip().splitlines()[-1:]}")
    port = free_port()
    command = [rasa_interpreter(), "-m", "rasa", "run", "--model", "models/stock.tar.gz", "--enable-api",
               "--interface", "127.0.0.1", "--port", str(port), "--credentials", "credentials.yml",
               "--quiet"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            asyncio.run(_wait_for(f"http://127.0.0.1:{port}/status"))
            yield port
        finally:
            server.terminate()


async def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _READY_S
    async with aiohttp.ClientSession() as http:
        while time.monotonic() < deadline:
            try:
                async with http.get(url) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.5)
    raise AnnaeError("stock Rasa did not become ready")


def _write_stock_bot(folder: Path) -> None:
    """The project's examples, and for each intent one fixed sentence."""
    examples: dict[str, list[str]] = {}
    for file in sorted((PROJECT / "nlu_data" / "nlu").glob("*/*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            examples.setdefault(block["intent"], []).append(block["examples"])
    nlu = [{"intent": intent, "examples": "".join(texts)} for intent, texts in examples.items()]
    names = {intent: f"utter_{number}" for number, intent in enumerate(examples)}
    rules = [{"rule": intent, "steps": [{"intent": intent}, {"action": action}]} for intent, action in names.items()]
    responses = {action: [{"text": "네, 알겠습니다."}] for action in names.values()}
    policies = [{"name": "RulePolicy", "core_fallback_action_name": "utter_0"}]
    config = {"recipe": "default.v1", "language": "ko", "assistant_id": "stock", "pipeline": _STOCK_PIPELINE,
              "policies": policies}  # fmt: skip
    files = {
        "config.yml": config,
        "domain.yml": {"version": "3.1", "intents": list(examples), "responses": responses},
        "data/nlu.yml": {"version": "3.1", "nlu": nlu},
        "data/rules.yml": {"version": "3.1", "rules": rules},
        "credentials.yml": {"rest": None},
    }
    (folder / "data").mkdir()
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

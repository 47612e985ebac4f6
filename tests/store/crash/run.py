"""Killing clients of a shop at random moments, again and again, and looking what became of it."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from store.database.engine import open_database
from store.importer import import_pack
from store.pack import read_pack
from tests.store.crash import journal
from tests.store.crash.pack import NOW, write_pack
from tests.store.crash.verdict import problems
from tests.store.crash.worker import ChangedAnswerError, work

WORKERS = 2
_MEAN_LIFE_S = 0.8
_SETTLED_S = 30.0
_LEAST_KILLS = 5  # a fast or a loaded machine makes few of them during a short run


@dataclass
class Report:
    """What was done to the shop, and every problem found afterwards."""

    answered: int
    unanswered: int
    kills: int
    seconds: float
    problems: list[str]


def crash(url: str, folder: Path, operations: int, seed: int, tell: Callable[[int], None] = lambda _: None) -> Report:
    """Let workers make ``operations`` changes on the empty database ``url``; ``tell`` hears how many were answered.

    The calling process must have one thread only: workers are forked from it, so that a new one starts at once.
    """
    os.environ["STORE_NOW"] = NOW
    chance, started, kills = random.Random(seed), time.monotonic(), 0
    _prepare(url, folder)
    journals = [folder / f"worker-{number}.jsonl" for number in range(WORKERS)]
    workers: dict[int, int] = {}
    answered = 0
    try:
        while answered < operations or kills < _LEAST_KILLS:
            for number in set(range(WORKERS)) - set(workers.values()):
                workers[_start(url, journals[number], number, chance.getrandbits(32))] = number
            time.sleep(chance.expovariate(1 / _MEAN_LIFE_S))
            victims = [pid for pid in workers if chance.random() < 0.7] or [next(iter(workers))]
            for pid in victims:
                kills += _kill(pid)
                del workers[pid]
            answered = sum(_answers(path) for path in journals)
            tell(answered)
    finally:
        for pid in workers:
            kills += _kill(pid)
    entries = [entry for path in journals for entry in journal.read(path)]
    unanswered = sum(entry.answer is None for entry in entries)
    with create_engine(url).connect() as connection:
        _settle(connection)
        found = list(problems(connection, entries))
    return Report(len(entries) - unanswered, unanswered, kills, time.monotonic() - started, found)


def _prepare(url: str, folder: Path) -> None:
    engine = open_database(url, "")
    import_pack(engine, read_pack(write_pack(folder / "pack")))
    engine.dispose()


def _start(url: str, path: Path, number: int, seed: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work(url, path, f"w{number}", seed)
    except ChangedAnswerError as error:
        path.with_suffix(".problem").write_text(str(error), encoding="utf-8")
    except BaseException as error:  # noqa: BLE001 - a child of a fork must never go on as its parent
        path.with_suffix(".problem").write_text(repr(error), encoding="utf-8")
    os._exit(1)


def _kill(pid: int) -> int:
    """Kill a worker; one that ended by itself found a problem."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError("a worker stopped by itself; see its .problem file beside its journal")
    return 1


def _answers(path: Path) -> int:
    return sum(entry.answer is not None for entry in journal.read(path))


def _settle(connection: Connection) -> None:
    """Wait until the server has noticed that its clients are dead: one may have been killed while it committed."""
    if connection.dialect.name != "postgresql":
        return
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + _SETTLED_S
    while connection.execute(others).scalar_one() and time.monotonic() < until:
        connection.rollback()
        time.sleep(0.1)
    connection.rollback()

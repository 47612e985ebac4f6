"""``python -m tests.store.crash``: the long crash test, on both databases."""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from annae.progress import progress
from store.database.temporary_postgresql import temporary_postgresql
from tests.store.crash.run import Report, crash


def main() -> int:
    """One JSON line for each database; 1 when a change was lost, doubled or half done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    args = parser.parse_args()
    failed = False
    for database in args.database or ["sqlite", "postgresql"]:
        report = _run(database, args.operations, args.seed)
        print(json.dumps({"database": database} | asdict(report), ensure_ascii=False), flush=True)
        failed |= bool(report.problems)
    return int(failed)


def _run(database: str, operations: int, seed: int) -> Report:
    with tempfile.TemporaryDirectory(prefix="annae-crash-") as name:
        folder = Path(name)
        if database == "sqlite":
            return _with_progress(f"sqlite:///{folder / 'annae.db'}", folder, operations, seed)
        with temporary_postgresql() as url:
            return _with_progress(url, folder, operations, seed)


def _with_progress(url: str, folder: Path, operations: int, seed: int) -> Report:
    told = 0

    def tell(answered: int) -> None:
        nonlocal told
        advance(answered - told)
        told = answered

    with progress(f"Crashing on {url.partition(':')[0]}", operations) as advance:
        return crash(url, folder, operations, seed, tell)


if __name__ == "__main__":
    raise SystemExit(main())

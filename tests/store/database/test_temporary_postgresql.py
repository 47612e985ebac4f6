"""The PostgreSQL server of the tests comes and goes with who started it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from annae.errors import AnnaeError
from store.database import temporary_postgresql

KILLED = """
import os, signal
from store.database.temporary_postgresql import temporary_postgresql
with temporary_postgresql() as url:
    print(url, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_server_goes_when_who_started_it_is_killed() -> None:
    told = subprocess.run([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, check=False, encoding="utf-8").stdout
    folder = Path(str(make_url(told.strip()).query["host"]))
    assert folder.name.startswith("annae-postgresql-")
    while folder.exists():  # the test's own time limit ends it
        time.sleep(0.05)


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(temporary_postgresql, "_DEBIAN", tmp_path)
    with (
        pytest.raises(AnnaeError, match="sudo apt-get install postgresql"),
        temporary_postgresql.temporary_postgresql(),
    ):
        pass

"""Killed at any moment, the shop loses nothing, doubles nothing, and leaves nothing half done."""

import json
import subprocess
import sys

import pytest


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_change_is_lost_or_doubled_when_its_client_is_killed(database: str) -> None:
    # A process of its own: workers are forked from it, which only a process with one thread may do.
    command = [sys.executable, "-m", "tests.store.crash", "--operations", "250", "--database", database]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(finished.stdout)
    assert report["problems"] == []
    assert finished.returncode == 0
    assert report["answered"] >= 250
    assert report["kills"] >= 5

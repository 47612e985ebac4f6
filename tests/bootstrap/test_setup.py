import os
import re
import subprocess
import tomllib

import pytest

from annae.paths import PROJECT
from bootstrap.environments import LOCKS, download_size
from bootstrap.lock import _closure
from bootstrap.stamp import once

FIND_PYTHON = PROJECT / "bootstrap" / "find_python.sh"


def find_python(tmp_path, **environment):
    clean = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), **environment}
    return subprocess.run(
        ["sh", str(FIND_PYTHON)], env=clean, capture_output=True, text=True, check=False, cwd=tmp_path
    )


def program(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_refuses_to_start_is_passed_over(tmp_path):
    for name in ("python3.11", "python3", "python"):
        program(tmp_path / name, "echo 'pyenv: version not installed' >&2; exit 1")
    real = program(tmp_path / ".pyenv" / "versions" / "3.11.7" / "bin" / "python3.11", "exit 0")
    assert find_python(tmp_path).stdout.strip() == str(real)


def test_a_python_that_is_named_comes_first(tmp_path):
    program(tmp_path / "python3.11", "exit 0")
    named = program(tmp_path / "mine" / "python", "exit 0")
    assert find_python(tmp_path, PYTHON=str(named)).stdout.strip() == str(named)


def test_without_any_python_it_says_how_to_get_one(tmp_path):
    for name in ("python3.11", "python3", "python"):
        program(tmp_path / name, "exit 1")
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "apt-get install python3.11" in done.stderr


def test_a_step_runs_once_until_its_inputs_change(tmp_path):
    source, stamp, runs = tmp_path / "lock", tmp_path / "env" / "lock.stamp", []
    source.write_text("a==1")
    for _ in range(2):
        once(stamp, [source], lambda: runs.append(1))
    assert len(runs) == 1
    source.write_text("a==2")
    once(stamp, [source], lambda: runs.append(1))
    assert len(runs) == 2


def test_an_interrupted_step_runs_again(tmp_path):
    source, stamp, runs = tmp_path / "lock", tmp_path / "lock.stamp", []
    source.write_text("a==1")

    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        once(stamp, [source], interrupted)
    once(stamp, [source], lambda: runs.append(1))
    assert runs


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.lock")), ids=lambda path: path.stem)
def test_every_lock_pins_hashes_says_its_size_and_names_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    assert download_size(lock) > 0
    assert "://" not in text
    for entry in re.split(r"\n(?=\S)", text.split("\n", 1)[1].strip()):
        assert re.match(r"[A-Za-z0-9_.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_everything_declared_is_pinned():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {
        re.sub(r"[-_.]+", "-", name).lower()
        for lock in LOCKS.glob("*.lock")
        for name in re.findall(r"^([A-Za-z0-9_.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for group in (project["project"]["dependencies"], project["dependency-groups"]["dev"]):
        assert _closure(group) <= pinned


def test_the_pages_lock_names_no_address():
    text = (PROJECT / "avatar_client" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_the_ci_script_can_be_run():
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)

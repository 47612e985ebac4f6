"""A crash at any moment of writing leaves the index before or the new one, whole, and the next writing goes through."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from annae.paths import PROJECT
from catalog_index import index as index_module
from catalog_index.index import CatalogIndex, Origin, UnusableIndexError, read_index, write_index
from catalog_index.lexical import LexicalIndex
from catalog_index.vectors.exact import ExactIndex


class PowerCut(BaseException):
    """The machine is gone: nothing that would have come next happens."""


class FakeDisk:
    """Fake: goes off before the step number ``last``; what was not synced by then is lost in part."""

    def __init__(self, last, monkeypatch):
        self.left, self.synced, self.writer = last, set(), threading.get_ident()
        for owner, name in ((index_module, "_sync"), (Path, "replace"), (Path, "write_text"), (Path, "mkdir")):
            monkeypatch.setattr(owner, name, self._step(getattr(owner, name)))
        for name in ("save_vectors", "sha256"):
            monkeypatch.setattr(index_module, name, self._step(getattr(index_module, name)))
        monkeypatch.setattr(index_module.shutil, "rmtree", self._step(index_module.shutil.rmtree))

    def _step(self, real):
        def step(path, *values, **named):
            if threading.get_ident() != self.writer:  # a thread of another test's
                return real(path, *values, **named)
            if not self.left:
                raise PowerCut
            self.left -= 1
            done = real(path, *values, **named)
            if real.__name__ == "_sync":
                self.synced.add(path)
            elif real.__name__ == "replace":  # a new name for the same content, synced or not
                (self.synced.add if path in self.synced else self.synced.discard)(values[0])
            return done

        return step

    def lose_what_was_not_synced(self, folder):
        for path in folder.rglob("*"):
            if path.is_file() and path not in self.synced:
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def an_index(name, splitter, rows=3):
    lexical = LexicalIndex.build([[(f"구두 {name} {row}", 1.0)] for row in range(rows)], splitter)
    vectors = ExactIndex.build(np.eye(rows, dtype=np.float32))
    return CatalogIndex(Origin("e", name), [f"{name}{row}" for row in range(rows)], vectors, lexical)


def steps_of_a_writing(folder, splitter, monkeypatch):
    with monkeypatch.context() as patched:
        disk = FakeDisk(10**6, patched)
        write_index(an_index("count", splitter), folder)
        return 10**6 - disk.left


def test_a_power_cut_before_any_step_leaves_a_whole_index(tmp_path, splitter, monkeypatch):
    new, old = an_index("new", splitter), an_index("old", splitter)
    write_index(old, tmp_path / "count")
    steps = steps_of_a_writing(tmp_path / "count", splitter, monkeypatch)
    assert steps > 10
    seen = []
    for last in range(steps):
        folder = tmp_path / str(last)
        write_index(old, folder)
        before = set(folder.rglob("*"))
        with monkeypatch.context() as patched:
            disk = FakeDisk(last, patched)
            disk.synced |= before
            with pytest.raises(PowerCut):
                write_index(new, folder)
            patched.undo()
            disk.lose_what_was_not_synced(folder)
        found = read_index(folder, splitter)
        seen.append(found.origin.products)
        assert list(found.ids) == [f"{seen[-1]}{row}" for row in range(3)]
        write_index(new, folder)
        assert read_index(folder, splitter).origin.products == "new"
        assert sum(path.is_dir() for path in folder.iterdir()) == 1
    assert seen == sorted(seen, reverse=True)  # the old one, and from one step on the new one
    assert set(seen) == {"old", "new"}


def test_a_power_cut_while_the_first_is_written_leaves_none(tmp_path, splitter, monkeypatch):
    with monkeypatch.context() as patched:
        disk = FakeDisk(4, patched)
        with pytest.raises(PowerCut):
            write_index(an_index("first", splitter), tmp_path)
        patched.undo()
        disk.lose_what_was_not_synced(tmp_path)
    with pytest.raises(UnusableIndexError, match="none yet"):
        read_index(tmp_path, splitter)


_WRITER = """
import sys
from pathlib import Path
import numpy as np
from catalog_index.index import CatalogIndex, Origin, write_index
from catalog_index.lexical import LexicalIndex
from catalog_index.vectors.exact import ExactIndex
class Splitter:
    def counts(self, text): return dict.fromkeys(text.split(), 1)
number = 0
while True:
    number += 1
    lexical = LexicalIndex.build([[(f"w{number} {row}", 1.0)] for row in range(500)], Splitter())
    vectors = ExactIndex.build(np.full((500, 64), number, np.float32))
    index = CatalogIndex(Origin("e", str(number)), [str(row) for row in range(500)], vectors, lexical)
    write_index(index, Path(sys.argv[1]))
    print(number, flush=True)
"""


def test_a_killed_process_leaves_a_whole_index(tmp_path, splitter):
    """Killed at a different moment each time, while another process reads."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for delay in (0.0, 0.004, 0.011):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
        )
        written = 0
        while written < 5:
            written = int(writer.stdout.readline())
            found = read_index(tmp_path, splitter)  # also while the next one is put in its place
            assert set(np.unique(found.vectors.vectors)) == {float(found.origin.products)}
        time.sleep(delay)
        writer.kill()
        writer.wait()
        found = read_index(tmp_path, splitter)
        assert int(found.origin.products) >= written
        assert found.lexical.scores({f"w{found.origin.products}": 1.0}).min() > 0

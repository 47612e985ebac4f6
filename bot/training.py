"""Trains the dialogue model when one of its inputs changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from annae.errors import AnnaeError
from annae.paths import PROJECT, dialogue_model_dir
from annae.progress import Advance, progress
from bot.components.names_file import NAMES_VARIABLE
from bot.environment import rasa_environment, rasa_interpreter
from bot.store_names import write_store_names
from models.manifest import model
from models.prepare import model_dir
from store.database.engine import open_database
from store.importer import import_pack
from store.pack import read_pack
from store.shop import Shop

_ENCODER: Final = "e5-small"
_CONFIG: Final = "bot/config.yml"
_DOMAIN: Final = "bot/domain"
_DATA: Final = ("nlu_data/nlu", "nlu_data/rules")
_STORE: Final = "stores/demo"
"""The store whose brands and products the examples name."""
_INPUTS: Final = (_CONFIG, "bot/domain/*.yml", "bot/components/**/*.py", "bot/components/**/*.yml", "bot/policies/*.py",
                  "catalog_index/encoders/onnx_model.py",
                  "catalog_index/names/*.*", "catalog_index/understanding/*.*",
                  "nlu_data/nlu/**/*.yml", "nlu_data/rules/*.yml", "nlu_data/lexicon/**/*.yml",
                  f"{_STORE}/store.yml", f"{_STORE}/products.csv")  # fmt: skip
_ENCODED: Final = re.compile(r"encoded (\d+) of (\d+) examples")
_ENCODING_SHARE: Final = 70.0  # of the time; the rest is fitting and packing
_KEPT_LINES: Final = 12


def dialogue_model() -> Path:
    """Where the model made of today's inputs lies, or will lie once it is trained."""
    return dialogue_model_dir() / f"dialogue-{inputs_hash()[:16]}.tar.gz"


def inputs_hash() -> str:
    """Changes with everything a trained model depends on: examples, rules, domain, pipeline, components, encoder."""
    digest = hashlib.sha256(model(_ENCODER).identity.encode())
    for path in sorted({path for pattern in _INPUTS for path in PROJECT.glob(pattern)}):
        digest.update(f"\0{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def train(*, force: bool = False) -> Path:
    """The model of today's inputs; trained now if it is missing, or in any case when ``force``.

    A model appears under its name only when it is complete. Raises AnnaeError with Rasa's reason when it fails.
    """
    python = rasa_interpreter()
    final = dialogue_model()
    if final.exists() and not force:
        return final
    model_dir(_ENCODER)
    final.parent.mkdir(parents=True, exist_ok=True)
    with _alone(), tempfile.TemporaryDirectory(dir=final.parent, prefix=".training-") as scratch:
        if final.exists() and not force:  # another process was faster
            return final
        with progress("Dialogue model", 100.0, "%") as advance:
            _run_rasa(python, Path(scratch), advance)
        made = next(Path(scratch).glob("*.tar.gz"))
        made.replace(final)
    for other in final.parent.glob("dialogue-*.tar.gz"):
        if other != final:
            other.unlink(missing_ok=True)
    return final


@contextmanager
def _alone() -> Iterator[None]:
    with (dialogue_model_dir() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run_rasa(python: str, out: Path, advance: Advance) -> None:
    command = [python, "-m", "rasa", "train", "--config", _CONFIG, "--domain", _DOMAIN, "--data", *_DATA,
               "--out", str(out)]  # fmt: skip
    environment = {**os.environ, **rasa_environment(), NAMES_VARIABLE: str(_names(out))}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as rasa:
        assert rasa.stdout is not None
        said: list[str] = []
        try:
            for line in rasa.stdout:
                said = [*said, line.strip()][-_KEPT_LINES:]
                _show(line, advance)
        except BaseException:
            rasa.terminate()
            raise
    if rasa.returncode or not list(out.glob("*.tar.gz")):
        reason = next((line for line in reversed(said) if "rror" in line), said[-1] if said else "Rasa gave no reason")
        raise AnnaeError(f"the dialogue model could not be trained: {reason}")


def _names(folder: Path) -> Path:
    """The names that examples are read with: always the same, whatever store the model will serve."""
    path = folder / "store-names.npz"
    engine = open_database(f"sqlite:///{folder / 'store.db'}")
    try:
        import_pack(engine, read_pack(PROJECT / _STORE))
        write_store_names(Shop(engine, Path(_STORE).name), path)
    finally:
        engine.dispose()
    return path


def _show(line: str, advance: Advance) -> None:
    if found := _ENCODED.search(line):
        amount, total = int(found[1]), int(found[2])
        advance(_ENCODING_SHARE * amount / total)
    elif "Finished training component 'LinearIntentClassifier'" in line:
        advance(100.0 - _ENCODING_SHARE - 5.0)

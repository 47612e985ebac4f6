"""How a Python process in Rasa's environment is started: quiet, on one thread, without calls to outside services."""

from __future__ import annotations

from annae.errors import AnnaeError
from annae.paths import PROJECT, cache_dir, home, rasa_python


def rasa_interpreter() -> str:
    """Path of the interpreter. Raises AnnaeError when the environment has not been made."""
    python = rasa_python()
    if not python.exists():
        raise AnnaeError("Rasa's environment is missing; make it with: make setup")
    return str(python)


def rasa_environment() -> dict[str, str]:
    """Environment variables on top of ours."""
    cache = cache_dir() / "rasa"
    return {
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "ANNAE_HOME": str(home()),
        "RASA_TELEMETRY_ENABLED": "false",
        # Rasa's cache knows nothing of changes in our components: off.
        "RASA_MAX_CACHE_SIZE": "0",
        "RASA_CACHE_DIRECTORY": str(cache),
        "MPLCONFIGDIR": str(cache),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",  # threads share what they free
        "OMP_WAIT_POLICY": "passive",
        "TOKENIZERS_PARALLELISM": "false",
    }

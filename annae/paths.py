"""Where things lie: the project folder and the state below ``$ANNAE_HOME``."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """Folder of all state (database, index, models, caches): ``$ANNAE_HOME``, else ``.annae`` in the project."""
    configured = os.environ.get("ANNAE_HOME")
    return Path(configured).expanduser().resolve() if configured else PROJECT / ".annae"


def models_dir() -> Path:
    """Prepared model weights, one folder a model."""
    return home() / "models"


def index_dir(store_id: str) -> Path:
    """The product index of one store."""
    return home() / "index" / store_id


def dialogue_model_dir() -> Path:
    """Trained Rasa models."""
    return home() / "rasa"


def cache_dir() -> Path:
    """Anything that can be made again (synthesised stock phrases, downloads under way)."""
    return home() / "cache"


def logs_dir() -> Path:
    """Log files of the processes the supervisor runs."""
    return home() / "logs"


def rasa_python() -> Path:
    """Interpreter of Rasa's own environment."""
    return PROJECT / ".venv-rasa" / "bin" / "python"

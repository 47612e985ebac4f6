"""Model weights: what comes from which package, checked by hash, prepared once into ``$ANNAE_HOME/models``."""

from models.prepare import model_dir

__all__ = ["model_dir"]

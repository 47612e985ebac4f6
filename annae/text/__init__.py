"""Text as it is spoken. Standard library only: Rasa's environment uses it too."""

from annae.text.spoken import spoken

__all__ = ["spoken"]

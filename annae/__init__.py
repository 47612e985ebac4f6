"""Annae (안내): a conversational shopping assistant. This package holds what every part shares.

It is imported in both environments (the main one and Rasa's), so everything outside ``annae.cli`` and
``annae.supervisor`` uses the standard library only.
"""

__version__ = "0.1.0"

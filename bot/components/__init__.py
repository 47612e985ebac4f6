"""Pieces of the understanding pipeline; they run inside Rasa's environment (older numpy and scikit-learn)."""

"""Rasa's doors to the outside."""

"""Dialogue policies that run inside Rasa."""

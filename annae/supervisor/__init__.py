"""Starts the processes of the assistant, watches them, restarts the one that died, stops them all cleanly."""

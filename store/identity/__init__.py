"""Whose order it is, and what may be kept and shown of a person."""

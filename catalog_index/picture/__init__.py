"""Finds products by a picture: reads it, puts what it looks like in numbers, compares it with the catalogue's."""

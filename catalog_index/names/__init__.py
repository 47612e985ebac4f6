"""Products and brands by their names: as written, and as they sound."""

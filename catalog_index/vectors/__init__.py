"""Which vectors are nearest: one interface, one file an engine."""

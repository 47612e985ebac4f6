"""The action server: one thin action an intent; what is true comes from ``store``, how it is said from the texts."""

"""One detail that a change still needs, asked by a form that survives digressions."""

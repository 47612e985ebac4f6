"""One module a model: ``build(sources, out)`` turns the checked files of its packages into a folder ready to load."""

"""Product feeds that shops already export for shopping sites, read as the products of a store pack."""

import store.pack  # noqa: F401 - whole before any feed: packs are read with feeds, and feeds with the cells of packs

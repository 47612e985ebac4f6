"""Store packs: the folder a shop brings its data in, read and validated as a whole."""

from store.pack.problems import PackError, Problem
from store.pack.reader import StorePack, read_feed, read_pack

__all__ = ["PackError", "Problem", "StorePack", "read_feed", "read_pack"]

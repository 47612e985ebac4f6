"""The store's names as the understanding needs them, in one small file that is replaced when the store changes.

The understanding runs in Rasa's environment, which cannot open the store's database. Names of products are kept as
hashes, so that a hundred thousand of them are read in milliseconds.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from annae.paths import dialogue_model_dir

NAMES_VARIABLE: Final = "ANNAE_STORE_NAMES"
"""Names another file, as training does: what is learned must not depend on the store at hand."""
_BYTES: Final = 8
START: Final = 2
"""Letters by which it is known at once that no product's name begins here."""


@dataclass(frozen=True)
class NamesFile:
    """Words for colours and brands by id; sizes; hashes of products' names, ascending, with the id of each.

    ``longest`` is the most letters and digits of a product's name, ``starts`` are the first two of each. ``revision``
    is the store's when it was written.
    """

    revision: int
    colors: Mapping[str, list[str]]
    brands: Mapping[str, list[str]]
    sizes: frozenset[str]
    hashes: npt.NDArray[np.int64]
    products: npt.NDArray[np.str_]
    longest: int
    starts: frozenset[str]

    @classmethod
    def of(
        cls,
        revision: int,
        colors: Mapping[str, list[str]],
        brands: Mapping[str, list[str]],
        sizes: Iterable[str],
        products: Mapping[str, str],
    ) -> NamesFile:
        """``products``: id by plain name."""
        hashes = np.array([name_hash(name) for name in products], np.int64)
        order = np.argsort(hashes, kind="stable")
        ids = np.array(list(products.values()), np.str_)
        longest = max(map(len, products), default=0)
        starts = frozenset(name[:START] for name in products)
        return cls(revision, colors, brands, frozenset(sizes), hashes[order], ids[order], longest, starts)

    @classmethod
    def read(cls, path: Path) -> NamesFile:
        """Raises OSError or ValueError when there is none or it is no such file."""
        with np.load(path, allow_pickle=False) as arrays:
            said: dict[str, Any] = json.loads(str(arrays["words"]))
            sizes, starts = frozenset(said.pop("sizes")), frozenset(said.pop("starts"))
            return cls(**said, sizes=sizes, starts=starts, hashes=arrays["hashes"], products=arrays["products"])

    def write(self, path: Path) -> None:
        """Puts it in place in one go; whoever reads meanwhile has the old one or the new."""
        said = {
            "revision": self.revision,
            "colors": dict(self.colors),
            "brands": dict(self.brands),
            "sizes": sorted(self.sizes),
            "longest": self.longest,
            "starts": sorted(self.starts),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".store-names-")
        try:
            with os.fdopen(handle, "wb") as file:
                words = np.array(json.dumps(said, ensure_ascii=False))
                np.savez(file, words=words, hashes=self.hashes, products=self.products)
            Path(scratch).replace(path)
        finally:
            Path(scratch).unlink(missing_ok=True)


def names_path() -> Path:
    """Where the file lies."""
    return Path(os.environ.get(NAMES_VARIABLE) or dialogue_model_dir() / "store-names.npz")


def plain(name: str) -> str:
    """``name`` without case, spaces and punctuation."""
    return "".join(character for character in name.casefold() if character.isalnum())


def name_hash(plain_name: str) -> int:
    """The same number in every process."""
    return int.from_bytes(blake2b(plain_name.encode(), digest_size=_BYTES).digest(), "little", signed=True)

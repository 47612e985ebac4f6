"""``annae bench pictures``: how well photos find products, against a plain colour histogram in the same run.

The photos are made from the demo store's drawings (``picture_views``). Kinds of things are split into a development
half, on which everything was learnt and chosen, and a test half; the catalogue that is searched holds both.
"""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import cv2
import numpy as np
from PIL import Image

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.progress import progress
from annae.settings import Settings
from benchmarks.figures import hardware, percentiles
from benchmarks.picture_views import OF_PICTURE, OF_PRODUCT, SIDE, Pixels, cut_out
from benchmarks.retrieval_metrics import mean_with_interval
from catalog_index.encoders.encoder import Vectors
from catalog_index.picture.appearance_encoder import AppearanceEncoder
from catalog_index.picture.read import on_plain_ground, read_photo
from catalog_index.picture.svg import rendered

Split = Literal["dev", "test"]

_DEPTH: Final = 5
_ROUNDS: Final = {"dev": 1, "test": 2}
"""Photos of each kind of view and drawing."""


@dataclass(frozen=True)
class Drawing:
    """A picture of the catalogue: what ``kind`` of thing in which colour it shows, as SVG."""

    name: str
    kind: str
    svg: str

    @property
    def split(self) -> Split:
        """The half its kind belongs to."""
        return "dev" if hashlib.sha256(self.kind.encode()).digest()[0] % 2 == 0 else "test"


@dataclass(frozen=True)
class Photo:
    """A view of the catalogue's picture number ``of``."""

    view: str
    of: int
    pixels: Pixels


@dataclass(frozen=True)
class System:
    """A way to compare pictures: vectors [pictures, n] of a catalogue, and [views, n] of a photo.

    ``clearly_alike`` is the likeness from which on it is sure that the kind of thing is there; 0: always.
    """

    catalogue: Callable[[Sequence[Pixels]], Vectors]
    photo: Callable[[Pixels], Vectors]
    clearly_alike: float = 0.0


def run(_settings: Settings, split: Split = "test") -> dict[str, Any]:
    """Recall of the very picture, and how many of the others found show the same kind, by view and system."""
    known = drawings()
    photos = list(photographs(known, split, _ROUNDS[split], seed=1))
    ours = AppearanceEncoder()
    systems = {
        "ours": System(ours.pictures, ours.photo, ours.clearly_alike),
        "colour_histogram": System(_histograms, _histogram),
    }
    return {
        "bench": "pictures",
        "split": split,
        "catalogue": len(known),
        "photos": len(photos),
        "systems": {name: _figures(system, known, photos, name) for name, system in systems.items()},
        "hardware": hardware(),
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The same as a table for people."""
    yield (
        f"{figures['photos']} photos of the {figures['split']} half, {figures['catalogue']} pictures in the catalogue"
        f" ({figures['hardware']['cpu']})"
    )
    yield f"{'':<18}{'view':<12}{'recall@1':>10}{'recall@5':>10}{'kind@5':>10}"
    for name, system in figures["systems"].items():
        for view, row in system["views"].items():
            yield f"{name:<18}{view:<12}" + "".join(
                f"{row[metric]['mean']:>10.3f}" for metric in ("recall@1", "recall@5", "kind@5")
            )
        yield (
            f"{name:<18}sure of what is sold: {system['sure_when_sold']['mean']:.3f}, "
            f"unsure of what is not: {system['unsure_when_not_sold']['mean']:.3f}"
        )
        yield f"{name:<18}a photo: p50 {system['photo_ms']['p50']} ms, p95 {system['photo_ms']['p95']} ms"


def drawings() -> list[Drawing]:
    """The demo store's pictures, by name. Raises AnnaeError when they are not there."""
    files = sorted((PROJECT / "stores" / "demo" / "images").glob("*.svg"))
    if not files:
        raise AnnaeError("stores/demo/images holds no pictures; draw them: python -m stores.pictures.draw")
    return [Drawing(file.name, file.stem.rsplit("-", 1)[0], file.read_text(encoding="utf-8")) for file in files]


def photographs(known: Sequence[Drawing], split: Split, rounds: int, seed: int) -> Iterator[Photo]:
    """``rounds`` photos of every view of each drawing of ``split``, read as a customer's file would be."""
    random = np.random.default_rng(seed)
    for number, drawing in enumerate(known):
        if drawing.split == split:
            picture = np.ascontiguousarray(rendered(drawing.svg, SIDE)[..., :3])
            product = cut_out(drawing.svg)
            for _ in range(rounds):
                for view, taken in OF_PICTURE.items():
                    yield Photo(view, number, _received(taken(picture, random)))
                for view, taken in OF_PRODUCT.items():
                    yield Photo(view, number, _received(taken(product, random)))


def catalogue_pictures(known: Sequence[Drawing]) -> list[Pixels]:
    """The drawings as the catalogue's index reads them."""
    return [
        _received(np.asarray(on_plain_ground(Image.fromarray(rendered(item.svg, SIDE))))[..., :3]) for item in known
    ]


def _received(pixels: Pixels) -> Pixels:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=1)
    return read_photo(file.getvalue())


def _figures(system: System, known: Sequence[Drawing], photos: Sequence[Photo], name: str) -> dict[str, Any]:
    catalogue = system.catalogue(catalogue_pictures(known))
    kinds = np.array([drawing.kind for drawing in known])
    best_of_kind, best_of_others = [], []
    rows_of: dict[str, list[tuple[float, float, float | None]]] = {}
    times = []
    with progress(f"photos by {name}", len(photos), "photos") as advance:
        for photo in photos:
            started = time.perf_counter()
            scores = (system.photo(photo.pixels) @ catalogue.T).max(axis=0)
            times.append((time.perf_counter() - started) * 1000)
            of_kind = kinds == kinds[photo.of]
            best_of_kind.append(float(scores[of_kind].max()))
            best_of_others.append(float(scores[~of_kind].max()))
            row = found(scores, photo.of, kinds)
            for view in (photo.view, "all"):
                rows_of.setdefault(view, []).append(row)
            advance(1)
    return {
        "views": {view: _means(rows) for view, rows in rows_of.items()},
        "sure_when_sold": mean_with_interval([float(best >= system.clearly_alike) for best in best_of_kind]),
        "unsure_when_not_sold": mean_with_interval([float(best < system.clearly_alike) for best in best_of_others]),
        "photo_ms": percentiles(times),
    }


def found(scores: Vectors, of: int, kinds: np.ndarray[Any, Any]) -> tuple[float, float, float | None]:
    """Whether the picture itself is first and among the five; the share of its kind among the five best others."""
    rank = int((scores > scores[of]).sum())
    others = np.argsort(-scores, kind="stable")
    others = others[others != of][:_DEPTH]
    there = min(int((kinds == kinds[of]).sum()) - 1, _DEPTH)
    share = float((kinds[others] == kinds[of]).sum()) / there if there else None
    return float(rank < 1), float(rank < _DEPTH), share


def _means(rows: Sequence[tuple[float, float, float | None]]) -> dict[str, Any]:
    first, among, kind = zip(*rows, strict=True)
    return {
        "recall@1": mean_with_interval(first),
        "recall@5": mean_with_interval(among),
        "kind@5": mean_with_interval([share for share in kind if share is not None] or [0.0]),
    }


def _histograms(pictures: Sequence[Pixels]) -> Vectors:
    return np.concatenate([_histogram(picture) for picture in pictures])


def _histogram(picture: Pixels) -> Vectors:
    """The baseline: how many pixels of each of 512 colours, compared by the Bhattacharyya coefficient, [1, 512]."""
    counts = cv2.calcHist([picture], [0, 1, 2], None, [8, 8, 8], [0, 256] * 3).ravel()
    return np.asarray(np.sqrt(counts / counts.sum())[None], np.float32)

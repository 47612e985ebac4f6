"""``python -m benchmarks.learn_picture_metric``: learns which parts of a shape tell things apart, and which only views.

Within-class covariance normalisation (Hatch, Kajarekar and Stolcke, 2006) of the main directions: those in which views
of one drawing differ count little. Only kinds of the development half are seen, so that the benchmark's test half stays
unseen.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from annae.progress import progress
from benchmarks.pictures import catalogue_pictures, drawings, photographs
from catalog_index.encoders.encoder import Vectors
from catalog_index.picture.appearance_encoder import METRIC, TURNS
from catalog_index.picture.read import Pixels
from catalog_index.picture.shape import shape
from catalog_index.picture.subject import as_lab, subject_of

_RIDGE: Final = 0.3
"""Share of the mean variance that is added to every direction."""
_AXES: Final = 64
_ROUNDS: Final = 1


def main() -> None:
    """Learn the metric and write it."""
    known = drawings()
    upright = np.concatenate([_shapes(picture, (0,)) for picture in catalogue_pictures(known)])
    photos = list(photographs(known, "dev", _ROUNDS, seed=7))
    differences = []
    with progress("shapes of photos", len(photos), "photos") as advance:
        for photo in photos:
            seen = _shapes(photo.pixels, TURNS)
            own = upright[photo.of]
            differences.append(seen[np.argmax(seen @ own)] - own)
            advance(1)
    dev = upright[[drawing.split == "dev" for drawing in known]]
    axes, damping = learnt(np.array(differences))
    metric = {"mean": dev.mean(axis=0), "axes": axes, "damping": damping}
    np.savez_compressed(METRIC, **{name: part.astype(np.float16) for name, part in metric.items()})


def learnt(differences: Vectors) -> tuple[Vectors, Vectors]:
    """The axes [n, axes] along which ``differences`` [photos, n] are largest, and how much of each to take out [axes].

    Taking that much out leaves each axis with the weight that whitening would give it beside all the others.
    """
    variances, axes = np.linalg.eigh(differences.T @ differences / len(differences))
    ridge = _RIDGE * variances.mean()
    others = variances[:-_AXES].mean()
    return axes[:, -_AXES:], 1 - np.sqrt((others + ridge) / (variances[-_AXES:] + ridge))


def _shapes(picture: Pixels, turns: tuple[float, ...]) -> Vectors:
    lab = as_lab(picture)
    mask = subject_of(lab)
    return np.array([shape(lab, mask, turn) for turn in turns])


if __name__ == "__main__":
    main()

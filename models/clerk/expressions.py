"""The morph targets: 52 ARKit face units as MakeHuman has them, and 15 Oculus visemes mixed from those."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.clerk.base import read_target
from models.clerk.mesh import Floats

_SIDED = (
    "browDown",
    "browOuterUp",
    "cheekSquint",
    "eyeBlink",
    "eyeLookDown",
    "eyeLookIn",
    "eyeLookOut",
    "eyeLookUp",
    "eyeSquint",
    "eyeWide",
    "mouthDimple",
    "mouthFrown",
    "mouthLowerDown",
    "mouthPress",
    "mouthSmile",
    "mouthStretch",
    "mouthUpperUp",
    "noseSneer",
)
_MIDDLE = (
    "browInnerUp",
    "cheekPuff",
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthFunnel",
    "mouthLeft",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "tongueOut",
)
ARKIT = tuple(sorted([*_MIDDLE, *(unit + side for unit in _SIDED for side in ("Left", "Right"))]))

# A unit named without its side means both sides.
VISEMES: dict[str, dict[str, float]] = {
    "sil": {},
    "PP": {"mouthRollLower": 0.45, "mouthRollUpper": 0.4, "mouthPress": 0.2, "mouthPucker": 0.15},
    "FF": {"jawOpen": 0.05, "mouthRollLower": 0.7, "mouthUpperUp": 0.35, "mouthShrugLower": 0.2},
    "TH": {"jawOpen": 0.14, "tongueOut": 0.35, "mouthLowerDown": 0.25, "mouthUpperUp": 0.15},
    "DD": {"jawOpen": 0.12, "mouthLowerDown": 0.3, "mouthUpperUp": 0.2, "mouthStretch": 0.1},
    "kk": {"jawOpen": 0.18, "mouthLowerDown": 0.2, "mouthStretch": 0.15},
    "CH": {"jawOpen": 0.08, "mouthFunnel": 0.55, "mouthPucker": 0.25, "mouthUpperUp": 0.1},
    "SS": {"jawOpen": 0.04, "mouthStretch": 0.35, "mouthLowerDown": 0.35, "mouthUpperUp": 0.15},
    "nn": {"jawOpen": 0.1, "mouthLowerDown": 0.2, "mouthUpperUp": 0.12},
    "RR": {"jawOpen": 0.1, "mouthFunnel": 0.35, "mouthPucker": 0.2},
    "aa": {"jawOpen": 0.5, "mouthLowerDown": 0.1, "mouthUpperUp": 0.2},
    "E": {"jawOpen": 0.22, "mouthStretch": 0.4, "mouthLowerDown": 0.2, "mouthSmile": 0.15},
    "I": {"jawOpen": 0.1, "mouthStretch": 0.4, "mouthSmile": 0.25, "mouthLowerDown": 0.2},
    "O": {"jawOpen": 0.32, "mouthFunnel": 0.45, "mouthPucker": 0.3},
    "U": {"jawOpen": 0.12, "mouthPucker": 0.8, "mouthFunnel": 0.3},
}


def read_expressions(folder: Path, count: int) -> dict[str, Floats]:
    """Every morph target by name, each a displacement (count, 3): the units of ``folder``, then ``viseme_*``."""
    units = {name: read_target(folder / f"{name}.target", count) for name in ARKIT}
    return units | {f"viseme_{name}": mix(units, recipe) for name, recipe in VISEMES.items()}


def mix(units: dict[str, Floats], recipe: dict[str, float]) -> Floats:
    """The sum of units by weight; a sided unit given without its side counts on both."""
    total = np.zeros_like(next(iter(units.values())))
    for unit, weight in recipe.items():
        for name in (unit,) if unit in units else (f"{unit}Left", f"{unit}Right"):
            total += weight * units[name]
    return total

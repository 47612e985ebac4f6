"""Who the clerk is: which MakeHuman targets, and how much of each, make her face and figure from the base mesh."""

from __future__ import annotations

from pathlib import Path

from models.clerk.base import BaseMesh, read_target
from models.clerk.mesh import Floats

_FIGURE = "female-young-averagemuscle-averageweight"
# "*" stands for both sides, l and r.
TARGETS: dict[str, float] = {
    "macrodetails/asian-female-young": 0.88,
    "macrodetails/caucasian-female-young": 0.12,
    "macrodetails/universal-female-young-averagemuscle-averageweight": 0.45,
    "macrodetails/universal-female-young-minmuscle-averageweight": 0.25,
    "macrodetails/universal-female-young-averagemuscle-minweight": 0.3,
    f"macrodetails/proportions/{_FIGURE}-idealproportions": 0.9,
    "head/head-oval": 0.5,
    "head/head-fat-decr": 0.2,
    "head/head-age-decr": 0.35,
    "chin/chin-width-decr": 0.3,
    "chin/chin-triangle": 0.25,
    "eyes/*-eye-scale-incr": 1.5,
    "eyes/*-eye-height2-incr": 0.45,
    "mouth/mouth-angles-up": 0.45,
    "mouth/mouth-lowerlip-volume-decr": 0.15,
    "nose/nose-volume-decr": 0.25,
    "nose/nose-nostrils-width-decr": 0.3,
    "nose/nose-scale-horiz-decr": 0.2,
    "nose/nose-point-up": 0.2,
    "forehead/forehead-scale-vert-decr": 0.4,
    "head/head-scale-horiz-decr": 0.2,
    "breast/female-young-averagemuscle-averageweight-mincup-averagefirmness": 0.7,
    "torso/measure-shoulder-dist-decr": 0.7,
    "torso/torso-scale-horiz-decr": 0.25,
    "neck/neck-scale-horiz-decr": 0.2,
}

# Face units that are part of her face at rest: the lips closed in a slight smile.
REST: dict[str, float] = {"jawOpen": -0.05, "mouthSmile": 0.18}


def target_names() -> dict[str, float]:
    """Weight by target, sides spelled out."""
    return {name.replace("*", side): weight for name, weight in TARGETS.items() for side in ("l", "r")}


def clerk_shape(base: BaseMesh, folder: Path) -> Floats:
    """Positions (vertices, 3) of the base mesh in the clerk's shape, arms still spread."""
    positions = base.positions.copy()
    for name, weight in target_names().items():
        positions += weight * read_target(folder / f"{name}.target.gz", len(positions))
    return positions

"""Lowers the spread arms, and reduces MakeHuman's skeleton to the three joints the clerk moves: root, neck, head."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from models.clerk.base import BaseMesh
from models.clerk.mesh import Floats

ARM = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
_TRUNK = ("spine", "clavicle", "shoulder", "breast", "pelvis", "root", "upperleg", "lowerleg", "foot", "toe", *ARM)


class Skeleton:
    """MakeHuman's bone weights for ``count`` vertices."""

    def __init__(self, weights: Path, count: int) -> None:
        self._weights: dict[str, list[tuple[int, float]]] = json.loads(weights.read_text(encoding="utf-8"))["weights"]
        self._count = count
        self._total = self._sum(tuple(self._weights))

    def share(self, bones: tuple[str, ...], side: str = "") -> Floats:
        """How much each vertex follows the bones whose names start so and end with ``side``, 0..1, (count,)."""
        chosen = tuple(bone for bone in self._weights if bone.startswith(bones) and bone.endswith(side))
        return self._sum(chosen) / np.maximum(self._total, 1e-9)

    def head_joints(self) -> Floats:
        """Weights (count, 3) for root, neck and head."""
        neck, trunk = self.share(("neck",)), self.share(_TRUNK)
        return np.stack([trunk, neck, np.clip(1 - neck - trunk, 0, 1)], axis=1)

    def _sum(self, bones: tuple[str, ...]) -> Floats:
        total = np.zeros(self._count)
        for bone in bones:
            for vertex, weight in self._weights[bone]:
                total[vertex] += weight
        return total


def lower_arms(positions: Floats, base: BaseMesh, skeleton: Skeleton, degrees: float) -> Floats:
    """Positions with both arms turned down around the shoulders by ``degrees``."""
    posed = positions.copy()
    for side, sign in (("l", -1), ("r", 1)):
        angle = np.radians(degrees) * sign
        turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
        shoulder = joint(base, positions, f"{side}-shoulder")
        share = skeleton.share(ARM, f".{side.upper()}")[:, None]
        posed += share * ((positions - shoulder) @ turn.T + shoulder - positions)
    return posed


def joint(base: BaseMesh, positions: Floats, name: str) -> Floats:
    """The place of a joint: the middle of its helper cube, (3,)."""
    return np.asarray(positions[base.vertices_of(f"joint-{name}")].mean(axis=0))

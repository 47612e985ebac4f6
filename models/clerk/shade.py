"""Soft shadows that never move (under hair, chin and collar), baked into vertex tints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.ndimage import maximum_filter

from models.clerk.mesh import Floats
from models.clerk.parts import Part

_DIRECTIONS = 80
_CELL = 0.005  # metres of the grid on which a direction sees what lies nearest
_NEAR, _FAR = 0.006, 0.030  # metres: an obstacle nearer than the first casts no shadow, from the second on a full one


def shade(parts: Sequence[Part], strength: Mapping[str, tuple[float, float, float]]) -> list[Part]:
    """The parts with the light of an even sky in their tints; ``strength`` (0..1 a channel) names those it changes.

    The parts it names are also those that cast the shadows.
    """
    shaded = [part for part in parts if part.name in strength]
    light = iter(np.split(_sky(shaded), np.cumsum([len(part.positions) for part in shaded])[:-1]))
    return [
        replace(part, tint=_tint(part, next(light), strength[part.name])) if part.name in strength else part
        for part in parts
    ]


def _tint(part: Part, light: Floats, strength: tuple[float, float, float]) -> Floats:
    dimmed = 1 - (1 - light[:, None]) * np.array(strength)
    return np.asarray(dimmed if part.tint is None else part.tint * dimmed)


def _sky(parts: Sequence[Part]) -> Floats:
    """How much of an even sky each vertex of all parts sees, 0..1, (vertices,)."""
    places = np.concatenate([part.positions for part in parts])
    facing = np.concatenate([part.normals() for part in parts])
    seen, total = np.zeros(len(places)), np.full(len(places), 1e-6)
    for direction in _sphere():
        weight = np.clip(facing @ direction, 0, 1)
        seen += weight * _unobstructed(places, direction)
        total += weight
    return np.asarray(seen / total)


def _sphere() -> Floats:
    """Evenly spread unit vectors (n, 3) on a spiral."""
    index = np.arange(_DIRECTIONS) + 0.5
    tilt, turn = np.arccos(1 - 2 * index / _DIRECTIONS), np.pi * (1 + 5**0.5) * index
    return np.stack([np.cos(turn) * np.sin(tilt), np.cos(tilt), np.sin(turn) * np.sin(tilt)], axis=-1)


def _unobstructed(places: Floats, direction: Floats) -> Floats:
    """1 where nothing lies in ``direction`` of a place, falling to 0 behind an obstacle."""
    across = np.cross(direction, [0.31, 0.17, 0.93])
    across /= np.linalg.norm(across)
    plane = places @ np.stack([across, np.cross(direction, across)], axis=-1)
    cell = ((plane - plane.min(axis=0)) / _CELL).astype(int) + 1
    depth = places @ direction
    nearest = np.full(cell.max(axis=0) + 2, -np.inf)
    np.maximum.at(nearest, tuple(cell.T), depth)
    nearest = maximum_filter(nearest, 3)
    return np.asarray(1 - np.clip((nearest[tuple(cell.T)] - depth - _NEAR) / (_FAR - _NEAR), 0, 1))

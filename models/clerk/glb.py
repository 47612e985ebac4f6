"""Writes parts as one binary glTF 2.0 file with a skin of three joints and sparse morph targets."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.clerk.mesh import Floats, normals
from models.clerk.parts import Material, Part

_COMPONENT = {np.dtype("f4"): 5126, np.dtype("u2"): 5123, np.dtype("u1"): 5121}
_VERTICES, _INDICES = 34962, 34963
_STILL = 1.5e-4  # metres: a smaller displacement is not stored
_STEADY = 0.08  # a smaller change of a unit normal is not stored
_JPEG_QUALITY = 90
JOINTS = ("root", "neck", "head")


def write_glb(path: Path, parts: Sequence[Part], joints: Floats) -> None:
    """Write ``parts`` to ``path``; ``joints`` (3, 3) are the places of root, neck and head, a chain."""
    writer = _Writer()
    writer.add_skeleton(joints)
    for part in parts:
        writer.add_part(part, joints)
    path.write_bytes(writer.file())


class _Writer:
    def __init__(self) -> None:
        self.buffer = bytearray()
        self.document: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": "annae"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [],
            "meshes": [],
            "materials": [],
            "textures": [],
            "images": [],
            "samplers": [{"magFilter": 9729, "minFilter": 9987}],
            "accessors": [],
            "bufferViews": [],
            "skins": [],
        }
        self.materials: dict[str, int] = {}

    def file(self) -> bytes:
        self._align()
        self.document["buffers"] = [{"byteLength": len(self.buffer)}]
        text = json.dumps({k: v for k, v in self.document.items() if v != []}, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self.buffer)
        header = struct.pack("<III", 0x46546C67, 2, total)
        return (
            header
            + struct.pack("<II", len(text), 0x4E4F534A)
            + text
            + struct.pack("<II", len(self.buffer), 0x004E4942)
            + self.buffer
        )

    def add_skeleton(self, joints: Floats) -> None:
        origin = np.zeros(3)
        for index, (name, place) in enumerate(zip(JOINTS, joints, strict=True)):
            self.document["nodes"].append(
                {"name": name, "translation": (place - origin).tolist(), "children": [index + 1]}
            )
            origin = place
        self.document["nodes"][-1]["children"] = []
        inverse = np.tile(np.eye(4), (3, 1, 1))
        inverse[:, 3, :3] = -joints  # glTF stores columns first
        matrices = self._accessor(inverse.reshape(3, 16).astype("f4"), "MAT4")
        self.document["skins"].append({"joints": [0, 1, 2], "skeleton": 0, "inverseBindMatrices": matrices})

    def add_part(self, part: Part, joints: Floats) -> None:
        place = np.zeros(3) if part.pivot is None else part.pivot
        surface = part.normals()
        attributes = {
            "POSITION": self._accessor((part.positions - place).astype("f4"), "VEC3", _VERTICES, bounds=True),
            "NORMAL": self._accessor(surface.astype("f4"), "VEC3", _VERTICES),
            "TEXCOORD_0": self._accessor(part.uv.astype("f4"), "VEC2", _VERTICES),
        }
        if part.tint is not None:
            opaque = np.column_stack([np.clip(part.tint, 0, 1), np.ones(len(part.tint))])
            attributes["COLOR_0"] = self._accessor(
                np.round(opaque * 255).astype("u1"), "VEC4", _VERTICES, normalized=True
            )
        if part.weights is not None:
            attributes.update(self._binding(part.weights))
        faces = self._accessor(part.faces.astype("u2").reshape(-1), "SCALAR", _INDICES)
        primitive = {"attributes": attributes, "indices": faces, "material": self._material(part.material)}
        mesh: dict[str, Any] = {"name": part.name, "primitives": [primitive]}
        if part.deltas:
            rest = normals(part.positions, part.faces)
            primitive["targets"] = [self._target(part, rest, delta) for delta in part.deltas.values()]
            mesh["weights"] = [0] * len(part.deltas)
            mesh["extras"] = {"targetNames": list(part.deltas)}
        self.document["meshes"].append(mesh)
        self._add_node(part, joints)

    def _add_node(self, part: Part, joints: Floats) -> None:
        nodes = self.document["nodes"]
        node: dict[str, Any] = {"name": part.name, "mesh": len(self.document["meshes"]) - 1}
        if part.weights is not None:
            node["skin"] = 0
        if part.pivot is None:
            self.document["scenes"][0]["nodes"].append(len(nodes))
        else:
            node["translation"] = (part.pivot - joints[2]).tolist()
            nodes[2]["children"].append(len(nodes))
        nodes.append(node)

    def _target(self, part: Part, rest: Floats, delta: Floats) -> dict[str, int]:
        moved = np.abs(delta).max(axis=1) > _STILL
        turned = normals(part.positions + delta, part.faces) - rest
        turning = np.abs(turned).max(axis=1) > _STEADY
        return {"POSITION": self._sparse(delta, moved), "NORMAL": self._sparse(turned, turning)}

    def _binding(self, weights: Floats) -> dict[str, int]:
        share = np.zeros((len(weights), 4))
        share[:, :3] = weights / weights.sum(axis=1, keepdims=True)
        steps = np.round(share * 255).astype(int)
        steps[np.arange(len(steps)), steps.argmax(axis=1)] += 255 - steps.sum(axis=1)
        joints = np.tile(np.array([0, 1, 2, 0]), (len(weights), 1))
        joints[steps == 0] = 0
        return {
            "JOINTS_0": self._accessor(joints.astype("u1"), "VEC4", _VERTICES),
            "WEIGHTS_0": self._accessor(steps.astype("u1"), "VEC4", _VERTICES, normalized=True),
        }

    def _material(self, material: Material) -> int:
        if material.name in self.materials:
            return self.materials[material.name]
        surface: dict[str, Any] = {
            "baseColorFactor": list(material.colour),
            "metallicFactor": 0,
            "roughnessFactor": material.roughness,
        }
        entry: dict[str, Any] = {"name": material.name, "pbrMetallicRoughness": surface}
        if material.texture is not None:
            surface["baseColorTexture"] = {"index": self._texture(material.texture)}
        if material.normal_map is not None:
            entry["normalTexture"] = {"index": self._texture(material.normal_map)}
        if material.cutoff is not None:
            entry |= {"alphaMode": "MASK", "alphaCutoff": material.cutoff}
        if material.blend:
            entry["alphaMode"] = "BLEND"
        if material.double_sided:
            entry["doubleSided"] = True
        self.document["materials"].append(entry)
        self.materials[material.name] = len(self.document["materials"]) - 1
        return self.materials[material.name]

    def _texture(self, image: Image.Image) -> int:
        file = io.BytesIO()
        if image.mode == "RGBA":
            image.save(file, "PNG", optimize=True)
        else:
            image.save(file, "JPEG", quality=_JPEG_QUALITY)
        mime = "image/png" if image.mode == "RGBA" else "image/jpeg"
        self.document["images"].append({"bufferView": self._view(file.getvalue()), "mimeType": mime})
        self.document["textures"].append({"source": len(self.document["images"]) - 1, "sampler": 0})
        return len(self.document["textures"]) - 1

    def _sparse(self, values: Floats, chosen: npt.NDArray[np.bool_]) -> int:
        """An accessor that is zero except at the chosen rows (at least one: the format knows no empty one)."""
        rows = np.flatnonzero(chosen)
        rows = rows if len(rows) else np.array([0])
        stored = values[rows].astype("f4")
        low, high = np.minimum(stored.min(axis=0), 0), np.maximum(stored.max(axis=0), 0)
        self.document["accessors"].append(
            {
                "componentType": 5126,
                "count": len(values),
                "type": "VEC3",
                "min": low.tolist(),
                "max": high.tolist(),
                "sparse": {
                    "count": len(rows),
                    "indices": {"bufferView": self._view(rows.astype("u2").tobytes()), "componentType": 5123},
                    "values": {"bufferView": self._view(stored.tobytes())},
                },
            }
        )
        return len(self.document["accessors"]) - 1

    def _accessor(
        self,
        values: npt.NDArray[Any],
        kind: str,
        target: int | None = None,
        *,
        bounds: bool = False,
        normalized: bool = False,
    ) -> int:
        entry: dict[str, Any] = {
            "bufferView": self._view(np.ascontiguousarray(values).tobytes(), target),
            "componentType": _COMPONENT[values.dtype],
            "count": len(values),
            "type": kind,
        }
        if bounds:
            entry |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        if normalized:
            entry["normalized"] = True
        self.document["accessors"].append(entry)
        return len(self.document["accessors"]) - 1

    def _view(self, data: bytes, target: int | None = None) -> int:
        self._align()
        view: dict[str, int] = {"buffer": 0, "byteOffset": len(self.buffer), "byteLength": len(data)}
        if target is not None:
            view["target"] = target
        self.buffer += data
        self.document["bufferViews"].append(view)
        return len(self.document["bufferViews"]) - 1

    def _align(self) -> None:
        self.buffer += bytes(-len(self.buffer) % 4)

"""The clerk that set-up builds: a valid model that can speak, look and blink."""

from __future__ import annotations

import json
import struct
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from models import model_dir
from models.clerk.expressions import ARKIT, VISEMES

_TYPES = {5121: "u1", 5123: "u2", 5126: "f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class Glb:
    """Just enough of a binary glTF reader to look at meshes and their morph targets."""

    def __init__(self, data: bytes) -> None:
        magic, version, length = struct.unpack_from("<III", data)
        assert (magic, version, length) == (0x46546C67, 2, len(data))
        size = struct.unpack_from("<I", data, 12)[0]
        self.document: dict[str, Any] = json.loads(data[20 : 20 + size])
        self._data = data[28 + size :]

    def primitive(self, name: str) -> dict[str, Any]:
        return self._mesh(name)["primitives"][0]  # type: ignore[no-any-return]

    def target_names(self, name: str) -> list[str]:
        return self._mesh(name)["extras"]["targetNames"]  # type: ignore[no-any-return]

    def positions(self, name: str) -> npt.NDArray[np.float64]:
        return self.read(self.primitive(name)["attributes"]["POSITION"])

    def delta(self, name: str, target: str) -> npt.NDArray[np.float64]:
        index = self.target_names(name).index(target)
        return self.read(self.primitive(name)["targets"][index]["POSITION"])

    def read(self, index: int) -> npt.NDArray[np.float64]:
        accessor = self.document["accessors"][index]
        width, kind = _WIDTHS[accessor["type"]], _TYPES[accessor["componentType"]]
        if "sparse" not in accessor:
            return self._view(accessor["bufferView"], kind)[: accessor["count"] * width].reshape(-1, width)
        sparse = accessor["sparse"]
        values = np.zeros((accessor["count"], width))
        rows = self._view(sparse["indices"]["bufferView"], "u2").astype(int)
        values[rows] = self._view(sparse["values"]["bufferView"], kind).reshape(-1, width)
        return values

    def _view(self, index: int, kind: str) -> npt.NDArray[np.float64]:
        view = self.document["bufferViews"][index]
        return np.frombuffer(self._data[view["byteOffset"] :][: view["byteLength"]], kind).astype(float)

    def _mesh(self, name: str) -> dict[str, Any]:
        return next(mesh for mesh in self.document["meshes"] if mesh["name"] == name)


@pytest.fixture(scope="module")
def path() -> Path:
    return model_dir("clerk") / "clerk.glb"


@pytest.fixture(scope="module")
def clerk(path: Path) -> Glb:
    return Glb(path.read_bytes())


def lip_gap(clerk: Glb, target: str) -> float:
    """Metres between the lips in the middle of the face with one morph target on; the jaw tells which lip is which."""
    rest, jaw = clerk.positions("Head"), clerk.delta("Head", "jawOpen")[:, 1]
    teeth = clerk.positions("Teeth_Upper")
    edge, front = teeth[:, 1].min(), teeth[:, 2].max()
    middle = (np.abs(rest[:, 0]) < 0.001) & (rest[:, 2] > front) & (np.abs(rest[:, 1] - edge) < 0.015)
    moved = (rest + clerk.delta("Head", target))[:, 1]
    return float(moved[middle & (jaw > -0.003)].min() - moved[middle & (jaw < -0.012)].max())


def test_the_head_has_all_arkit_units_and_oculus_visemes(clerk: Glb) -> None:
    assert len(ARKIT) == 52
    assert len(VISEMES) == 15
    assert set(clerk.target_names("Head")) == {*ARKIT, *(f"viseme_{name}" for name in VISEMES)}


def test_every_morphing_mesh_uses_the_same_names_in_the_same_order(clerk: Glb) -> None:
    morphing = [mesh["name"] for mesh in clerk.document["meshes"] if "extras" in mesh]
    assert {"Head", "Lashes", "Teeth_Lower", "Tongue"} <= set(morphing)
    assert all(clerk.target_names(name) == clerk.target_names("Head") for name in morphing)


def test_no_number_in_the_model_is_nan_or_infinite(clerk: Glb) -> None:
    floats = [i for i, accessor in enumerate(clerk.document["accessors"]) if accessor["componentType"] == 5126]
    assert all(np.isfinite(clerk.read(index)).all() for index in floats)


def test_lips_close_for_p_and_open_for_a(clerk: Glb) -> None:
    assert lip_gap(clerk, "viseme_PP") < 0.002
    assert lip_gap(clerk, "viseme_aa") > 0.010


def test_visemes_shape_the_mouth_differently(clerk: Glb) -> None:
    shapes = {name: clerk.delta("Head", f"viseme_{name}") for name in VISEMES}
    assert not shapes["sil"].any()
    alike = [pair for pair in combinations(VISEMES, 2) if np.abs(shapes[pair[0]] - shapes[pair[1]]).max() < 0.0005]
    assert alike == []


def test_a_blink_brings_the_lashes_down(clerk: Glb) -> None:
    drop = clerk.delta("Lashes", "eyeBlinkLeft")[:, 1] + clerk.delta("Lashes", "eyeBlinkRight")[:, 1]
    assert np.median(drop) < -0.003


def test_lower_teeth_follow_the_jaw_and_upper_teeth_stay(clerk: Glb) -> None:
    assert clerk.delta("Teeth_Lower", "jawOpen")[:, 1].max() < -0.005
    assert "targets" not in clerk.primitive("Teeth_Upper")


def test_eyes_turn_with_the_head_joint(clerk: Glb) -> None:
    nodes = clerk.document["nodes"]
    head = next(node for node in nodes if node["name"] == "head")
    assert {nodes[child]["name"] for child in head["children"]} == {"Eye_L", "Eye_R"}


def test_skinned_vertices_belong_to_the_joints_entirely(clerk: Glb) -> None:
    assert [clerk.document["nodes"][joint]["name"] for joint in clerk.document["skins"][0]["joints"]] == [
        "root",
        "neck",
        "head",
    ]
    for mesh in clerk.document["meshes"]:
        weights = mesh["primitives"][0]["attributes"].get("WEIGHTS_0")
        if weights is not None:
            assert (clerk.read(weights).sum(axis=1) == 255).all(), mesh["name"]


def test_the_model_is_small_enough_for_a_kiosk_page(path: Path) -> None:
    assert path.stat().st_size < 8_000_000


def test_building_again_gives_the_same_bytes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = path.read_bytes()
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path))
    again = model_dir("clerk")
    assert (again / "clerk.glb").read_bytes() == built
    assert "CC0" in (again / "LICENSE-MakeHuman-CC0.md").read_text(encoding="utf-8")

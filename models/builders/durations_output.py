"""Gives a speech graph one more output: how long each phoneme lasts, which the graph computes but keeps to itself."""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import helper

OUTPUT = "durations"


def expose_durations(source: Path, tensor: str, out: Path) -> None:
    """Copy the ONNX file ``source`` to ``out`` with its inner ``tensor`` as the output ``durations``."""
    model = onnx.load(source)
    model.graph.node.append(helper.make_node("Identity", [tensor], [OUTPUT]))
    model.graph.output.append(onnx.ValueInfoProto(name=OUTPUT))
    onnx.save(model, out)

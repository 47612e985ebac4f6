"""Whisper base as an openai-whisper checkpoint, from the CTranslate2 weights: both engines run the same model."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.builders.ctranslate2_file import Variables, read_variables

_HEAD_SIZE = 64
_NORMS = {"gamma": "weight", "beta": "bias"}
# Where openai-whisper keeps the three parts of a layer, and the norm in front of each.
_PARTS = {"self_attention": ("attn", "attn_ln"), "attention": ("cross_attn", "cross_attn_ln"), "ffn": ("mlp", "mlp_ln")}


def build(sources: dict[str, Path], out: Path) -> None:
    """Write ``base.pt`` (for ``whisper.load_model``, float16) and ``LICENSE`` into ``out``."""
    state = _state(read_variables(sources["whisper-base/model.bin"], "WhisperSpec", 3))
    tensors = {name: torch.from_numpy(array) for name, array in state.items()}
    torch.save({"dims": _dimensions(state), "model_state_dict": tensors}, out / "base.pt")
    shutil.copyfile(sources["whisper-base/LICENSE"], out / "LICENSE")


def _state(variables: Variables) -> Variables:
    state: Variables = {"decoder.token_embedding.weight": variables["decoder/embeddings/weight"]}
    for convolution in ("conv1", "conv2"):
        for kind in ("weight", "bias"):
            state[f"encoder.{convolution}.{kind}"] = variables[f"encoder/{convolution}/{kind}"]
    for side, final_norm in (("encoder", "ln_post"), ("decoder", "ln")):
        state[f"{side}.positional_embedding"] = variables[f"{side}/position_encodings/encodings"]
        state |= _norm(variables, f"{side}/layer_norm", f"{side}.{final_norm}")
        layer = 0
        while f"{side}/layer_{layer}/ffn/linear_0/weight" in variables:
            state |= _layer(variables, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")
            layer += 1
    # The converted arrays are read-only views of the file; torch wants arrays of its own.
    return {name: array.astype("float16") for name, array in state.items()}


def _layer(variables: Variables, source: str, target: str) -> Variables:
    state: Variables = {}
    for part, (name, norm) in _PARTS.items():
        if f"{source}/{part}/linear_0/weight" in variables:  # an encoder has no cross attention
            state |= _norm(variables, f"{source}/{part}/layer_norm", f"{target}.{norm}")
            for kind in ("weight", "bias"):
                for linear, array in _linears(variables, f"{source}/{part}", part, kind).items():
                    state[f"{target}.{name}.{linear}.{kind}"] = array
    return state


def _norm(variables: Variables, source: str, target: str) -> Variables:
    return {f"{target}.{theirs}": variables[f"{source}/{ours}"] for ours, theirs in _NORMS.items()}


def _linears(variables: Variables, source: str, part: str, kind: str) -> Variables:
    """The linear maps of one part by openai-whisper's names; CTranslate2 stacks those that share their input."""

    def stacked(index: int) -> NDArray[Any]:
        return variables[f"{source}/linear_{index}/{kind}"]

    if part == "ffn":
        return {"0": stacked(0), "2": stacked(1)}
    if part == "self_attention":
        query, key, value = np.split(stacked(0), 3)
        out = stacked(1)
    else:
        query, out = stacked(0), stacked(2)
        key, value = np.split(stacked(1), 2)
    linears = {"query": query, "key": key, "value": value, "out": out}
    if kind == "bias":  # openai-whisper has no key bias; CTranslate2 fills its place with zeros
        del linears["key"]
    return linears


def _dimensions(state: Variables) -> dict[str, int]:
    width, mels = state["encoder.conv1.weight"].shape[:2]
    vocabulary = len(state["decoder.token_embedding.weight"])
    common = {"n_mels": mels, "n_vocab": vocabulary}
    for side, short in (("encoder", "audio"), ("decoder", "text")):
        common |= {
            f"n_{short}_ctx": len(state[f"{side}.positional_embedding"]),
            f"n_{short}_state": width,
            f"n_{short}_head": width // _HEAD_SIZE,
            f"n_{short}_layer": len({name.split(".")[2] for name in state if name.startswith(f"{side}.blocks.")}),
        }
    return common

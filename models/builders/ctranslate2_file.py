"""Reads the weights out of a CTranslate2 ``model.bin`` (its binary format 6)."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from annae.errors import AnnaeError

Variables = dict[str, NDArray[Any]]

_FORMAT = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)  # a type's id in the file is its place here


def read_variables(path: Path, specification: str, revision: int) -> Variables:
    """Every array of ``path`` by name. Raises AnnaeError unless it holds ``specification`` in ``revision``."""
    with path.open("rb") as file:
        found = (_number(file, "I"), _text(file), _number(file, "I"))
        if found != (_FORMAT, specification, revision):
            raise AnnaeError(f"{path.name}: expected a {specification} in format {_FORMAT}, found {found}")
        variables = dict(_variable(file) for _ in range(_number(file, "I")))
        for _ in range(_number(file, "I")):
            alias = _text(file)
            variables[alias] = variables[_text(file)]
    return variables


def _variable(file: BinaryIO) -> tuple[str, NDArray[Any]]:
    name = _text(file)
    shape = [_number(file, "I") for _ in range(_number(file, "B"))]
    kind = _TYPES[_number(file, "B")]
    return name, np.frombuffer(file.read(_number(file, "I")), kind).reshape(shape)


def _number(file: BinaryIO, code: str) -> int:
    (value,) = struct.unpack("<" + code, file.read(struct.calcsize(code)))
    return int(value)


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H"))[:-1].decode()  # the length counts a closing zero

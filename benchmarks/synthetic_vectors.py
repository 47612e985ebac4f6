"""Vectors of the synthetic catalogue without encoding a million texts, which takes the encoder hours on one core.

The encoder reads what every kind in every style is, what every brand is called, and the materials. A product's vector
is its kind and style, moved towards its brand and material and then at random, as far as texts of like products lie
apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from benchmarks.synthetic_catalogue import SyntheticCatalogue
from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.vector_cache import encode_cached

_BRAND: Final = 0.3
_MATERIAL: Final = 0.15
_NOISE: Final = 0.35
"""Length of the random part: two products alike in everything have a cosine of about .9, as in the demo store."""
_CHUNK: Final = 20_000


def synthetic_vectors(catalogue: SyntheticCatalogue, encoder: Encoder, seed: int = 2) -> Vectors:
    """Float32 [products, dimension], each of length 1."""
    vectors = np.empty((catalogue.attributes.size, encoder.dimension), np.float32)
    start = 0
    for chunk in vectors_in_chunks(catalogue, encoder, seed):
        vectors[start : start + len(chunk)] = chunk
        start += len(chunk)
    return vectors


def vectors_in_chunks(catalogue: SyntheticCatalogue, encoder: Encoder, seed: int = 2) -> Iterator[Vectors]:
    """The same in parts of some thousand rows."""
    entries = [entry for _, entry in catalogue.categories]
    kinds, styles = len(entries[0]["kinds"]), len(entries[0]["styles"])
    materials = len(entries[0]["materials"])
    anchors = encode_cached(
        encoder, [_described(entry, k, s) for entry in entries for k in range(kinds) for s in range(styles)], "Kinds"
    )
    brands = _centred(encode_cached(encoder, [f"{name.ko} {name.en}" for name in catalogue.brands], "Brands"))
    made_of = _centred(
        encode_cached(encoder, [" ".join(pair) for entry in entries for pair in entry["materials"]], "Materials")
    )
    random = np.random.default_rng(seed)
    of = catalogue.attributes
    for start in range(0, of.size, _CHUNK):
        rows = slice(start, start + _CHUNK)
        vectors = anchors[(of.category[rows] * kinds + of.kind[rows]) * styles + of.style[rows]]
        vectors += (
            _BRAND * brands[of.brand[rows]] + _MATERIAL * made_of[of.category[rows] * materials + of.material[rows]]
        )
        noise = random.standard_normal(vectors.shape, np.float32)
        vectors += noise * np.float32(_NOISE / np.sqrt(vectors.shape[1]))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        yield vectors


def _described(entry: dict[str, list[list[str]]], kind: int, style: int) -> str:
    names, said = entry["kinds"][kind], entry["styles"][style]
    return f"{said[0]} {names[0]}. {said[1]} {names[1]}. {'. '.join(map(str, entry['name']))}. {said[2]} {said[3]}"


def _centred(vectors: Vectors) -> Vectors:
    centred: Vectors = vectors - vectors.mean(axis=0)
    return centred

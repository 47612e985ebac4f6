"""The encoder that the settings name: one file an engine, each loaded only when it is chosen."""

from __future__ import annotations

from typing import Final

from annae.settings import SearchSettings
from catalog_index.encoders.encoder import Encoder
from models import model_dir

PACKAGED: Final = "e5-small"


def create_encoder(settings: SearchSettings) -> Encoder:
    """The encoder that the settings name, for answering; raises AnnaeError when it cannot be loaded.

    The packaged one comes without torch and sentence-transformers, whose import alone takes seven seconds.
    """
    if settings.encoder:
        return create_document_encoder(settings)
    from catalog_index.encoders.onnx_encoder import OnnxEncoder  # noqa: PLC0415 - only the chosen engine is loaded

    return OnnxEncoder(PACKAGED, model_dir(PACKAGED))


def create_document_encoder(settings: SearchSettings) -> Encoder:
    """The same encoder in sentence-transformers, for making an index; raises AnnaeError when it cannot be loaded."""
    from catalog_index.encoders import transformer_encoder  # noqa: PLC0415 - only the chosen engine is loaded

    if settings.encoder:
        return transformer_encoder.load(settings.encoder)
    return transformer_encoder.load_onnx(PACKAGED, model_dir(PACKAGED))

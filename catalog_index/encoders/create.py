"""The encoder that the settings name: one file an engine, each loaded only when it is chosen."""

from __future__ import annotations

import logging
from typing import Final

from annae.errors import AnnaeError
from annae.settings import SearchSettings
from catalog_index.encoders.encoder import Encoder
from catalog_index.encoders.words_only import WordsOnly
from models import model_dir

_log = logging.getLogger(__name__)

PACKAGED: Final = "e5-small"


def create_encoder(settings: SearchSettings) -> Encoder:
    """The encoder that the settings name, for answering; raises AnnaeError when it cannot be loaded.

    The packaged one comes without torch and sentence-transformers, whose import alone takes seven seconds.
    """
    if settings.encoder:
        return create_document_encoder(settings)
    from catalog_index.encoders.onnx_encoder import OnnxEncoder  # noqa: PLC0415 - only the chosen engine is loaded

    folder = model_dir(PACKAGED)
    try:
        return OnnxEncoder(PACKAGED, folder)
    except Exception as error:  # the libraries raise whatever they like
        raise AnnaeError(
            f"the packaged encoder cannot be loaded ({str(error).splitlines()[0]}); remove {folder} and run: "
            "annae prepare"
        ) from error


def create_encoder_or_words(settings: SearchSettings) -> Encoder:
    """The same, or words alone when it cannot be loaded or does not work; why is logged."""
    try:
        encoder = create_encoder(settings)
        _ = encoder.identity  # encodes a text
    except Exception as error:  # noqa: BLE001 - whatever it is, the shop's search goes on by words
        _log.warning("products are searched by words alone, not by meaning: %s", error)
        return WordsOnly()
    return encoder


def create_document_encoder(settings: SearchSettings) -> Encoder:
    """The same encoder in sentence-transformers, for making an index; raises AnnaeError when it cannot be loaded."""
    from catalog_index.encoders import transformer_encoder  # noqa: PLC0415 - only the chosen engine is loaded

    if settings.encoder:
        return transformer_encoder.load(settings.encoder)
    return transformer_encoder.load_onnx(PACKAGED, model_dir(PACKAGED))

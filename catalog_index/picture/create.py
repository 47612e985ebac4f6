"""The picture encoder that the settings name."""

from __future__ import annotations

from annae.settings import SearchSettings
from catalog_index.picture.encoder import PictureEncoder


def create_picture_encoder(settings: SearchSettings) -> PictureEncoder:
    """The built-in one, or a model of sentence-transformers; raises AnnaeError when it cannot be loaded."""
    if settings.picture_encoder:
        from catalog_index.picture.clip_encoder import ClipEncoder  # noqa: PLC0415 - torch takes seconds to import

        return ClipEncoder.load(settings.picture_encoder)
    from catalog_index.picture.appearance_encoder import AppearanceEncoder  # noqa: PLC0415 - only the chosen engine

    return AppearanceEncoder()

"""What must be there before the processes can start; every step is skipped when it is done already."""

from __future__ import annotations

import sys
from collections.abc import Callable

from annae.errors import AnnaeError
from annae.settings import Settings
from models.prepare import is_ready, model_dir

_VOICES = {"kokoro": "kokoro-ko", "hibari": "hibari-en", "coqui": "joe-en"}


def required_models(settings: Settings) -> list[str]:
    """Names of the packaged models these settings use."""
    recogniser = {"whisper_ct2": "whisper-base", "openai_whisper": "whisper-base-openai"}[settings.stt.engine]
    voices = [_VOICES[settings.tts.ko], _VOICES[settings.tts.en]]
    # The dialogue's featurizer always reads e5-small, whatever encoder the search uses.
    return [*([] if settings.stt.model else [recogniser]), *voices, "e5-small", "clerk"]


def prepare(settings: Settings) -> None:
    """Weights, store, index, dialogue model: make what is missing. Raises AnnaeError saying what to do."""
    steps: list[tuple[str, Callable[[Settings], None]]] = [
        ("model weights", _models),
        ("store", _store),
        ("product index", _index),
        ("dialogue model", _dialogue),
    ]
    for number, (name, step) in enumerate(steps, start=1):
        print(f"[{number}/{len(steps)}] {name}", file=sys.stderr, flush=True)
        step(settings)


def _models(settings: Settings) -> None:
    for name in required_models(settings):
        if not is_ready(name):
            model_dir(name)


def _store(settings: Settings) -> None:
    from annae.progress import progress  # noqa: PLC0415 - each step loads only its own libraries
    from store.database.engine import open_database  # noqa: PLC0415
    from store.importer import import_pack  # noqa: PLC0415
    from store.pack import read_pack  # noqa: PLC0415
    from store.shop import Shop  # noqa: PLC0415

    engine = open_database(settings.database_url)
    try:
        _ = Shop(engine, settings.store.id).info
    except AnnaeError:
        pack = read_pack(settings.pack_dir)
        if pack.info.id != settings.store.id:
            raise AnnaeError(
                f"there is no store {settings.store.id!r} yet; import its store pack first: "
                f"annae import DIR --store {settings.store.id}"
            ) from None
        with progress(f"Store {settings.store.id}", pack.tables.line_count(), "rows") as advance:
            import_pack(engine, pack, advance=advance)


def _index(settings: Settings) -> None:
    from annae.paths import index_dir  # noqa: PLC0415
    from catalog_index.document import digest, documents_of  # noqa: PLC0415
    from catalog_index.index import made_of  # noqa: PLC0415
    from store.database.engine import open_database  # noqa: PLC0415
    from store.shop import Shop  # noqa: PLC0415

    shop = Shop(open_database(settings.database_url), settings.store.id)
    # Whether its encoder is still the one of the settings, only the action server can tell, which loads it anyway.
    if made_of(index_dir(settings.store.id)) != digest(documents_of(shop)):
        from catalog_index.build import build_index  # noqa: PLC0415 - brings torch

        build_index(shop, settings)


def _dialogue(_settings: Settings) -> None:
    from bot.training import train  # noqa: PLC0415

    train()

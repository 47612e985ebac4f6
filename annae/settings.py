"""Settings: defaults here, overridden by ``annae.toml``, overridden by ``ANNAE_<SECTION>_<KEY>``, overridden by flags.

Every key is declared once, as a dataclass field with its default and its sentence; ``annae.toml`` in the project
folder repeats them for the owner, and a test keeps the two the same. Standard library only: Rasa's environment
reads the settings too.
"""

from __future__ import annotations

import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError
from annae.paths import PROJECT, home

SETTINGS_VARIABLE = "ANNAE_SETTINGS"
"""Environment variable naming another settings file; ``--settings`` sets it for the processes a command starts."""


def _key(default: Any, sentence: str, choices: tuple[str, ...] = (), low: float | None = None) -> Any:
    return field(default=default, metadata={"sentence": sentence, "choices": choices, "low": low})


def _secret(sentence: str) -> Any:
    """A key whose value is not shown where settings are."""
    return field(default="", repr=False, metadata={"sentence": sentence, "choices": (), "low": None})


@dataclass(frozen=True)
class StoreSettings:
    """Which shop the assistant works for."""

    id: str = _key("demo", "Id of the store to serve; one database can hold several.")
    pack: str = _key("stores/demo", "Folder of the store pack that is imported at the first start.")
    kiosk: str = _key("", "Id of the kiosk (store.yml, kiosks) this machine stands in for; empty: the first one.")
    assistant: str = _key("", "What the assistant calls itself; empty: the guide of the store.")
    orders: str = _key(
        "builtin", "Where the shop keeps its orders: in our database or in its own system.", ("builtin", "woocommerce")
    )


@dataclass(frozen=True)
class WooCommerceSettings:
    """The shop's WooCommerce, when store.orders is "woocommerce" (docs/order-systems.md)."""

    url: str = _key("", "Address of the shop, such as https://shop.example.com; never http, but for this machine.")
    key: str = _secret("Consumer key of the REST API, with read and write permission.")
    secret: str = _secret("Consumer secret that belongs to the key.")
    timeout_s: float = _key(6.0, "Seconds to wait for an answer, tries included, before staff are offered.", low=0.1)
    statuses: str = _key(
        "", "What the shop's own order statuses mean, such as awaiting-pickup=ready_for_pickup|packed=preparing."
    )


@dataclass(frozen=True)
class GatewaySettings:
    """The web server that browsers, phones and messengers reach."""

    host: str = _key("127.0.0.1", "Address to listen on; 0.0.0.0 makes it reachable from other machines.")
    port: int = _key(8080, "Port of the page, the WebSocket and the webhooks.", low=1)
    service_token: str = _secret("Secret that lets a server vouch for metadata.customer; empty: never believed.")
    max_sessions: int = _key(8, "Voice sessions at the same time; one more is told to wait.", low=1)
    max_text: int = _key(1000, "Longest message in characters; a longer one is asked to be shortened.", low=1)


@dataclass(frozen=True)
class DialogueSettings:
    """Rasa and its action server."""

    rasa_port: int = _key(0, "Port of the Rasa server, reachable from this machine only; 0: any free one.", low=0)
    actions_port: int = _key(0, "Port of the action server, reachable from this machine only; 0: any free one.", low=0)
    timeout_s: float = _key(
        8.0, "Seconds to wait for an answer before the customer is told it takes too long.", low=0.1
    )


@dataclass(frozen=True)
class SttSettings:
    """Hearing."""

    engine: str = _key("whisper_ct2", "Recogniser.", ("whisper_ct2", "openai_whisper"))
    model: str = _key("", "Folder or hub name of another Whisper model; empty: the packaged Whisper base.")
    beam: int = _key(5, "Beam size: larger is more accurate and slower.", low=1)
    max_s: float = _key(30.0, "Longest utterance in seconds; speech is cut into turns there.", low=1)


@dataclass(frozen=True)
class TtsSettings:
    """Speaking."""

    ko: str = _key("kokoro", "Korean voice.", ("kokoro",))
    en: str = _key("hibari", "English voice.", ("hibari", "coqui"))
    speed: float = _key(1.0, "Speaking rate; 1.0 is natural.", low=0.5)


@dataclass(frozen=True)
class TurnSettings:
    """When a customer's turn starts and ends."""

    threshold: float = _key(0.5, "Speech probability above which a frame counts as speech.", low=0.01)
    start_ms: int = _key(96, "Speech needed to start a turn, in milliseconds.", low=32)
    pause_ms: int = _key(256, "Silence after which the words so far are recognised ahead, in milliseconds.", low=32)
    stop_ms: int = _key(600, "Silence that ends a turn, in milliseconds.", low=32)


@dataclass(frozen=True)
class SearchSettings:
    """Finding products."""

    encoder: str = _key("", "Folder or hub name of a sentence-transformers model; empty: the packaged e5-small.")
    engine: str = _key(
        "faiss",
        "What compares vectors: faiss here, or a Qdrant server at $QDRANT_URL (without it: in memory, to try it out).",
        ("faiss", "qdrant"),
    )
    picture_encoder: str = _key(
        "", "Folder or hub name of a CLIP model of sentence-transformers; empty: shapes and colours, without a model."
    )
    limit: int = _key(5, "Products shown to a customer at once.", low=1)
    knowledge: str = _key("", "Folder with the shop's own knowledge (materials.toml ...); empty: what is built in.")


@dataclass(frozen=True)
class DatabaseSettings:
    """Where orders, stock and products live."""

    url: str = _key("", "SQLAlchemy address (sqlite or postgresql); empty: SQLite in the state folder.")


@dataclass(frozen=True)
class PrivacySettings:
    """How customers' personal data is kept."""

    key: str = _secret(
        "Keys that encrypt it (annae privacy key makes one), separated by commas, newest first; empty: as it is."
    )
    keep_days: int = _key(180, "Days after an order is finished until its personal data is removed.", low=1)


_SECTIONS = {
    "store": StoreSettings,
    "woocommerce": WooCommerceSettings,
    "gateway": GatewaySettings,
    "dialogue": DialogueSettings,
    "stt": SttSettings,
    "tts": TtsSettings,
    "turns": TurnSettings,
    "search": SearchSettings,
    "database": DatabaseSettings,
    "privacy": PrivacySettings,
}


@dataclass(frozen=True)
class Settings:
    """All sections. ``source`` is the file they came from, or None."""

    store: StoreSettings = StoreSettings()
    woocommerce: WooCommerceSettings = WooCommerceSettings()
    gateway: GatewaySettings = GatewaySettings()
    dialogue: DialogueSettings = DialogueSettings()
    stt: SttSettings = SttSettings()
    tts: TtsSettings = TtsSettings()
    turns: TurnSettings = TurnSettings()
    search: SearchSettings = SearchSettings()
    database: DatabaseSettings = DatabaseSettings()
    privacy: PrivacySettings = PrivacySettings()
    source: Path | None = None

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the database."""
        return self.database.url or f"sqlite:///{home() / 'annae.db'}"

    @property
    def pack_dir(self) -> Path:
        """Folder of the configured store pack; relative paths start at the project folder."""
        return PROJECT / self.store.pack

    @property
    def image_dir(self) -> Path:
        """Folder of the products' pictures."""
        return self.pack_dir / "images"


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``path`` (default: ``$ANNAE_SETTINGS``, else the project's ``annae.toml``) and the environment.

    Raises AnnaeError naming the file or variable, the key, what was found and what is expected.
    """
    environ = os.environ if environ is None else environ
    named = path or (Path(environ[SETTINGS_VARIABLE]) if environ.get(SETTINGS_VARIABLE) else None)
    source = named or PROJECT / "annae.toml"
    given: dict[str, Any] = {}
    if source.exists():
        try:
            given = tomllib.loads(source.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AnnaeError(f"{source}: not a valid settings file: {error}") from error
    elif named:
        raise AnnaeError(f"{source}: there is no such settings file")
    settings = Settings(source=source if source.exists() else None)
    for name, values in given.items():
        if name not in _SECTIONS:
            raise AnnaeError(f"{source}: unknown section [{name}]{_did_you_mean(name, _SECTIONS)}")
        if not isinstance(values, dict):
            raise AnnaeError(f"{source}: {name} must be a section, written [{name}]")
        for key, value in values.items():
            settings = _with(settings, name, key, value, f"{source}: {name}.{key}")
    return _with_environment(settings, environ)


def _with_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    for name, section in _SECTIONS.items():
        for key in fields(section):
            variable = f"ANNAE_{name.upper()}_{key.name.upper()}"
            if variable in environ:
                settings = _with(settings, name, key.name, _parsed(environ[variable], key.type, variable), variable)
    return settings


def _parsed(text: str, annotation: Any, where: str) -> Any:
    kind = str(annotation)
    try:
        return {"int": int, "float": float}.get(kind, str)(text)
    except ValueError as error:
        raise AnnaeError(f"{where}: {text!r} is not a number") from error


def _with(settings: Settings, section: str, key: str, value: Any, where: str) -> Settings:
    kind = _SECTIONS[section]
    known = {item.name: item for item in fields(kind)}
    if key not in known:
        raise AnnaeError(f"{where}: unknown key{_did_you_mean(key, known)}")
    hint = typing.get_type_hints(kind)[key]
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if isinstance(hint, types.UnionType) or not isinstance(value, hint) or isinstance(value, bool):
        raise AnnaeError(f"{where}: expected {_described(hint)}, found {value!r}")
    choices, low = known[key].metadata["choices"], known[key].metadata["low"]
    if choices and value not in choices:
        raise AnnaeError(f"{where}: expected one of {', '.join(choices)}; found {value!r}")
    if low is not None and value < low:
        raise AnnaeError(f"{where}: must be at least {low}, found {value}")
    return replace(settings, **{section: replace(getattr(settings, section), **{key: value})})


def _described(hint: Any) -> str:
    return {int: "a whole number", float: "a number", str: "a text in quotes"}.get(hint, str(hint))


def _did_you_mean(name: str, known: typing.Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else f"; known: {', '.join(known)}"


def as_toml() -> str:
    """The settings file with every key at its default and its sentence."""
    lines = [
        "# Settings of Annae. Every key stands here with its default; change what you need.",
        "# An environment variable ANNAE_<SECTION>_<KEY> overrides a key.",
        "",
    ]
    for name, section in _SECTIONS.items():
        lines += [f"[{name}]  # {section.__doc__}"]
        for key in fields(section):
            value = f'"{key.default}"' if isinstance(key.default, str) else str(key.default)
            choices = key.metadata["choices"]
            lines += [
                f"# {key.metadata['sentence']}" + (f" One of: {', '.join(choices)}." if choices else ""),
                f"{key.name} = {value}",
            ]
        lines += [""]
    return "\n".join(lines)

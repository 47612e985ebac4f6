"""``annae transcribe``: what is said in audio files."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from annae.types import LANGUAGES, Language

if TYPE_CHECKING:
    from voice.stt import SpeechToText

_EXAMPLES = """examples:
  annae transcribe question.wav
  annae transcribe --language ko --json *.mp3
"""


def add_parser(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser(
        "transcribe",
        help="write down what is said in audio files",
        description="Writes down what is said in audio files (wav, flac, mp3, ogg, m4a; any rate, any length).",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="audio file")
    parser.add_argument("--language", choices=LANGUAGES, help="language spoken (default: detected)")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a file: file, text, language, seconds, took_ms"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Transcribe each file; one that fails does not stop the others but makes the exit status 1."""
    from voice import stt

    engine = stt.create(settings)
    status = 0
    for file in args.files:
        try:
            heard = _transcribe(engine, file, args.language)
        except AnnaeError as error:
            print(f"annae: {error}", file=sys.stderr)
            status = 1
            continue
        if args.json:
            print_json(heard)
        else:
            print(f"{file} ({heard['language']}, {heard['seconds']} s): {heard['text'] or '-'}", flush=True)
    return status


def _transcribe(engine: SpeechToText, file: Path, language: Language | None) -> dict[str, Any]:
    """Piece by piece, each in its own language, so that a long recording shows progress and may change language."""
    from voice.stt.audio_file import read_audio
    from voice.stt.engine import SAMPLE_RATE
    from voice.stt.pieces import speech_pieces

    started = time.perf_counter()
    samples = read_audio(file)
    pieces = speech_pieces(samples)
    parts = []
    with progress(str(file), sum(map(len, pieces)) / SAMPLE_RATE, "s") as advance:
        for piece in pieces:
            parts.append(engine.transcribe(piece, language))
            advance(len(piece) / SAMPLE_RATE)
    longest = max(parts, key=lambda part: len(part.text), default=None)
    return {
        "file": str(file),
        "text": " ".join(part.text for part in parts if part.text),
        "language": longest.language if longest else language or "ko",
        "seconds": round(len(samples) / SAMPLE_RATE, 2),
        "took_ms": round((time.perf_counter() - started) * 1000),
    }

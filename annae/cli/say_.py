"""``annae say``: speak a text into a WAV file."""

from __future__ import annotations

import argparse
import sys
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annae.cli.arguments import add_json
from annae.cli.output import print_json
from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from annae.types.language import LANGUAGES, Language, guess_language

if TYPE_CHECKING:
    from voice.tts.engine import Speech
    from voice.tts.speaker import Speaker

_DEFAULT_FILE = Path("speech.wav")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "say",
        help="speak a text into a WAV file",
        description="Speak a text in Korean or English into a WAV file (24 kHz, mono, 16 bit).",
        epilog='examples:\n  annae say "어서 오세요" --out hello.wav\n  echo "Welcome!" | annae say - --json',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", metavar="TEXT", help="what to say; - reads it from standard input")
    parser.add_argument("--language", choices=LANGUAGES, help="language to speak (default: the one of the text)")
    parser.add_argument(
        "--out", type=Path, metavar="FILE.wav", help=f"file to write (default: {_DEFAULT_FILE}; none with --json)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Speak and write; with ``--json`` also print when each phoneme and viseme is."""
    text = sys.stdin.read() if args.text == "-" else args.text
    language: Language = args.language or guess_language(text)
    out = args.out or (None if args.json else _DEFAULT_FILE)
    if out and not out.absolute().parent.is_dir():
        raise AnnaeError(f"{out}: there is no folder {out.parent}; make it or name another file")
    from voice import tts

    speaker = tts.create(settings)
    started = time.monotonic()
    clauses = _spoken(speaker, text, language)
    took_ms = round((time.monotonic() - started) * 1000)
    if not clauses:
        raise AnnaeError("there is nothing to say in this text; give it at least one word")
    if out:
        _write(out, clauses)
    if args.json:
        print_json({"text": text, "language": language, **_described(clauses), "took_ms": took_ms})
    else:
        print(f"{out}: {_seconds(sum(len(clause.pcm) for clause in clauses))} s of speech")
    return 0


def _spoken(speaker: Speaker, text: str, language: Language) -> list[Speech]:
    clauses = []
    with progress("Speaking", len(text), "characters") as advance:
        for clause in speaker.stream(text, language):
            clauses.append(clause)
            advance(len(clause.text))
    return clauses


def _write(out: Path, clauses: list[Speech]) -> None:
    from voice.tts.engine import SAMPLE_RATE

    try:
        with wave.open(str(out), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            for clause in clauses:
                file.writeframes(clause.pcm.astype("<i2").tobytes())
    except OSError as error:
        raise AnnaeError(f"{out}: cannot be written: {error.strerror}") from error


def _described(clauses: list[Speech]) -> dict[str, Any]:
    """Length, phonemes and visemes of the whole; times in seconds from its start."""
    phonemes: list[dict[str, Any]] = []
    visemes: list[dict[str, Any]] = []
    start = 0
    for clause in clauses:
        phonemes += [{"symbol": p.symbol, **_times(start + p.start, p.duration)} for p in clause.phonemes]
        visemes += [{"name": v.name, **_times(start + v.start, v.duration)} for v in clause.visemes]
        start += len(clause.pcm)
    return {"seconds": _seconds(start), "phonemes": phonemes, "visemes": visemes}


def _times(start: int, duration: int) -> dict[str, float]:
    return {"start": _seconds(start), "duration": _seconds(duration)}


def _seconds(samples: int) -> float:
    from voice.tts.engine import SAMPLE_RATE

    return round(samples / SAMPLE_RATE, 4)

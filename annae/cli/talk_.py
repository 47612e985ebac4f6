"""``annae talk``: a kiosk without a screen, for trying and for scripts."""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annae.cli.arguments import add_json
from annae.cli.output import print_json
from annae.settings import Settings

if TYPE_CHECKING:
    from voice.client.realtime import RealtimeClient, Turn


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "talk",
        help="speak or write to a running kiosk from the terminal",
        description="Say audio files or texts to a running kiosk, one after the other, and get what it answers.",
        epilog='examples:\n  annae talk question.wav --out answer.wav\n  annae talk "화장실 어디예요?" "show me bags"',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("said", nargs="+", metavar="FILE|TEXT", help="an audio file, or anything else as text")
    parser.add_argument("--url", help="address of the kiosk (default: this machine's, on gateway.port)")
    parser.add_argument("--out", type=Path, metavar="FILE.wav", help="save the spoken answers")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Say everything in one conversation."""
    asyncio.run(_converse(args, args.url or f"ws://127.0.0.1:{settings.gateway.port}/v1/realtime"))
    return 0


async def _converse(args: argparse.Namespace, url: str) -> None:
    import numpy as np
    import soundfile

    from voice.client.realtime import open_session
    from voice.gateway.protocol import SAMPLE_RATE

    spoken = []
    async with open_session(url) as client:
        for said in args.said:
            turn = await _say(client, said)
            spoken.append(turn.audio)
            _show(args, said, turn)
    if args.out:
        soundfile.write(args.out, np.concatenate(spoken), SAMPLE_RATE)


async def _say(client: RealtimeClient, said: str) -> Turn:
    if not Path(said).is_file():  # noqa: ASYNC240 - one look at the local disk
        return await client.say_text(said)
    import numpy as np
    import soxr

    from voice.gateway.protocol import SAMPLE_RATE
    from voice.stt.audio_file import read_audio

    samples = soxr.resample(read_audio(Path(said)), 16_000, SAMPLE_RATE)
    return await client.say_audio((np.clip(samples, -1, 1) * 32767).astype(np.int16))


def _show(args: argparse.Namespace, said: str, turn: Turn) -> None:
    took_ms = round((turn.first_audio_at - turn.said_at) * 1000) if turn.first_audio_at else None
    answer: dict[str, Any] = {
        "said": said,
        "transcript": turn.transcript,
        "language": turn.language,
        "replies": turn.replies,
        "notices": turn.notices,
        "audio_s": round(len(turn.audio) / 24_000, 2),
        "first_audio_ms": took_ms,
        "timing": turn.timing,
    }
    if args.json:
        print_json(answer)
        return
    print(f"> {turn.transcript or said}")
    print(turn.text or " / ".join(notice["text"]["ko"] for notice in turn.notices))
    for product in (product for reply in turn.replies for product in reply.get("products", [])):
        print(f"  {product['title']}  {product['price']:,}  {product.get('floor') or ''} {product.get('zone') or ''}")
    print(f"  ({time.strftime('%H:%M:%S')}, first audio after {took_ms} ms)")

"""``python -m bot.understand MODEL`` in Rasa's environment: utterances in, one a line; JSON objects out, one a line."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from typing import Any

import structlog
from rasa.core.agent import Agent

from annae.types.language import guess_language

_FIELDS = ("entity", "value", "start", "end")


def main(model: str) -> None:
    """Load the model once, then answer line by line; empty lines are passed over."""
    # Rasa and its libraries write to stdout as they please: only our lines may reach it.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # it is a text stream here
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)
    agent = Agent.load(model)
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            if text := line.strip():
                print(json.dumps(runner.run(_understood(agent, text)), ensure_ascii=False), file=answers, flush=True)


async def _understood(agent: Agent, text: str) -> dict[str, Any]:
    # Rasa takes a leading slash for the name of an intent; a customer's is cut, as the gateway does.
    parsed = await agent.parse_message(text.lstrip("/"))
    return {
        "text": text,
        "language": guess_language(text),
        "intent": parsed["intent"]["name"],
        "confidence": round(parsed["intent"]["confidence"], 4),
        "entities": [{field: entity[field] for field in _FIELDS} for entity in parsed["entities"]],
    }


if __name__ == "__main__":
    main(sys.argv[1])

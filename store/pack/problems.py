"""What is wrong with a store pack: every problem with its file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from annae.errors import AnnaeError

_KNOWN_SHOWN = 8
_FOUND_SHOWN = 60
_GUESSED_AMONG = 2000  # comparing with more names would take longer than reading the file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend; ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackError(AnnaeError):
    """A store pack that cannot be imported; ``problems`` holds all that was found, by file and line."""

    def __init__(self, pack: str, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(self.problems)
        super().__init__(f"{pack}: {count} {'problem' if count == 1 else 'problems'}; nothing was imported")


def explain(error: ErrorDetails) -> str:
    """One pydantic error as "what is wrong, what is expected"."""
    name = dotted(whole_loc(error))
    match error["type"]:
        case "model_type" | "dict_type":
            return f"{name}: expected keys with values, found {shown(error['input'])}"
        case "missing":
            return f"{name} is missing, expected a value"
        case "misspelt":
            return f"{name}: {error['msg']}"
        case "value_error":
            return f"{name}: {error['ctx']['error']}"
    expected = str(error["msg"]).replace("Input should be", "expected").replace("String should", "expected to")
    return f"{name}: {expected}, found {shown(error['input'])}"


def whole_loc(error: ErrorDetails) -> tuple[str | int, ...]:
    """Where an error is; our own validators look deeper than pydantic can tell."""
    context: dict[str, Any] = error.get("ctx", {})
    deeper: Iterable[str] = context.get("keys") or getattr(context.get("error"), "keys", None) or ()
    return *error["loc"], *deeper


def dotted(loc: Iterable[str | int]) -> str:
    """``zones[3].floor``."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def shown(value: Any) -> str:
    """A value as it may stand in a message: not endless."""
    text = repr(value)
    return text if len(text) <= _FOUND_SHOWN else f"{text[:_FOUND_SHOWN]}..."


def unknown(what: str, value: str, known: Collection[str], where: str) -> str:
    """``zone 'b1-bakry' is not in store.yml; did you mean b1-bakery?``."""
    if len(known) > _GUESSED_AMONG:
        return f"{what} {value!r} is not in {where}, expected one that is"
    names = sorted(known)
    if close := get_close_matches(value, names, n=1):
        hint = f"did you mean {close[0]}?"
    elif names:
        hint = f"expected one of {', '.join(names[:_KNOWN_SHOWN])}{' ...' if len(names) > _KNOWN_SHOWN else ''}"
    else:
        hint = f"{where} names none"
    return f"{what} {value!r} is not in {where}; {hint}"

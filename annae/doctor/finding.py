"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    """``detail`` says what is so, ``mend`` what to do about it (empty when all is well)."""

    check: str
    status: Status
    detail: str
    mend: str = ""


def ok(check: str, detail: str) -> Finding:
    """All is well."""
    return Finding(check, "ok", detail)


def warning(check: str, detail: str, mend: str) -> Finding:
    """It works, but not for everybody or not for long."""
    return Finding(check, "warning", detail, mend)


def problem(check: str, detail: str, mend: str) -> Finding:
    """The kiosk cannot run like this."""
    return Finding(check, "problem", detail, mend)

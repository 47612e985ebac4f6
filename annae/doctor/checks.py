"""All checks, in the order a person would mend things."""

from __future__ import annotations

from collections.abc import Iterator

from annae.doctor import machine, parts
from annae.doctor.finding import Finding
from annae.settings import Settings

_CHECKS = (
    machine.python,
    machine.disk,
    machine.memory,
    machine.port,
    machine.microphone,
    parts.rasa_environment,
    parts.page,
    parts.weights,
    parts.store,
    parts.orders,
    parts.dialogue,
)


def examine(settings: Settings) -> Iterator[Finding]:
    """Findings, each as soon as its check is done."""
    for check in _CHECKS:
        yield check(settings)

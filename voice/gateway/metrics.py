"""Figures for ``GET /metrics``: counters and stage times, observed beside the work, never inside it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0)


class Metrics:
    """One registry a gateway, so that two in one process (tests) do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sessions = Gauge("annae_sessions", "Open voice sessions.", registry=self.registry)
        self.turns = Counter("annae_turns", "Answered turns.", ["channel", "language"], registry=self.registry)
        self.responses = Counter(
            "annae_responses", "Spoken responses by how they ended.", ["status"], registry=self.registry
        )
        self.notices = Counter("annae_notices", "Notices given instead of an answer.", ["code"], registry=self.registry)
        self.stage_seconds = Histogram(
            "annae_stage_seconds", "Time of each stage of a turn.", ["stage"], buckets=_SECONDS, registry=self.registry
        )

    def render(self) -> bytes:
        """The text format Prometheus reads."""
        return generate_latest(self.registry)

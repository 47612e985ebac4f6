"""Who asks for a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Channel = Literal["kiosk", "web", "kakao", "rest", "staff", "import"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The conversation a change comes from; ``customer_id`` is empty while nobody has proved who they are."""

    channel: Channel
    conversation: str
    customer_id: str = ""

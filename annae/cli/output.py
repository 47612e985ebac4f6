"""What commands print: JSON objects, one a line, on stdout."""

from __future__ import annotations

import json
from typing import Any


def print_json(value: dict[str, Any]) -> None:
    """One JSON object as one line, flushed so that a reader of the pipe sees it at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)

"""``python -m voice.gateway``: runs the gateway; the supervisor starts it."""

from __future__ import annotations

import logging
import os

from aiohttp import web

from annae.settings import load_settings
from voice.gateway.server import make_app


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    settings = load_settings()
    # No access log: a request line can carry what a customer typed.
    web.run_app(
        make_app(settings),
        host=settings.gateway.host,
        port=settings.gateway.port,
        print=None,
        access_log=None,
        shutdown_timeout=2,
    )


main()

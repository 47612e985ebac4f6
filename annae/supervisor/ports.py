"""Free ports for the processes that only this machine talks to."""

from __future__ import annotations

import socket

from annae.errors import AnnaeError


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check_free(host: str, port: int, setting: str) -> None:
    """Raise AnnaeError naming ``setting`` when another program already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AnnaeError(
                f"port {port} cannot be used ({error.strerror}): stop the program that holds it, or set {setting}"
            ) from error

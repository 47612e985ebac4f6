"""Checks of the machine: Python, disk, memory, ports, microphone."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from annae.doctor.finding import Finding, ok, problem, warning
from annae.paths import home
from annae.settings import Settings

_DISK_NEEDED = 3e9
_MEMORY_NEEDED = 4e9
_PYTHON = (3, 11)


def python(_settings: Settings) -> Finding:
    """The interpreter's version."""
    version = sys.version.split()[0]
    if sys.version_info[:2] == _PYTHON:
        return ok("python", version)
    return problem("python", f"{version} runs, 3.11 is needed", "install Python 3.11, then: make clean setup")


def disk(_settings: Settings) -> Finding:
    """Room for models, index and logs."""
    folder = home()
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return problem(
            "disk", f"{folder} cannot be written", "give yourself the right to write there, or set ANNAE_HOME"
        )
    free = shutil.disk_usage(folder).free
    if free >= _DISK_NEEDED:
        return ok("disk", f"{free / 1e9:.0f} GB free")
    return problem(
        "disk", f"{free / 1e9:.1f} GB free, {_DISK_NEEDED / 1e9:.0f} GB needed", "free some space, or set ANNAE_HOME"
    )


def memory(_settings: Settings) -> Finding:
    """Memory the four processes need together."""
    available = psutil.virtual_memory().available
    if available >= _MEMORY_NEEDED:
        return ok("memory", f"{available / 1e9:.1f} GB available")
    detail = f"{available / 1e9:.1f} GB available, {_MEMORY_NEEDED / 1e9:.0f} GB needed"
    return warning("memory", detail, "close other programs")


def port(settings: Settings) -> Finding:
    """The gateway's port: free, or held by Annae itself."""
    host, number = settings.gateway.host, settings.gateway.port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            return _port_in_use(number, error)
    return ok("port", f"{number} is free")


def _port_in_use(number: int, error: OSError) -> Finding:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{number}/healthz", timeout=2):
            return ok("port", f"{number} is Annae's: it is running")
    except (urllib.error.URLError, OSError):
        mend = "stop that program, or start with: annae run --port N (setting gateway.port)"
        return problem("port", f"{number} cannot be used: {error.strerror}", mend)


def microphone(settings: Settings) -> Finding:
    """A recording device, and a page address at which browsers grant it."""
    if settings.gateway.host not in ("127.0.0.1", "localhost", "::1"):
        mend = "browsers give the microphone only to https or localhost: open the page here, or put https before it"
        return warning("microphone", f"the page is served on {settings.gateway.host} without https", mend)
    devices = Path("/proc/asound/pcm")
    if sys.platform == "linux" and (not devices.exists() or "capture" not in devices.read_text(encoding="utf-8")):
        mend = (
            "plug a microphone in (typing works without); in a container it belongs to the machine the browser runs on"
        )
        return warning("microphone", "this machine has no recording device", mend)
    return ok(
        "microphone", "the browser asks for it at the first touch; if it was refused, allow it beside the address"
    )

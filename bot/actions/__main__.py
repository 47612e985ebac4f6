"""``python -m bot.actions --port N``."""

import argparse
import sys

from annae.errors import AnnaeError
from annae.settings import load_settings
from bot.actions.server import serve

_parser = argparse.ArgumentParser(prog="bot.actions", description="The action server of the dialogue.")
_parser.add_argument("--port", type=int, help="port to listen on (default: dialogue.actions_port)")

try:
    _settings = load_settings()
    serve(_settings, _parser.parse_args().port or _settings.dialogue.actions_port)
except AnnaeError as error:
    sys.exit(f"bot.actions: {error}")

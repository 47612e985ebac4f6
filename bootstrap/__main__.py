"""``python -m bootstrap [--dev]``: prepares what ``annae`` needs before it can start. ``make`` calls it."""

from __future__ import annotations

import argparse
import sys

from annae.errors import AnnaeError
from bootstrap import environments, page


def main() -> int:
    """Prepare both environments and the page; exit status 0 done, 1 failed, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bootstrap", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also the tools that tests and linting need")
    arguments = parser.parse_args()
    try:
        environments.prepare(environments.MAIN)
        if arguments.dev:
            environments.install_extra(environments.MAIN, "dev")
        environments.prepare(environments.RASA)
        page.prepare()
    except AnnaeError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"set-up: {error.strerror or error} ({error.filename}); free some disk space or mend it, then start again",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("set-up: stopped; the next start goes on from here", file=sys.stderr)
        return 130
    return 0


sys.exit(main())

"""``python -m annae`` is ``annae``."""

import sys

from annae.cli.main import main

sys.exit(main())

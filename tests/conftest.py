"""Every test run has a state folder of its own; only the prepared weights are shared with the project's."""

import os

import pytest

from annae.paths import PROJECT


@pytest.fixture(scope="session", autouse=True)
def state_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("annae-home")
    weights = PROJECT / ".annae" / "models"
    weights.mkdir(parents=True, exist_ok=True)
    (home / "models").symlink_to(weights)
    before = os.environ.get("ANNAE_HOME")
    os.environ["ANNAE_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["ANNAE_HOME"]
    else:
        os.environ["ANNAE_HOME"] = before

from dataclasses import replace
from pathlib import Path

import pytest

from annae.settings import Settings
from bot.commands import rasa_command


@pytest.mark.parametrize("token", ["", "s3cret"])
def test_rasa_is_given_the_token_by_its_environment_only(
    token: str, state_home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.rasa_interpreter", lambda: "python")
    settings = replace(Settings(), gateway=replace(Settings().gateway, service_token=token))
    arguments, environment = rasa_command(settings, Path("a.tar.gz"))
    assert environment.get("ANNAE_GATEWAY_SERVICE_TOKEN", "") == token
    assert not token or token not in " ".join(arguments)

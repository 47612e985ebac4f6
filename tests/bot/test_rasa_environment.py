import os
import subprocess

from annae.paths import PROJECT
from bot.environment import rasa_environment, rasa_interpreter


def test_the_components_work_in_rasas_own_environment() -> None:
    command = [rasa_interpreter(), "-m", "unittest", "discover", "-s", "tests/bot/rasa_env", "-t", "tests/bot/rasa_env"]
    environment = {**os.environ, **rasa_environment()}
    result = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    assert "Ran 0 tests" not in result.stderr

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from annae.types import LANGUAGES
from store.database.engine import open_database
from tests.bot.conversations.script import BEHAVIOURS, FOLDER, Script, play, scripts
from tests.bot.dialogue_server import DialogueServer

LEAST = 12


@pytest.fixture(scope="module")
def engine(imported: str) -> Iterator[Engine]:
    """The database that the dialogue works on."""
    engine = open_database(imported)
    yield engine
    engine.dispose()


def test_every_behaviour_has_enough_conversations_in_each_language() -> None:
    counts = Counter(path.parts[-3:-1] for path in scripts())
    wanted = {(behaviour, language) for behaviour in BEHAVIOURS for language in LANGUAGES}
    assert {where: counts[where] for where in wanted if counts[where] < LEAST} == {}


@pytest.mark.e2e
@pytest.mark.parametrize("path", scripts(), ids=lambda path: str(Path(path).relative_to(FOLDER).with_suffix("")))
def test_conversation(path: Path, dialogue: DialogueServer, engine: Engine) -> None:
    play(Script.read(path), dialogue, engine)

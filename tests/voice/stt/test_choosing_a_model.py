"""Settings that name another model, or none that exists."""

import shutil

import pytest

from annae.errors import AnnaeError
from annae.settings import Settings, SttSettings
from models import model_dir
from tests.e2e.compare import error_rate
from voice import stt


def test_a_folder_with_another_model_is_used(tmp_path, spoken):
    folder = tmp_path / "mine"
    shutil.copytree(model_dir("whisper-base"), folder)

    engine = stt.create(Settings(stt=SttSettings(model=str(folder), beam=1)))

    assert error_rate(engine.transcribe(spoken("Good morning, everyone.", "en")).text, "Good morning, everyone.") < 0.3


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(AnnaeError, match=r"no model\.bin and no tokenizer\.json"):
        stt.create(Settings(stt=SttSettings(model=str(tmp_path))))


def test_a_broken_model_file_is_refused(tmp_path):
    shutil.copytree(model_dir("whisper-base"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "model.bin").write_bytes(b"not a model")

    with pytest.raises(AnnaeError, match="cannot load this Whisper model"):
        stt.create(Settings(stt=SttSettings(model=str(tmp_path))))


@pytest.mark.parametrize("engine", ["whisper_ct2", "openai_whisper"])
def test_a_name_nobody_knows_is_refused(engine):
    with pytest.raises(AnnaeError, match="no-such-whisper"):
        stt.create(Settings(stt=SttSettings(engine=engine, model="no-such-whisper")))

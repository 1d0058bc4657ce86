"""What is given float32 computes and answers in float32, forward and backward."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest
from reference.harness import leaves, map_tree
from reference.sequence_cases import hred_args, model_args, seq2seq_args, translation_args, vhred_args
from reference.test_attention import additive_args, block_args, dot_args, multi_args, self_args
from reference.test_embeddings import word2vec_args
from reference.test_feedforward import cnn_cases, logistic_args, random_layers, softmax_args
from reference.test_generative import autoencoder_args, vae_args, vqvae_args

IMAGE = np.random.default_rng(0).random((2, 3, 6, 6))
LAYERS = {"x": IMAGE.reshape(2, -1), "layers": random_layers(np.random.default_rng(0), [108, 3, 2])}
CASES: dict[str, dict[str, Any]] = {
    "attention.additive_attention": additive_args(2, 3, 3, 2, "any", 0),
    "attention.dot_attention": dot_args(2, 3, 3, 2, "any", 0),
    "attention.self_attention": self_args(2, 3, 2, "any", 0),
    "multi_head.multi_head_attention": multi_args(2, 3, 3, 2, "any", 0),
    "transformer.transformer_block": block_args(2, 3, 2, "any", True, 0),
    "autoencoder.autoencoder_loss": autoencoder_args(2, 3, 2, 0),
    "vae.vae_loss": vae_args(2, 3, 2, 0),
    "vqvae.vqvae": vqvae_args(2, 3, 2, 4, 0),
    "seq2seq.seq2seq": seq2seq_args("lstm", 2, 3, 3, "mixed", 0),
    "translation.translation": translation_args("gru", 2, 3, 3, True, "mixed", True, 0),
    "language_model.language_model": model_args("rnn", 2, 3, 0),
    "hred.hred": hred_args("gru", 2, 2, 2, 2, 0),
    "vhred.vhred_loss": vhred_args("gru", 2, 2, 2, 2, 0),
    "logistic.logistic_loss": logistic_args(3, 2, 0, "mean"),
    "softmax_regression.softmax_regression_loss": softmax_args(3, 2, 4, 0, "mean"),
    "mlp.mlp": LAYERS,
    "pooling.avg_pool2d": {"x": IMAGE, "size": 2},
    "pooling.max_pool2d": {"x": IMAGE, "size": 2},
    "pooling.global_avg_pool": {"x": IMAGE},
    "normalisation.batch_norm": {"x": IMAGE, "gamma": np.ones(3), "beta": np.ones(3)},
    "normalisation.layer_norm": {"x": IMAGE, "gamma": np.ones(6), "beta": np.ones(6)},
    **{f"word2vec.{name}": args for name, args in word2vec_args(3, 4, 2, 0).items()},
    **{f"cnn.{name}": args for _, _, name, args in cnn_cases(2, 1, 4, 1)},
}


def narrow(tree: Any) -> Any:
    return map_tree(lambda a: np.asarray(a, np.float32) if np.asarray(a).dtype == np.float64 else a, tree)


@pytest.mark.parametrize("name", CASES)
def test_models_stay_in_float32(name: str) -> None:
    module, function = name.split(".")
    family = importlib.import_module(f"quizrnn.reference.{module}")
    out, cache = getattr(family, function)(**narrow(CASES[name]))
    assert {np.asarray(a).dtype.name for a in leaves(out).values()} == {"float32"}
    gradients = getattr(family, function + "_backward")(map_tree(np.ones_like, out), cache)
    assert {np.asarray(a).dtype.name for a in leaves(gradients).values()} == {"float32"}


@pytest.mark.parametrize("name", ["autoencoder.autoencoder_loss", "vae.vae_loss"])
def test_a_bare_number_as_gradient_keeps_float32(name: str) -> None:
    module, function = name.split(".")
    family = importlib.import_module(f"quizrnn.reference.{module}")
    _, cache = getattr(family, function)(**narrow(CASES[name]))
    gradients = getattr(family, function + "_backward")(1.0, cache)
    assert {np.asarray(a).dtype.name for a in leaves(gradients).values()} == {"float32"}


ONE_ARRAY = [name for name in CASES if name.split(".")[0] not in ("cells", "language_model", "vae", "vqvae")]


@pytest.mark.parametrize("name", ONE_ARRAY)
def test_a_gradient_of_another_shape_is_refused(name: str) -> None:
    module, function = name.split(".")
    family = importlib.import_module(f"quizrnn.reference.{module}")
    out, cache = getattr(family, function)(**CASES[name])
    if np.ndim(out) == 0:
        return
    with pytest.raises(ValueError, match="dout"):
        getattr(family, function + "_backward")(np.ones((1, *out.shape)), cache)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("geometry.rotate", {"degrees": 10.0}),
        ("geometry.shift", {"down": 1, "right": -1}),
        ("colour.adjust_hue", {"delta": 0.1}),
        ("colour.adjust_brightness", {"delta": 0.1}),
        ("colour.adjust_contrast", {"factor": 0.5}),
        ("blur.gaussian_blur", {"size": 3, "sigma": 1.0}),
    ],
)
def test_images_stay_in_float32(name: str, args: dict[str, Any]) -> None:
    module, function = name.split(".")
    family = importlib.import_module(f"quizrnn.reference.{module}")
    assert getattr(family, function)(IMAGE.astype(np.float32), **args).dtype == np.float32

"""Rows of the registry: sequence to sequence, attention, embeddings and generative models."""

from __future__ import annotations

from quizrnn.reference.row import Row

_VASWANI = "Vaswani et al. 2017, Attention Is All You Need"
_WORD2VEC = "Mikolov et al. 2013, Efficient Estimation of Word Representations in Vector Space"

_EMBEDDINGS: tuple[Row, ...] = (
    Row(
        "embedding",
        "Word embedding",
        ("lookup", "one-hot product", "cosine similarity", "analogy"),
        "embedding",
        "embedding_torch",
        (
            "embed",
            "embed_backward",
            "embed_one_hot",
            "embed_one_hot_backward",
            "cosine_similarity",
            "analogy",
        ),
        "Bengio et al. 2003, A Neural Probabilistic Language Model",
    ),
    Row(
        "cbow",
        "word2vec: CBOW",
        ("samples", "mean of the context", "full softmax"),
        "word2vec",
        "word2vec_torch",
        ("cbow_samples", "cbow", "cbow_backward", "context_mean", "context_mean_backward"),
        _WORD2VEC,
    ),
    Row(
        "skipgram",
        "word2vec: skip-gram",
        ("pairs", "full softmax", "negative sampling", "noise distribution"),
        "word2vec",
        "word2vec_torch",
        (
            "skipgram_pairs",
            "skipgram",
            "skipgram_backward",
            "skipgram_negative",
            "skipgram_negative_backward",
            "noise_distribution",
        ),
        _WORD2VEC + "; Distributed Representations of Words and Phrases",
    ),
)

_ATTENTION: tuple[Row, ...] = (
    Row(
        "dot_attention",
        "Dot-product attention",
        ("dot", "scaled", "causal mask", "padding mask"),
        "attention",
        "attention_torch",
        ("dot_attention", "dot_attention_backward", "masked_softmax", "causal_mask", "padding_mask"),
        "Luong et al. 2015, Effective Approaches to Attention; " + _VASWANI,
    ),
    Row(
        "additive_attention",
        "Additive attention",
        ("no biases",),
        "attention",
        "attention_torch",
        ("additive_attention", "additive_attention_backward"),
        "Bahdanau, Cho & Bengio 2015, Neural Machine Translation by Jointly Learning to Align and Translate",
    ),
    Row(
        "self_attention",
        "Self-attention",
        ("one head",),
        "attention",
        "attention_torch",
        ("self_attention", "self_attention_backward"),
        _VASWANI,
    ),
    Row(
        "multi_head_attention",
        "Multi-head attention",
        ("self", "cross", "any mask"),
        "multi_head",
        "multi_head_torch",
        ("multi_head_attention", "multi_head_attention_backward", "split_heads", "merge_heads"),
        _VASWANI,
    ),
    Row(
        "positional_encoding",
        "Positional encoding",
        ("sine and cosine",),
        "multi_head",
        "multi_head_torch",
        ("positional_encoding",),
        _VASWANI,
    ),
    Row(
        "transformer",
        "Transformer block (beyond the sources)",
        ("post-norm", "pre-norm", "any mask"),
        "transformer",
        "transformer_torch",
        ("transformer_block", "transformer_block_backward", "feed_forward", "feed_forward_backward"),
        _VASWANI + "; Xiong et al. 2020 (pre-norm)",
    ),
)

_GENERATIVE: tuple[Row, ...] = (
    Row(
        "autoencoder",
        "Autoencoder",
        ("reconstruction", "mean squared error"),
        "autoencoder",
        "autoencoder_torch",
        ("autoencoder", "autoencoder_backward", "autoencoder_loss", "autoencoder_loss_backward"),
        "Hinton & Salakhutdinov 2006, Reducing the Dimensionality of Data with Neural Networks",
    ),
    Row(
        "vae",
        "Variational autoencoder",
        ("reparametrisation", "Bernoulli or Gaussian output", "beta"),
        "vae",
        "vae_torch",
        ("vae", "vae_backward", "vae_loss", "vae_loss_backward", "reparametrise", "reparametrise_backward"),
        "Kingma & Welling 2014, Auto-Encoding Variational Bayes",
    ),
    Row(
        "vqvae",
        "VQ-VAE",
        ("straight-through", "codebook and commitment losses", "EMA codebook", "restart of dead codes"),
        "vqvae",
        "vqvae_torch",
        (
            "vqvae",
            "vqvae_backward",
            "nearest_codes",
            "quantise",
            "quantise_backward",
            "ema_update",
            "code_perplexity",
            "restart_dead_codes",
        ),
        "van den Oord, Vinyals & Kavukcuoglu 2017, Neural Discrete Representation Learning",
    ),
)

SEQUENCE: tuple[Row, ...] = (*_EMBEDDINGS, *_ATTENTION, *_GENERATIVE)

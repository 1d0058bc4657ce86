"""How the rows of rows/sequence.py are checked."""

from __future__ import annotations

from reference.check import Check

_WORDS = "test_embeddings.py::"
_LOOK = "test_attention.py::"
_DOT = ("dot_attention", "dot_attention_backward")

_EMBEDDINGS: tuple[Check, ...] = (
    Check(
        "embedding",
        "gradient",
        1e-6,
        _WORDS + "test_embedding_gradients",
        ("embed", "embed_backward", "embed_one_hot", "embed_one_hot_backward"),
    ),
    Check("embedding", "law", 1e-12, _WORDS + "test_lookup_and_one_hot_product_are_the_same"),
    Check("embedding", "twin", 1e-8, _WORDS + "test_embedding_equals_twin_and_library"),
    Check("embedding", "library", 1e-8, _WORDS + "test_embedding_equals_twin_and_library"),
    Check("embedding", "value", 1e-6, _WORDS + "test_analogy_of_a_made_up_plane"),
    Check("cbow", "gradient", 1e-6, _WORDS + "test_word2vec_gradients"),
    Check("cbow", "twin", 1e-8, _WORDS + "test_word2vec_equals_the_twin"),
    Check("cbow", "loop", 0, _WORDS + "test_cbow_samples_are_loops", ("cbow_samples",)),
    Check("cbow", "library", 1e-8, _WORDS + "test_context_mean_equals_an_embedding_bag", ("context_mean",)),
    Check("skipgram", "gradient", 1e-6, _WORDS + "test_word2vec_gradients"),
    Check("skipgram", "twin", 1e-8, _WORDS + "test_word2vec_equals_the_twin"),
    Check("skipgram", "loop", 0, _WORDS + "test_skipgram_pairs_are_loops", ("skipgram_pairs",)),
    Check(
        "skipgram",
        "value",
        1e-12,
        _WORDS + "test_noise_distribution_prefers_rare_words_more_than_their_counts",
        ("noise_distribution",),
    ),
)

_ATTENTION: tuple[Check, ...] = (
    Check("dot_attention", "gradient", 1e-6, _LOOK + "test_attention_gradients", _DOT),
    Check("dot_attention", "twin", 1e-8, _LOOK + "test_attention_equals_the_twin"),
    Check("dot_attention", "library", 1e-8, _LOOK + "test_dot_attention_equals_the_library", _DOT),
    Check("dot_attention", "loop", 1e-12, _LOOK + "test_attention_is_a_loop", ("dot_attention",)),
    Check("additive_attention", "gradient", 1e-6, _LOOK + "test_attention_gradients"),
    Check("additive_attention", "twin", 1e-8, _LOOK + "test_attention_equals_the_twin"),
    Check("additive_attention", "loop", 1e-12, _LOOK + "test_attention_is_a_loop", ("additive_attention",)),
    Check("self_attention", "gradient", 1e-6, _LOOK + "test_attention_gradients"),
    Check("self_attention", "twin", 1e-8, _LOOK + "test_attention_equals_the_twin"),
    Check(
        "self_attention",
        "library",
        1e-10,
        _LOOK + "test_self_attention_equals_the_library",
        ("self_attention",),
    ),
    Check("self_attention", "law", 0, _LOOK + "test_the_future_has_no_effect_under_the_causal_mask"),
    Check("multi_head_attention", "gradient", 1e-6, _LOOK + "test_multi_head_gradients"),
    Check("multi_head_attention", "twin", 1e-8, _LOOK + "test_multi_head_equals_the_twin"),
    Check("multi_head_attention", "library", 1e-8, _LOOK + "test_multi_head_equals_the_library"),
    Check("multi_head_attention", "loop", 0, _LOOK + "test_heads_are_blocks_of_features"),
    Check("positional_encoding", "twin", 1e-10, _LOOK + "test_multi_head_equals_the_twin"),
    Check("positional_encoding", "loop", 1e-12, _LOOK + "test_positional_encoding_is_a_loop"),
    Check("transformer", "gradient", 1e-6, _LOOK + "test_transformer_gradients"),
    Check("transformer", "twin", 1e-8, _LOOK + "test_transformer_equals_the_twin"),
    Check("transformer", "library", 1e-8, _LOOK + "test_transformer_equals_the_library"),
)

_MADE = "test_generative.py::"
_QUANTISE = ("nearest_codes", "quantise", "quantise_backward")

_GENERATIVE: tuple[Check, ...] = (
    Check("autoencoder", "gradient", 1e-6, _MADE + "test_autoencoder_gradients"),
    Check("autoencoder", "twin", 1e-8, _MADE + "test_autoencoder_equals_the_twin"),
    Check("vae", "gradient", 1e-6, _MADE + "test_vae_gradients"),
    Check("vae", "twin", 1e-8, _MADE + "test_vae_equals_the_twin"),
    Check("vae", "library", 1e-10, _MADE + "test_vae_loss_equals_the_library_distributions", ("vae_loss",)),
    Check("vqvae", "twin", 1e-8, _MADE + "test_vqvae_equals_the_twin"),
    Check("vqvae", "gradient", 1e-6, _MADE + "test_vqvae_gradients_with_the_stopped_parts_frozen"),
    Check("vqvae", "loop", 0, _MADE + "test_nearest_codes_are_a_search", _QUANTISE),
    Check("vqvae", "loop", 1e-9, _MADE + "test_ema_update_is_a_loop", ("ema_update",)),
    Check("vqvae", "loop", 1e-6, _MADE + "test_perplexity_counts", ("code_perplexity",)),
    Check("vqvae", "value", 0, _MADE + "test_dead_codes_are_put_where_the_data_is", ("restart_dead_codes",)),
)

_PAIR = "test_seq2seq.py::"
_TALK = "test_dialogue.py::"
_SEARCH = ("greedy_decode", "sample_decode")

_SEQ2SEQ: tuple[Check, ...] = (
    Check("cells", "gradient", 1e-6, _PAIR + "test_cells_gradients"),
    Check("cells", "twin", 1e-8, _PAIR + "test_cells_equal_the_twin"),
    Check("cells", "loop", 1e-12, _PAIR + "test_a_run_is_a_loop_of_steps"),
    Check("language_model", "gradient", 1e-6, _TALK + "test_language_model_gradients"),
    Check("language_model", "twin", 1e-8, _TALK + "test_language_model_equals_the_twin"),
    Check(
        "language_model",
        "value",
        1e-6,
        _TALK + "test_a_language_model_that_knows_nothing_has_the_perplexity_of_its_vocabulary",
        ("perplexity",),
    ),
    Check("seq2seq", "gradient", 1e-6, _PAIR + "test_seq2seq_gradients", ("seq2seq", "seq2seq_backward")),
    Check("seq2seq", "twin", 1e-8, _PAIR + "test_seq2seq_equals_the_twin", ("seq2seq", "free_run")),
    Check("seq2seq", "loop", 1e-12, _PAIR + "test_seq2seq_is_two_loops", ("seq2seq",)),
    Check("seq2seq", "library", 1e-8, _PAIR + "test_seq2seq_equals_two_library_layers", ("seq2seq",)),
    Check(
        "seq2seq",
        "law",
        0,
        _PAIR + "test_use_own_is_drawn_with_its_share_and_spares_the_first_step",
        ("draw_use_own",),
    ),
    Check("seq2seq", "value", 0, _PAIR + "test_sequence_models_refuse_bad_arguments", ("require",)),
    Check("translation", "gradient", 1e-6, _PAIR + "test_translation_gradients"),
    Check("translation", "twin", 1e-8, _PAIR + "test_translation_equals_the_twin"),
    Check(
        "translation", "law", 1e-12, _PAIR + "test_padding_of_the_source_changes_nothing", ("translation",)
    ),
    Check("decoding", "loop", 0, _PAIR + "test_greedy_is_a_recursion_and_a_beam_of_one", _SEARCH),
    Check("decoding", "loop", 0, _PAIR + "test_a_wide_beam_is_an_exhaustive_search", ("beam_search",)),
    Check("decoding", "law", 0, _PAIR + "test_sampling_follows_the_probabilities", ("sample_decode",)),
    Check("hred", "gradient", 1e-6, _TALK + "test_hred_gradients"),
    Check("hred", "twin", 1e-8, _TALK + "test_hred_equals_the_twin"),
    Check("hred", "loop", 1e-12, _TALK + "test_hred_encode_is_loops_of_two_steps", ("hred_encode",)),
    Check("vhred", "gradient", 1e-6, _TALK + "test_vhred_gradients"),
    Check("vhred", "twin", 1e-8, _TALK + "test_vhred_equals_the_twin"),
)

SEQUENCE: tuple[Check, ...] = (*_SEQ2SEQ, *_EMBEDDINGS, *_ATTENTION, *_GENERATIVE)

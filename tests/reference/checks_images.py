"""How the rows of rows/images.py are checked."""

from __future__ import annotations

from reference.check import Check

_IMAGES = "test_images.py::"
_PREPROCESSING = "test_preprocessing.py::"

_MODEL = "test_feedforward.py::"
_LAYER = "test_conv.py::"

_MODELS: tuple[Check, ...] = (
    Check(
        "logistic",
        "gradient",
        1e-6,
        _MODEL + "test_logistic_gradients",
        ("logistic", "logistic_backward", "logistic_loss", "logistic_loss_backward"),
    ),
    Check("logistic", "twin", 1e-8, _MODEL + "test_logistic_equals_twin_and_library"),
    Check("logistic", "library", 1e-8, _MODEL + "test_logistic_equals_twin_and_library"),
    Check("logistic", "twin", 1e-9, _MODEL + "test_newton_steps_equal_the_twins", ("logistic_newton_step",)),
    Check("logistic", "value", 1e-6, _MODEL + "test_newton_reaches_the_optimum_of_the_example"),
    Check("softmax_regression", "gradient", 1e-6, _MODEL + "test_softmax_regression_gradients"),
    Check("softmax_regression", "twin", 1e-8, _MODEL + "test_softmax_regression_equals_twin_and_library"),
    Check("softmax_regression", "library", 1e-8, _MODEL + "test_softmax_regression_equals_twin_and_library"),
    Check("softmax_regression", "twin", 1e-8, _MODEL + "test_newton_steps_equal_the_twins"),
    Check("softmax_regression", "law", 1e-10, _MODEL + "test_newton_on_softmax_finds_a_zero_gradient"),
    Check("mlp", "gradient", 1e-6, _MODEL + "test_mlp_gradients"),
    Check("mlp", "twin", 1e-8, _MODEL + "test_mlp_equals_twin_and_library"),
    Check("mlp", "library", 1e-10, _MODEL + "test_mlp_equals_twin_and_library", ("mlp",)),
    Check("xor", "gradient", 1e-6, _MODEL + "test_mlp_gradients", ("xor_net", "xor_net_backward")),
    Check("xor", "twin", 1e-8, _MODEL + "test_mlp_equals_twin_and_library", ("xor_net", "xor_net_backward")),
    Check("xor", "value", 0, _MODEL + "test_xor_by_steps_is_xor", ("xor_by_steps",)),
    Check("conv", "gradient", 1e-6, _LAYER + "test_conv2d_gradients", ("conv2d", "conv2d_backward")),
    Check("conv", "gradient", 1e-6, _LAYER + "test_conv1d_gradients", ("conv1d", "conv1d_backward")),
    Check("conv", "loop", 1e-12, _LAYER + "test_conv2d_is_seven_loops", ("conv2d",)),
    Check("conv", "twin", 1e-8, _LAYER + "test_conv2d_equals_the_twin", ("conv2d", "conv2d_backward")),
    Check("conv", "twin", 1e-8, _LAYER + "test_conv1d_equals_the_twin", ("conv1d", "conv1d_backward")),
    Check("conv", "library", 1e-8, _LAYER + "test_conv2d_equals_the_library_layer", ("conv2d",)),
    Check("conv_fast", "law", 1e-12, _LAYER + "test_the_fast_form_equals_the_plain_one"),
    Check("conv", "loop", 1e-12, _LAYER + "test_conv2d_is_seven_loops", ("paddings",)),
    Check("conv", "law", 1e-9, _LAYER + "test_col2im_is_the_transpose_of_im2col", ("im2col", "col2im")),
    Check("conv", "value", 0, _LAYER + "test_sizes_of_the_exercises", ("conv_size", "same_padding", "pair")),
    Check("pooling", "gradient", 1e-6, _LAYER + "test_pooling"),
    Check("pooling", "twin", 1e-8, _LAYER + "test_pooling_equals_twin_and_library"),
    Check("pooling", "library", 1e-8, _LAYER + "test_pooling_equals_twin_and_library"),
    Check("dropout", "gradient", 1e-6, _LAYER + "test_dropout"),
    Check("dropout", "loop", 1e-6, _LAYER + "test_dropout", ("dropout", "dropout_keep")),
    Check("dropout", "twin", 1e-8, _LAYER + "test_dropout_equals_the_twin"),
    Check("dropout", "library", 1e-12, _LAYER + "test_dropout_takes_the_same_values_as_the_library"),
    Check("batch_norm", "gradient", 1e-6, _LAYER + "test_normalisation_gradients"),
    Check("batch_norm", "twin", 1e-8, _LAYER + "test_normalisation_equals_twin_and_library"),
    Check("batch_norm", "library", 1e-8, _LAYER + "test_normalisation_equals_twin_and_library"),
    Check("layer_norm", "gradient", 1e-6, _LAYER + "test_normalisation_gradients"),
    Check("layer_norm", "twin", 1e-8, _LAYER + "test_normalisation_equals_twin_and_library"),
    Check("layer_norm", "library", 1e-8, _LAYER + "test_normalisation_equals_twin_and_library"),
    Check("edge_filters", "gradient", 1e-6, _MODEL + "test_stroke_net_gradients"),
    Check("edge_filters", "twin", 1e-8, _MODEL + "test_stroke_net_equals_the_twin"),
    Check("edge_filters", "value", 1e-6, _MODEL + "test_edge_response_at_a_step_edge", ("edge_filters",)),
    Check("cnn", "gradient", 1e-6, _MODEL + "test_cnn_gradients"),
    Check("cnn", "twin", 1e-8, _MODEL + "test_cnn_equals_the_twin"),
    Check(
        "cnn",
        "library",
        1e-10,
        _MODEL + "test_cnn_equals_layers_of_the_library",
        ("one_layer_cnn", "two_layer_cnn", "sound_cnn"),
    ),
)

_OPERATIONS: tuple[Check, ...] = (
    Check("flip", "twin", 1e-9, _IMAGES + "test_geometry_equals_the_twin"),
    Check(
        "flip", "loop", 0, _IMAGES + "test_geometry_is_a_loop_over_pixels", ("rotate90", "flip_horizontal")
    ),
    Check("flip", "law", 1e-12, _IMAGES + "test_rotation_by_quarters_moves_whole_pixels", ("rotate",)),
    Check("flip", "law", 0, _IMAGES + "test_random_flip_flips_about_half_and_nothing_else", ("random_flip",)),
    Check("crop", "twin", 1e-10, _IMAGES + "test_geometry_equals_the_twin", ("crop", "shift")),
    Check("crop", "loop", 0, _IMAGES + "test_geometry_is_a_loop_over_pixels", ("shift",)),
    Check("crop", "law", 0, _IMAGES + "test_random_crop_finds_its_window_in_the_picture", ("random_crop",)),
    Check("colour", "twin", 1e-10, _IMAGES + "test_colours_equal_the_twin"),
    Check("colour", "value", 1e-12, _IMAGES + "test_hue_equals_the_standard_library_pixel_by_pixel"),
    Check("colour", "law", 1e-11, _IMAGES + "test_colour_operations_can_be_undone"),
    Check("blur", "twin", 1e-10, _IMAGES + "test_blur_equals_the_twin"),
    Check("blur", "loop", 1e-12, _IMAGES + "test_blur_is_a_loop", ("gaussian_blur",)),
    Check("blur", "loop", 1e-12, _IMAGES + "test_kernel_is_a_loop_and_sums_to_one"),
    Check(
        "random_erasing", "twin", 1e-10, _IMAGES + "test_augmentations_equal_the_twin", ("random_erasing",)
    ),
    Check("random_erasing", "loop", 0, _IMAGES + "test_random_erasing_is_a_loop"),
    Check("random_erasing", "law", 0, _IMAGES + "test_boxes_have_the_wanted_size_and_share", ("draw_boxes",)),
    Check("mixup", "twin", 1e-10, _IMAGES + "test_augmentations_equal_the_twin", ("mixup",)),
    Check("mixup", "loop", 1e-12, _IMAGES + "test_mixup_is_a_loop"),
)

_TWIN = _PREPROCESSING + "test_array_preprocessing_equals_the_twin"
_DATA: tuple[Check, ...] = (
    Check("text", "loop", 0, _PREPROCESSING + "test_clean_text_is_a_loop_over_letters", ("clean_text",)),
    Check(
        "text",
        "value",
        0,
        _PREPROCESSING + "test_words_that_open_with_a_hyphen_are_dropped",
        ("split_words",),
    ),
    Check(
        "text",
        "loop",
        0,
        _PREPROCESSING + "test_vocabulary_counts_like_a_loop",
        ("build_vocabulary", "encode_words", "decode_words"),
    ),
    Check(
        "text",
        "loop",
        0,
        _PREPROCESSING + "test_next_word_samples_read_oldest_first",
        ("next_word_samples",),
    ),
    Check("text", "value", 0, _PREPROCESSING + "test_split_keeps_the_order", ("split_in_order",)),
    Check("windows", "twin", 1e-10, _TWIN),
    Check("windows", "loop", 0, _PREPROCESSING + "test_make_windows", ("make_windows",)),
    Check("windows", "loop", 0, _PREPROCESSING + "test_pad_or_cut_is_a_loop", ("pad_or_cut",)),
    Check("one_hot", "twin", 1e-10, _TWIN),
    Check("one_hot", "loop", 0, _PREPROCESSING + "test_one_hot_is_a_loop"),
    Check("minibatches", "twin", 1e-10, _TWIN),
    Check("minibatches", "loop", 0, _PREPROCESSING + "test_minibatches_hold_every_sample_once"),
    Check("binary_digits", "twin", 1e-10, _TWIN),
    Check("binary_digits", "value", 0, _PREPROCESSING + "test_binary_digits_equal_the_language"),
)

IMAGES: tuple[Check, ...] = (*_MODELS, *_OPERATIONS, *_DATA)

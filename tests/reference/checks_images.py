"""How the rows of rows/images.py are checked."""

from __future__ import annotations

from reference.check import Check

_IMAGES = "test_images.py::"
_PREPROCESSING = "test_preprocessing.py::"

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

IMAGES: tuple[Check, ...] = (*_OPERATIONS, *_DATA)

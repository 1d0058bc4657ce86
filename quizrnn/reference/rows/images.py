"""Rows of the registry: feed-forward networks, image networks, image operations and preprocessing."""

from __future__ import annotations

from quizrnn.reference.row import Row

_OPERATIONS: tuple[Row, ...] = (
    Row(
        "flip",
        "Flips and rotation",
        ("horizontal", "vertical", "random", "quarter turns", "any angle"),
        "geometry",
        "geometry_torch",
        ("flip_horizontal", "flip_vertical", "random_flip", "rotate90", "rotate"),
        "Shorten & Khoshgoftaar 2019, A survey on Image Data Augmentation",
    ),
    Row(
        "crop",
        "Crop and shift",
        ("at a place", "random", "shift with fill"),
        "geometry",
        "geometry_torch",
        ("crop", "random_crop", "shift"),
        "Krizhevsky et al. 2012, ImageNet Classification with Deep CNNs",
    ),
    Row(
        "colour",
        "Brightness, contrast, hue",
        ("brightness", "contrast", "hue", "RGB to HSV and back"),
        "colour",
        "colour_torch",
        ("adjust_brightness", "adjust_contrast", "adjust_hue", "rgb_to_hsv", "hsv_to_rgb"),
        "Smith 1978, Color Gamut Transform Pairs; the definitions of tf.image",
    ),
    Row(
        "blur",
        "Gaussian kernel and blur",
        ("kernel 1-D", "kernel 2-D", "padding zero", "edge", "reflect", "wrap"),
        "blur",
        "blur_torch",
        ("gaussian_kernel_1d", "gaussian_kernel", "gaussian_blur"),
        "Marr & Hildreth 1980, Theory of edge detection",
    ),
    Row(
        "random_erasing",
        "Random erasing",
        ("number as fill", "noise as fill"),
        "augment",
        "augment_torch",
        ("draw_boxes", "random_erasing"),
        "Zhong et al. 2017, Random Erasing Data Augmentation",
    ),
    Row(
        "mixup",
        "Mixup",
        ("one weight per sample",),
        "augment",
        "augment_torch",
        ("draw_mixup", "mixup"),
        "Zhang et al. 2017, mixup: Beyond Empirical Risk Minimization",
    ),
)

_PREPROCESSING: tuple[Row, ...] = (
    Row(
        "text",
        "Text cleaning and vocabulary",
        ("clean", "split", "vocabulary", "encode", "decode", "next-word samples", "split in order"),
        "text",
        "",
        (
            "clean_text",
            "split_words",
            "build_vocabulary",
            "encode_words",
            "decode_words",
            "next_word_samples",
            "split_in_order",
        ),
        "Bengio et al. 2003, A Neural Probabilistic Language Model",
    ),
    Row(
        "windows",
        "Windows, shifted targets, padding",
        ("all windows", "shifted right", "pad or cut, front or end"),
        "sequences",
        "sequences_torch",
        ("make_windows", "shift_right", "pad_or_cut"),
        "Williams & Zipser 1989 (teacher forcing); preprocessing",
    ),
    Row(
        "one_hot",
        "One-hot rows",
        ("any shape of ids",),
        "sequences",
        "sequences_torch",
        ("one_hot",),
        "Bengio et al. 2003, A Neural Probabilistic Language Model",
    ),
    Row(
        "minibatches",
        "Minibatches",
        ("in order", "shuffled", "last one kept or dropped"),
        "sequences",
        "sequences_torch",
        ("minibatches",),
        "Bottou 1998, Online Learning and Stochastic Approximations",
    ),
    Row(
        "binary_digits",
        "Binary digits, least significant first",
        ("to digits", "from digits"),
        "sequences",
        "sequences_torch",
        ("binary_digits", "from_binary_digits"),
        "data of the binary adder",
    ),
)

IMAGES: tuple[Row, ...] = (*_OPERATIONS, *_PREPROCESSING)

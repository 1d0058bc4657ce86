"""One picture from a PNG or JPEG file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.error import DataError

LARGEST_SIDE = 8192


def load_picture(path: Path, longest: int | None = None) -> NDArray[np.float64]:
    """Pixels (H, W, 3) from 0 to 1, red, green, blue; made smaller until no side is longer than ``longest``.

    Transparent parts are laid on white, grey pictures get three equal channels, and a photograph is turned the way
    its camera noted. Raises DataError.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if path.is_dir():
        raise DataError("picture-folder", path=path)
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as opened:
            if max(opened.size) > LARGEST_SIDE:
                raise DataError("too-many-pixels", path=path, size=opened.size, most=LARGEST_SIDE)
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except UnidentifiedImageError as error:
        raise DataError("no-picture", path=path) from error
    except DataError:
        raise
    except OSError as error:  # unreadable, or broken off in the middle
        raise DataError("unreadable", path=path, why=error) from error
    except (ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError("no-picture", path=path) from error
    white = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(white, picture).convert("RGB")
    if longest is not None:
        flat.thumbnail((longest, longest))
    return np.asarray(flat, dtype=np.float64) / 255

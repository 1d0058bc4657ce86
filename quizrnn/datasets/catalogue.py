"""The data sets that ``quizrnn data get`` knows: where each file lies and how it is recognised."""

from __future__ import annotations

import difflib
from pathlib import Path

import msgspec

from quizrnn.datasets.error import DataError

_RAW = "https://raw.githubusercontent.com"
_MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist"


class Remote(msgspec.Struct, frozen=True):
    """One file: its address, the name under which it is kept, its size in bytes and its SHA-256.

    An archive that is packed anew for each download has no checksum of its own: ``members`` is then the SHA-256 over
    its wav files, by name (see ``download.members_digest``), and ``size`` is 0, not known before.
    """

    url: str
    name: str
    size: int = 0
    sha256: str = ""
    members: str = ""


class DataSet(msgspec.Struct, frozen=True):
    """A data set; its title and licence are texts of the area ``data``. ``demo`` can be run on it."""

    name: str
    files: tuple[Remote, ...]
    demo: str


DATA_SETS: tuple[DataSet, ...] = (
    DataSet(
        "spoken",
        (
            Remote(
                "https://github.com/Jakobovski/free-spoken-digit-dataset/archive/refs/tags/v1.0.10.zip",
                "spoken-digits.zip",
                members="a2e8a660492f28d9eed6270b290d26cbc5c81d6077ce87d3c0ad5adf4d4ee696",
            ),
        ),
        "D03",
    ),
    DataSet(
        "mnist",
        tuple(
            Remote(f"{_MNIST}/{name}", name, size, checksum)
            for name, size, checksum in (
                (
                    "train-images-idx3-ubyte.gz",
                    9912422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                ),
                (
                    "train-labels-idx1-ubyte.gz",
                    28881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                ),
                (
                    "t10k-images-idx3-ubyte.gz",
                    1648877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                ),
                (
                    "t10k-labels-idx1-ubyte.gz",
                    4542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                ),
            )
        ),
        "D12",
    ),
    DataSet(
        "orenist",
        (
            Remote(
                f"{_RAW}/enakai00/jupyter_tfbook/8d6977be3333562521d285a10a1820f2268d37ef/Chapter04/ORENIST.data",
                "ORENIST.data",
                2150248,
                "e35ba18a7e2ce1e1d4c334e760478911d38e0a1d756e249c459b7903b58c85af",
            ),
        ),
        "D11",
    ),
    DataSet(
        "shakespeare",
        (
            Remote(
                f"{_RAW}/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/data/tinyshakespeare/input.txt",
                "tinyshakespeare.txt",
                1115394,
                "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
            ),
        ),
        "D02",
    ),
    DataSet(
        "coffee",
        (
            Remote(
                f"{_RAW}/scikit-image/scikit-image/cd0a3d22b9f359f05618d75d5c7a29b91b4951ca/src/_skimage2/data/coffee.png",
                "coffee.png",
                466706,
                "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
            ),
        ),
        "D05",
    ),
)


def find_data_set(name: str) -> DataSet:
    """The data set of that name; raises DataError with the right names."""
    for data_set in DATA_SETS:
        if data_set.name == name:
            return data_set
    known = [data_set.name for data_set in DATA_SETS]
    likely = difflib.get_close_matches(name, known, n=1)
    listed = [*likely, *(other for other in known if other not in likely)]
    raise DataError("unknown-set", name=name, right=", ".join(listed))


def folder_of(data_set: DataSet, home: Path) -> Path:
    """Where the files of a data set are kept."""
    return home / "data" / data_set.name


def place_of(data_set: DataSet, home: Path) -> Path:
    """What a demo is given: the only file of a data set, or the folder of several."""
    folder = folder_of(data_set, home)
    return folder / data_set.files[0].name if len(data_set.files) == 1 else folder


def complete(data_set: DataSet, home: Path) -> bool:
    """Whether all files are there (by name; ``download.get`` checks what is in them)."""
    folder = folder_of(data_set, home)
    return all((folder / remote.name).is_file() for remote in data_set.files)

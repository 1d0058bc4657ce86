"""Files of real data: what is read, and what is said of a broken one."""

from __future__ import annotations

import gzip
import io
import pickle
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from quizrnn.datasets import mnist, orenist, pictures, spoken_files, texts
from quizrnn.datasets.error import DataError


def idx(array: np.ndarray, kind: int = 8) -> bytes:
    head = bytes([0, 0, kind, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return head + array.tobytes()


def write_mnist(folder: Path, packed: bool = True) -> None:
    rng = np.random.default_rng(0)
    for part, name in mnist.PARTS.items():
        n = 20 if part.startswith("train") else 10
        pixels = rng.integers(0, 10, (n, 28, 28), dtype=np.uint8)
        content = idx(pixels if part.endswith("x") else np.arange(n, dtype=np.uint8) % 10)
        (folder / f"{name}{'.gz' if packed else ''}").write_bytes(
            gzip.compress(content) if packed else content
        )


@pytest.mark.parametrize("packed", [True, False])
def test_mnist(tmp_path: Path, packed: bool) -> None:
    write_mnist(tmp_path, packed)
    digits = mnist.load_mnist(tmp_path)
    assert digits.train_x.shape == (20, 28, 28)
    assert digits.test_t.tolist() == list(range(10))
    assert 0 <= digits.train_x.min() <= digits.train_x.max() <= 9 / 255


@given(st.binary(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_bytes_as_idx_give_an_array_or_a_message(tmp_path_factory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.idx"
    path.write_bytes(content)
    try:
        mnist.read_idx(path)
    except DataError as error:
        assert str(path) in error.message("ja")


GOOD = idx(np.zeros((2, 3), np.uint8))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no idx file"),
        (b"PK\3\4", "no idx file"),
        (GOOD[:-1], "17 bytes where its head promises 18"),
        (GOOD + b"x", "19 bytes"),
        (gzip.compress(GOOD, mtime=0)[:-4], "ends in the middle"),
        (gzip.compress(GOOD, mtime=0)[:12] + b"\xff" * 20, "any.idx"),
        (idx(np.zeros(2, np.float64), 14), "no idx file of bytes"),
    ],
)
def test_broken_idx(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "any.idx"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        mnist.read_idx(path)


def test_mnist_that_is_not_whole(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no folder"):
        mnist.load_mnist(tmp_path / "nowhere")
    write_mnist(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(np.zeros(3, np.uint8))))
    with pytest.raises(DataError, match="do not belong together"):
        mnist.load_mnist(tmp_path)
    for labels in (np.arange(10) * 2, np.zeros(10)):
        content = gzip.compress(idx(labels.astype(np.uint8)))
        (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(content)
        with pytest.raises(DataError, match="labels must be the digits 0 to 9"):
            mnist.load_mnist(tmp_path)
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(np.zeros((10, 8, 8), np.uint8))))
    with pytest.raises(DataError, match="do not belong together"):
        mnist.load_mnist(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DataError, match=r"t10k-labels-idx1-ubyte\.gz is not there"):
        mnist.load_mnist(tmp_path)


def wav(samples: np.ndarray, channels: int = 1, width: int = 2) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(8000)
        sound.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


def test_spoken_digits_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    files = {
        f"{d}_{s}_{n}.wav": np.arange(d * 10 + n) for d in (3, 1) for s in ("theo", "lucas") for n in (1, 0)
    }
    folder = tmp_path / "clips"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "clips.zip", "w") as archive:
        for name, samples in files.items():
            (folder / name).write_bytes(wav(samples))
            archive.writestr(f"some-folder/recordings/{name}", wav(samples))
        archive.writestr("some-folder/README.md", "hello")
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / "clips.zip").write_bytes((tmp_path / "clips.zip").read_bytes())
    for path in (folder, tmp_path / "clips.zip", tmp_path / "fetched"):
        clips = spoken_files.load_spoken(path, without=("lucas",))
        assert [(c.digit, c.speaker, c.number) for c in clips] == [
            (1, "theo", 0),
            (1, "theo", 1),
            (3, "theo", 0),
            (3, "theo", 1),
        ]
        assert clips[-1].samples.tolist() == list(range(31))
        assert clips[0].rate == 8000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"RIFF", "no wav file"),
        (wav(np.arange(4), channels=2), "2 channel"),
        (wav(np.arange(4), width=1), "8 bits"),
        (wav(np.arange(400))[:300], "ends in the middle"),
    ],
)
def test_broken_recordings(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "1_theo_0.wav").write_bytes(content)
    with pytest.raises(DataError, match=said):
        spoken_files.load_spoken(tmp_path)


def test_no_recordings(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no recording"):
        spoken_files.load_spoken(tmp_path)
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    with pytest.raises(DataError, match="neither a folder nor a zip"):
        spoken_files.load_spoken(tmp_path / "a.zip")
    with pytest.raises(DataError, match="cannot be read"):
        spoken_files.load_spoken(tmp_path / "nowhere.zip")


def strokes() -> tuple[np.ndarray, np.ndarray]:
    images = np.random.default_rng(0).random((4, 784))
    return images, np.eye(3)[[0, 1, 2, 1]]


def test_orenist_in_both_forms(tmp_path: Path) -> None:
    images, labels = strokes()
    (tmp_path / "ORENIST.data").write_bytes(pickle.dumps((list(images), list(labels)), protocol=3))
    from_pickle = orenist.load_orenist(tmp_path)
    assert np.array_equal(from_pickle.x, images.reshape(4, 28, 28))
    assert from_pickle.t.tolist() == [0, 1, 2, 1]
    np.savez(tmp_path / "orenist.npz", images=(images * 255).astype(np.uint8), labels=labels.astype(np.uint8))
    from_npz = orenist.load_orenist(tmp_path)
    assert np.abs(from_npz.x.reshape(4, 784) - images).max() < 1 / 255
    assert from_npz.t.tolist() == [0, 1, 2, 1]


class Hostile:
    def __reduce__(self):
        return (Path.write_text, (Path("hostile-was-here"), "x"))


def test_a_pickle_can_call_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "ORENIST.data"
    file.write_bytes(pickle.dumps((Hostile(), 1)))
    with pytest.raises(DataError, match="holds no ORENIST"):
        orenist.load_orenist(file)
    assert not (tmp_path / "hostile-was-here").exists()


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_as_orenist_give_a_message(tmp_path_factory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.data"
    file.write_bytes(content)
    with pytest.raises(DataError):
        orenist.load_orenist(file)


def test_orenist_with_other_arrays(tmp_path: Path) -> None:
    np.savez(tmp_path / "orenist.npz", images=np.zeros((2, 5)), labels=np.zeros((2, 3)))
    with pytest.raises(DataError, match="do not belong together"):
        orenist.load_orenist(tmp_path)
    images, labels = strokes()
    for x, t in ((images * np.nan, labels), (images, labels * 0)):
        np.savez(tmp_path / "orenist.npz", images=x, labels=t)
        with pytest.raises(DataError, match="each of the three kinds"):
            orenist.load_orenist(tmp_path)
    np.savez(tmp_path / "orenist.npz", images=np.zeros(()), labels=np.zeros(()))
    with pytest.raises(DataError, match="do not belong together"):
        orenist.load_orenist(tmp_path)
    np.savez(tmp_path / "orenist.npz", other=np.zeros(2))
    with pytest.raises(DataError, match="holds no ORENIST"):
        orenist.load_orenist(tmp_path)


def test_texts(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("zweite", "utf-8")
    (tmp_path / "a.txt").write_text("\ufeff猫が座る", "utf-8")
    assert texts.load_texts(tmp_path) == ["猫が座る", "zweite"]
    assert texts.load_texts(tmp_path / "b.txt") == ["zweite"]
    (tmp_path / "c.txt").write_bytes("猫".encode("cp932"))
    with pytest.raises(DataError, match=r"c\.txt is not UTF-8 at byte 0"):
        texts.load_texts(tmp_path)


def test_no_texts(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file that ends in \.txt"):
        texts.load_texts(tmp_path)
    (tmp_path / "a.txt").write_text(" \n")
    with pytest.raises(DataError, match="holds no text"):
        texts.load_texts(tmp_path)
    with pytest.raises(DataError, match="cannot be read"):
        texts.load_texts(tmp_path / "nowhere.txt")


def test_pictures(tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 20), (255, 0, 0))
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "a.jpg")
    assert np.allclose(pictures.load_picture(tmp_path / "a.png"), [1.0, 0.0, 0.0])
    assert pictures.load_picture(tmp_path / "a.jpg", longest=10).shape == (5, 10, 3)
    Image.new("LA", (2, 2), (0, 0)).save(tmp_path / "glass.png")
    assert np.allclose(pictures.load_picture(tmp_path / "glass.png"), 1.0)


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_broken_pictures(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    whole = path.read_bytes()
    for content in (b"", b"no picture", whole[:60], whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(DataError, match=name):
            pictures.load_picture(path)
    with pytest.raises(DataError, match="cannot be read"):
        pictures.load_picture(tmp_path / "nowhere.png")
    with pytest.raises(DataError, match="is a folder"):
        pictures.load_picture(tmp_path)


def test_a_gif_is_no_picture_here(tmp_path: Path) -> None:
    Image.new("P", (2, 2)).save(tmp_path / "a.gif")
    with pytest.raises(DataError, match="no PNG or JPEG"):
        pictures.load_picture(tmp_path / "a.gif")


def good_files(folder: Path) -> dict[str, tuple[Path, Callable[[Path], object]]]:
    """A whole file for each loader."""
    clip, noise = wav(np.arange(50)), np.random.default_rng(0).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    with zipfile.ZipFile(folder / "clips.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1_theo_0.wav", clip)
    (folder / "2_theo_0.wav").write_bytes(clip)
    np.savez_compressed(folder / "orenist.npz", images=strokes()[0], labels=strokes()[1])
    (folder / "digits.idx.gz").write_bytes(gzip.compress(GOOD))
    Image.fromarray(noise).save(folder / "a.png")
    Image.fromarray(noise).save(folder / "a.jpg")
    return {
        "clips.zip": (folder / "clips.zip", spoken_files.load_spoken),
        "2_theo_0.wav": (folder, spoken_files.load_spoken),
        "orenist.npz": (folder / "orenist.npz", orenist.load_orenist),
        "digits.idx.gz": (folder / "digits.idx.gz", mnist.read_idx),
        "a.png": (folder / "a.png", pictures.load_picture),
        "a.jpg": (folder / "a.jpg", pictures.load_picture),
    }


@pytest.mark.parametrize(
    "name", ["clips.zip", "2_theo_0.wav", "orenist.npz", "digits.idx.gz", "a.png", "a.jpg"]
)
@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_told_whatever_the_damage(tmp_path_factory, name: str, data) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    path, load = good_files(folder)[name]
    content = bytearray((folder / name).read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
            content[place] = data.draw(st.integers(0, 255))
    (folder / name).write_bytes(content)
    if name.endswith(".wav"):
        (folder / "clips.zip").unlink()
    try:
        load(path)
    except DataError as error:
        assert str(path) in error.message("en") and str(path) in error.message("ja")

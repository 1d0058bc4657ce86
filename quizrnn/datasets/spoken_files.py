"""Recordings of spoken digits: wav files named ``digit_speaker_number.wav``, in a zip or in a folder (or in its zips).

Source: Jackson et al., Free Spoken Digit Dataset (8 kHz, 16 bits, one channel). The version that TensorFlow Datasets
1.0.9 knows as ``spoken_digit`` is the one without the speaker ``lucas``: 2,500 clips.
"""

from __future__ import annotations

import io
import re
import wave
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.error import DataError

NAME = re.compile(r"(?P<digit>\d)_(?P<speaker>[^_/\\]+)_(?P<number>\d+)\.wav$")
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What the library raises; the last where a file is locked, or packed in a way that it does not know."""
LARGEST = 50_000_000
"""Bytes of one recording that are read at most."""


class Clip(NamedTuple):
    """One recording: samples as 16-bit integers, samples a second, and what the file's name says."""

    samples: NDArray[np.int16]
    rate: int
    digit: int
    speaker: str
    number: int


def load_spoken(path: Path, without: tuple[str, ...] = ()) -> list[Clip]:
    """All clips, sorted by digit, speaker and number, but for the speakers ``without``; raises DataError."""
    clips = [clip for name, content in _files(path) if (clip := _clip(name, content, without)) is not None]
    if not clips:
        raise DataError("no-clips", path=path)
    return sorted(clips, key=lambda clip: (clip.digit, clip.speaker, clip.number))


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the wav files."""
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*.wav")):
                yield str(file), file.read_bytes()
            for file in sorted(path.rglob("*.zip")):
                yield from _files(file)
            return
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.filename.endswith(".wav"):
                    continue
                if member.file_size > LARGEST:
                    raise DataError("too-large", path=f"{path}: {member.filename}", most=LARGEST)
                yield f"{path}: {member.filename}", archive.read(member)
    except BROKEN_ZIP as error:
        raise DataError("no-zip", path=path) from error
    except OSError as error:
        raise DataError("unreadable", path=path, why=error) from error


def _clip(name: str, content: bytes, without: tuple[str, ...]) -> Clip | None:
    told = NAME.search(name)
    if told is None or told["speaker"] in without:
        return None
    try:
        with wave.open(io.BytesIO(content)) as sound:
            channels, width, rate = sound.getnchannels(), sound.getsampwidth(), sound.getframerate()
            promised = sound.getnframes() * channels * width
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:  # the last: sizes that lead out of the file
        raise DataError("no-wav", path=name, why=error) from error
    if channels != 1 or width != 2:
        raise DataError("wav-form", path=name, channels=channels, bits=8 * width)
    if len(frames) != promised:
        raise DataError("cut-off", path=name)
    samples = np.frombuffer(frames, "<i2").astype(np.int16)
    return Clip(samples, rate, int(told["digit"]), told["speaker"], int(told["number"]))

"""What the sources report of each model of D03, and what several seeds gave on the same recordings."""

from __future__ import annotations

import msgspec

from quizrnn.demos.d03_spoken.spec import DEMO, Spoken
from quizrnn.demos.demo import Demo
from quizrnn.demos.events import Row
from quizrnn.demos.texts import same

REPORTED_ROWS = ("validation", "validation_loss", "training", "training_loss")


class Published(msgspec.Struct, frozen=True):
    """Figures of one model, whose preset has its name: as reported (in the order of REPORTED_ROWS), and over seeds on
    recordings.

    ``times``: milliseconds a step as the sources report it, of Keras and of torch on a processor.
    """

    model: str
    short: str
    reported: tuple[str, ...]
    source: str
    weights: int
    times: tuple[str, str, str]
    spread: tuple[str, ...]

    def correct(self) -> int | None:
        """How many of 375 clips the reported accuracy is."""
        return round(float(self.reported[0]) * 375) if self.reported[0] else None


PUBLISHED = (
    Published(
        "rnn",
        "RNN",
        ("0.1200", "2.3508", "0.1034", "2.4004"),
        "002:129",
        4_874,
        ("598", "28–33", "21"),
        ("0.0800–0.1120", "2.3274–2.3686", "0.0954–0.1051", "2.3483–2.3820"),
    ),
    Published(
        "gru",
        "GRU",
        ("0.1307", "2.3092", "0.1074", "2.3616"),
        "002:147",
        13_514,
        ("30", "106–141", "81"),
        ("0.0907–0.1360", "2.3060–2.3588", "0.1029–0.1211", "2.3540–2.4140"),
    ),
    Published(
        "lstm",
        "LSTM clip",
        ("0.1280", "2.2941", "0.1009", "2.3958"),
        "000:997",
        17_546,
        ("32", "105", "8.4"),
        ("0.1040–0.1413", "2.2798–2.3072", "0.0891–0.1131", "2.3477–2.3784"),
    ),
    Published(
        "bilstm",
        "BiLSTM",
        ("0.1867", "2.1704", "0.1406", "2.2837"),
        "002:193",
        35_082,
        ("56", "98–196", "17"),
        ("0.1840–0.2453", "2.1356–2.1984", "0.1434–0.1657", "2.2613–2.2783"),
    ),
    Published(
        "conv",
        "Conv1D",
        ("", "", "", ""),
        "",
        490,
        ("", "2", "0.7"),
        ("0.1280–0.3040", "12.7–24.0", "0.1017–0.1783", "45.2–98.3"),
    ),
)


def published(params: Spoken) -> Published | None:
    """The entry whose setting this is, if it is one of the sources'."""
    for entry in PUBLISHED:
        if params == DEMO.make_params(preset=entry.model):
            return entry
    return None


def published_rows(
    demo: Demo, figures: dict[str, float], entry: Published | None, *, real: bool
) -> list[Row]:
    """The rows of the report: beside each figure the reported one of this setting, and its spread on recordings."""
    rows = []
    for name, value in figures.items():
        if name not in REPORTED_ROWS or entry is None:
            rows.append(demo.row(name, value, reported=same("")))
            continue
        at = REPORTED_ROWS.index(name)
        spread = same(entry.spread[at] if real else "")
        row = demo.row(name, value, reported=same(entry.reported[at]), spread=spread)
        rows.append(msgspec.structs.replace(row, source=entry.source))
    return rows

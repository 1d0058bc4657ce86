"""The bar of a demo: the share, the time left."""

from __future__ import annotations

import pytest

from quizrnn.cli.demo_bar import Bar, duration
from quizrnn.i18n import tr


def test_times_read_well() -> None:
    assert [duration(seconds, "en") for seconds in (0.2, 59, 61, 3700)] == [
        "0 s",
        "59 s",
        "1 min 01 s",
        "1 h 01 min",
    ]
    assert duration(61, "ja") == "1 分 01 秒"


@pytest.mark.parametrize("seconds", [5, 69, 81, 600, 3720, 40_000])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_time_left_is_never_cut(capsys, monkeypatch, lang: str, seconds: int) -> None:
    bar = Bar(lang, 1.0)
    monkeypatch.setattr(bar, "_left", lambda share: float(seconds))
    for share in (0.0, 0.1):
        bar.show(share, "words")
    time_left = tr("demos", "left", lang, time=duration(seconds, lang))
    assert f"10%  {time_left} " in capsys.readouterr().err


def test_the_bar_writes_a_line_for_each_tenth_where_no_terminal_is(capsys) -> None:
    bar = Bar("en", 10)
    for step in range(101):
        bar.show(step / 100, f"{step}/100")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("10%") and "left" in lines[0] and lines[-1].startswith("100%")

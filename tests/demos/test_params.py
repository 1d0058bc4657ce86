"""Parameters: whatever comes in is a value within its limits or a message that lists what is right."""

from __future__ import annotations

import json
import math

import pytest
from demos.tiny import Walk
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.demos import DEMOS, DemoError

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["1e3", " 7 ", "３０", "0x10", "1_000", "inf", "nan", "-0", "yes", "OFF", "well", "9" * 5000]
    ),
    st.lists(st.integers(), max_size=2),
)
VALID = {
    "steps": st.integers(1, 10**9),
    "scale": st.floats(1e-5, 1e3),
    "ends": st.sampled_from(["well", "data", "bug", "nan"]),
    "loud": st.booleans(),
}


@given(st.sampled_from(["steps", "scale", "ends", "loud"]), ANYTHING)
def test_anything_is_a_value_within_limits_or_a_message(name: str, value: object) -> None:
    field = Walk.find(name)
    try:
        found = field.parse(value)
    except DemoError as error:
        for lang in ("en", "ja"):
            assert name in error.message(lang)
            assert field.limits() in error.message(lang) or field.kind == "choice"
        return
    assert type(found) is {"whole": int, "real": float, "choice": str, "flag": bool}[field.kind]
    if field.kind in ("whole", "real"):
        assert math.isfinite(found) and field.low <= found <= field.high
    assert field.parse(found) == found


@given(st.fixed_dictionaries({}, optional=VALID))
def test_values_survive_text_json_and_the_run_folder(values: dict[str, object]) -> None:
    params = Walk.parse(values)
    assert Walk.parse({name: str(value) for name, value in values.items()}) == params
    assert Walk.parse(json.loads(json.dumps(params.to_plain()))) == params
    assert Walk.parse(params.changed()) == params
    assert set(params.changed()) <= set(values)


def test_full_width_digits_are_digits() -> None:
    assert Walk.parse({"steps": "１２"}).steps == 12


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"steps": "0"}, ["steps: 0", "1 … 1000000000"]),
        ({"steps": "2.5"}, ["'2.5' is not a whole number"]),
        ({"scale": "fast"}, ["'fast' is not a number", "1e-5 … 1000"]),
        ({"ends": "wel"}, ["'wel'", "well, data, bug, nan"]),
        ({"stps": 3}, ["no parameter called 'stps'", "steps, scale"]),
    ],
)
def test_messages_list_what_is_right(values: dict[str, object], said: list[str]) -> None:
    with pytest.raises(DemoError) as caught:
        Walk.parse(values)
    assert all(part in caught.value.message("en") for part in said)
    assert caught.value.message("ja") != caught.value.message("en")


def test_an_instance_is_valid_from_the_moment_it_exists() -> None:
    with pytest.raises(DemoError):
        Walk(steps=-1)


@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_every_demo_has_sound_defaults_presets_and_small_values(demo) -> None:
    assert demo.params().changed() == {}
    assert demo.params().cost() == pytest.approx(1, rel=0.1)
    assert demo.make_params(demo.small).total_steps() >= 1
    for preset in demo.presets:
        params = demo.make_params({}, preset.name)
        assert all(params.to_plain()[name] == value for name, value in preset.values.items())
    for field in demo.params.fields():
        assert field.label.en and field.label.ja and field.help.en and field.help.ja

"""What ``quizrnn quiz`` is asked for: by anything but nothing the app opens on a sitting, found again by its title."""

import pytest

from quizrnn.cli.filters import Filters

NAMED = [
    {"what": ("gru",)},
    {"kinds": ("code",)},
    {"levels": (1,)},
    {"tags": ("numpy",)},
    {"review": True},
    {"practice": True},
]


@pytest.mark.parametrize("asked", [*NAMED, {"count": 3}, {"shuffle": True}], ids=" ".join)
def test_each_filter_alone_asks_for_a_sitting(asked):
    assert Filters(**asked).given


def test_without_any_the_app_opens_at_its_start():
    assert not Filters().given


def test_sittings_of_other_filters_have_other_titles():
    assert len({Filters(**asked).title for asked in NAMED} | {""}) == len(NAMED) + 1

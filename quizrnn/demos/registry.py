"""All demos by name. A demo is a sub-package named ``dNN_name`` whose ``spec`` module holds ``DEMO``; no other entry."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

from quizrnn.demos.demo import Demo
from quizrnn.demos.texts import DemoError, near


def _collect() -> dict[str, Demo]:
    here = str(Path(__file__).parent)
    packages = sorted(m.name for m in pkgutil.iter_modules([here]) if re.fullmatch(r"d\d\d_\w+", m.name))
    found = [importlib.import_module(f"quizrnn.demos.{package}.spec").DEMO for package in packages]
    return {demo.name: demo for demo in found}


DEMOS: dict[str, Demo] = _collect()
"""Name → demo, in the order of the ids."""


def find_demo(name: str) -> Demo:
    """The demo of that name ("binary-addition") or id ("D01", "d1"); raises DemoError that lists the right ones."""
    wanted = name.strip().lower().replace("_", "-")
    if number := re.fullmatch(r"d0*(\d{1,2})", wanted):
        wanted = f"d{int(number[1]):02}"
    for demo in DEMOS.values():
        if wanted in (demo.id.lower(), demo.name):
            return demo
    ids = ", ".join(demo.id for demo in DEMOS.values())
    raise DemoError("unknown-demo", name=name, right=near(wanted, DEMOS), ids=ids)


def demos_of_topic(topic: str) -> tuple[Demo, ...]:
    """The demos that belong to a topic of the bank."""
    return tuple(demo for demo in DEMOS.values() if topic in demo.topics)

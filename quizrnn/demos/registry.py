"""All demos by name. A demo is a sub-package named ``dNN_name`` whose ``spec`` module holds ``DEMO``; no other entry.

One that cannot be imported is left out and takes no other down; ``BROKEN`` says which and why.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

from quizrnn.demos.demo import Demo
from quizrnn.demos.texts import DemoError, near


def collect(folder: Path, package: str) -> tuple[dict[str, Demo], dict[str, str]]:
    """The demos of the sub-packages in ``folder``, by name; and what is wrong with the others, by sub-package."""
    found: dict[str, Demo] = {}
    broken: dict[str, str] = {}
    for name in sorted(m.name for m in pkgutil.iter_modules([str(folder)])):
        if not re.fullmatch(r"d\d\d_\w+", name):
            continue
        try:
            demo: Demo = importlib.import_module(f"{package}.{name}.spec").DEMO
        except Exception as error:  # whatever its author's slip may raise
            broken[name] = f"{type(error).__name__}: {error}"
        else:
            found[demo.name] = demo
    return found, broken


DEMOS, BROKEN = collect(Path(__file__).parent, "quizrnn.demos")
"""Name → demo, in the order of the ids; sub-package → why its demo is missing."""


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

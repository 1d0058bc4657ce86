"""Demos: whole trainings that anyone can start, watch, stop, resume and compare.

A demo is a sub-package ``dNN_name`` of two modules (more where a file would grow long):

    spec.py    DEMO = Demo(id="D01", name="binary-addition", params=Adder, train="quizrnn.demos.d01_...train:run", ...)
               and its parameters, a frozen dataclass of fields with limits and explanations (``params.py``).
               No NumPy, no torch: lists and forms are made from it.
    train.py   def run(params, rng, device, *, data=None, resume=None) -> Iterator[Yielded]

The registry finds the package by its name. ``run`` knows nothing of who watches. It yields ``Metric`` (curves),
``Note``, ``Picture``, ``Checkpoint`` and at the end one ``Report``. Its rules:

- All randomness comes from ``rng`` (or torch's own generator, which the engine seeds). The state of both is saved
  with each checkpoint. On resume: draw data and first weights as at the start, then call
  ``restore_random(rng, resume)`` (``randomness.py``) and take weights and step from ``resume``.
- ``step`` counts from 1 to ``params.total_steps()`` and every run ends there (a run that must end early, on NaN say,
  yields a Note first). A Metric at most every 1/100 of the run or so, always under the same names, the main one first.
- Yield a ``Checkpoint`` after each Metric. It holds everything that later events need: weights, the optimiser's
  state, the step, sums and histories that the report uses. A resumed run yields the events that the unbroken one
  yields after that step, and ends with the same weights, bit by bit. The last Checkpoint is the finished model.
- Nothing diverges silently: NaN is a figure like others, and overflow warnings are off while a demo runs.
- The Report's rows are the spec's ``figures``; its ``outcome`` is one of the spec's ``outcomes``; ``seen`` says in
  both languages what was seen *in this run* and why.
- A demo with ``torch=True`` keeps data, weights, noise and the optimiser's state on ``device`` ("cpu" or "cuda"),
  draws random numbers on the CPU and moves them, and takes what it shows back by ``.cpu()``. The others run on the CPU.
- Bad data is a ``DemoError``.

What the others use: ``DEMOS``, ``BROKEN``, ``find_demo``, ``demos_of_topic``; ``runs`` (run folders), ``process`` (a training in
a process of its own), ``sweep`` (many of them), ``drawing`` (pictures as lines of text). Importing this package
imports neither NumPy nor torch; a demo trains by ``python -m quizrnn.demos FOLDER``.
"""

from __future__ import annotations

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.registry import BROKEN, DEMOS, demos_of_topic, find_demo
from quizrnn.demos.texts import DemoError, Text

__all__ = [
    "BROKEN",
    "DEMOS",
    "Data",
    "Demo",
    "DemoError",
    "Figure",
    "Outcome",
    "Preset",
    "Text",
    "demos_of_topic",
    "find_demo",
]

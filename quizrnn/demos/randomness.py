"""Where a demo's random numbers come from, and how a resumed run gets the same ones as an unbroken run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from quizrnn.demos.events import State

KEY = "random"


def make_rng(seed: int, *, torch: bool) -> np.random.Generator:
    """The generator of a run; with ``torch``, torch's own one is seeded too."""
    if torch:
        import torch as library

        library.manual_seed(seed)
    return np.random.default_rng(seed)


def random_state(rng: np.random.Generator) -> State:
    """The state of ``rng`` and, where torch is loaded, of torch's generators."""
    state: dict[str, Any] = {"numpy": dict(rng.bit_generator.state)}
    if (library := sys.modules.get("torch")) is not None:
        state["torch"] = library.get_rng_state().numpy()
        if library.cuda.is_initialized():
            state["cuda"] = library.cuda.get_rng_state().numpy()
    return state


def restore_random(rng: np.random.Generator, resume: State) -> None:
    """Go on with the random numbers that came after the checkpoint ``resume``."""
    state = resume[KEY]
    rng.bit_generator.state = state["numpy"]
    if "torch" in state:
        import torch as library

        library.set_rng_state(library.from_numpy(state["torch"]))
        if "cuda" in state:
            library.cuda.set_rng_state(library.from_numpy(state["cuda"]))

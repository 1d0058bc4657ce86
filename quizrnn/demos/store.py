"""A checkpoint on disk: one ``.npz`` file without pickle.

Arrays lie under their path ("weights/W_in"); everything else (numbers, texts, the shape of the tree) is JSON in one
entry. Dicts with text keys and lists may be nested; tensors come back as arrays.
"""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from quizrnn.demos.events import State
from quizrnn.demos.texts import DemoError

PLAIN = "plain.json"
MARK, SCALAR = "__array__", "__scalar__"


def save_state(path: Path, state: State) -> None:
    """Write the state; the file is whole at every moment."""
    arrays: dict[str, Any] = {}
    plain = json.dumps(_take_out(state, "", arrays))
    arrays[PLAIN] = np.frombuffer(plain.encode(), dtype=np.uint8)
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        np.savez(file, **arrays)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def load_state(path: Path) -> State:
    """Read a state back; raises DemoError when the file is none of ours or broken."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            plain = json.loads(bytes(arrays[PLAIN]))
            state: State = _put_back(plain, arrays)
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise DemoError("bad-checkpoint", path=path, detail=error) from error
    return state


def _take_out(tree: Any, path: str, arrays: dict[str, Any]) -> Any:
    """The tree with its arrays moved to ``arrays`` and a mark in their place."""
    if isinstance(tree, dict):
        return {key: _take_out(value, f"{path}{key}/", arrays) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_take_out(value, f"{path}{i}/", arrays) for i, value in enumerate(tree)]
    if hasattr(tree, "detach"):
        tree = tree.detach().cpu().numpy()
    if isinstance(tree, np.ndarray):
        arrays[path.removesuffix("/")] = tree
        return {MARK: path.removesuffix("/")}
    if isinstance(tree, np.generic):
        # Arithmetic on arrays without axes makes them; a model may insist on NumPy's numbers.
        arrays[path.removesuffix("/")] = np.asarray(tree)
        return {SCALAR: path.removesuffix("/")}
    return tree


def _put_back(tree: Any, arrays: Any) -> Any:
    if isinstance(tree, dict):
        if MARK in tree:
            return arrays[tree[MARK]]
        if SCALAR in tree:
            return arrays[tree[SCALAR]][()]
        return {key: _put_back(value, arrays) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_put_back(value, arrays) for value in tree]
    return tree

"""``--device cuda``: every demo that uses torch trains on a device that is only pretended, and on a real one if there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from demos.pretended_device import PretendedDevice

from quizrnn.datasets.spoken_files import Clip
from quizrnn.datasets.two_tones import two_tone_clips
from quizrnn.demos import DEMOS, DemoError, device, find_demo
from quizrnn.demos.demo import Demo
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.events import End, Failed, Metric, Saved, Start, decode
from quizrnn.demos.randomness import KEY, make_rng, random_state, restore_random
from quizrnn.demos.runs import WEIGHTS, prepare, read_events, read_run
from quizrnn.demos.store import load_state

pytestmark = pytest.mark.torch
NAME = "pretended, CUDA 0"
WORK = ("backward", "conv1d", "conv2d", "gru", "linear", "lstm", "matmul", "rnn_tanh", "_fused_adam_")
"""What must never run on the CPU when the device was asked for."""
CASES: list[tuple[str, dict[str, Any]]] = [
    ("D03", {}),
    ("D03", {"model": "rnn", "clip": "value"}),
    ("D03", {"model": "gru", "mask": True}),
    ("D03", {"model": "lstm", "mask": True, "clip": "norm"}),
    ("D03", {"model": "conv"}),
    ("D03", {"model": "conv", "mask": True}),
    ("D12", {"learned": False}),
    ("D12", {}),
    ("D13", {"relu": False, "drop": 0.0}),
    ("D13", {}),
    ("D14", {}),
]
each_case = pytest.mark.parametrize(("name", "values"), CASES, ids=str)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """torch's settings are as before afterwards."""
    monkeypatch.setenv("CUBLAS_WORKSPACE_CONFIG", "")  # so that it is put back
    monkeypatch.delenv("CUBLAS_WORKSPACE_CONFIG")
    backends = torch.backends
    before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32)
    yield
    torch.use_deterministic_algorithms(False)
    backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32 = before


@pytest.fixture(autouse=True)
def few_clips(monkeypatch: pytest.MonkeyPatch, clips: list[Clip]) -> None:
    """D03 has a few of its clips, drawn once."""
    monkeypatch.setattr("quizrnn.demos.d03_spoken.train.load_clips", lambda rng, data: clips)


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    return two_tone_clips(np.random.default_rng(0))[::10]


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch, settled: None) -> None:
    """The engine believes that there is a CUDA device."""
    monkeypatch.setattr(device, "cuda_name", lambda: NAME)


def train(folder: Path, stop: bool = False) -> str:
    """Run the folder; ``stop``: only to the first metric."""
    control = Control()

    def hand_on(line: bytes) -> None:
        if stop and isinstance(decode(line), Metric):
            control.obey("stop")

    return run_folder(folder, control, hand_on)


def told(folder: Path) -> list[Any]:
    """What the run showed, but for its device and time."""
    return [event for event in read_events(folder) if not isinstance(event, Start | Saved | End)]


def arrays(tree: Any) -> list[np.ndarray]:
    """Every array of a saved state, in order."""
    if isinstance(tree, dict):
        return [array for key in sorted(tree) for array in arrays(tree[key])]
    if isinstance(tree, list):
        return [array for item in tree for array in arrays(item)]
    return [tree] if isinstance(tree, np.ndarray) else []


def folders(tmp_path: Path, demo: Demo, values: dict[str, Any], *devices: str) -> list[Path]:
    made = [tmp_path / f"{number}-{where}" for number, where in enumerate(devices)]
    for folder, where in zip(made, devices, strict=True):
        prepare(folder, demo, demo.make_params(demo.small | values), seed=2, device=where)
    return made


def test_every_demo_that_uses_torch_is_tried() -> None:
    assert {name for name, _ in CASES} == {demo.id for demo in DEMOS.values() if demo.torch}


@each_case
def test_a_training_stays_on_the_device_over_a_stop(
    tmp_path: Path, cuda: None, name: str, values: dict[str, Any]
) -> None:
    here, there = folders(tmp_path, find_demo(name), values, "cpu", "cuda")
    assert train(here) == "done"
    with PretendedDevice() as first:
        state = train(there, stop=True)
    assert state == "stopped", told(there)[-1]
    with PretendedDevice() as second:  # which knows nothing of what the first one held
        state = train(there)
    assert state == "done", told(there)[-1]
    for part in (first, second):
        assert part.work["backward", "cuda"] and part.work["_fused_adam_", "cuda"]
        assert not {work: count for work in WORK if (count := part.work[work, "cpu"])}
    assert told(there) == told(here)
    left, right = (load_state(folder / WEIGHTS) for folder in (here, there))
    assert [array.tobytes() for array in arrays(left)] == [array.tobytes() for array in arrays(right)]
    assert read_run(there).versions["device"] == NAME
    assert "device" not in read_run(here).versions


X = torch.ones(2, 3)
REFUSED: dict[str, Callable[[Any], Any]] = {
    "two places": lambda x: x + X,
    "in a list": lambda x: torch.stack([x.sum(), X.sum()]),
    "made in passing": lambda x: x * torch.arange(3),
    "to numpy": lambda x: x.numpy(),
    "to an array": np.asarray,
    "an index": lambda x: X[x.long()],
    "a mask": lambda x: X[x > 0],
    "written into": X.add_,
    "one parameter": lambda x: torch.nn.functional.linear(x, X),
    "a generator": lambda x: torch.rand(2, device=x.device, generator=torch.Generator()),
    "an optimiser's state": lambda x: torch._foreach_mul_([X.clone()], [x]),
}


@pytest.mark.parametrize("mistake", REFUSED.values(), ids=REFUSED.keys())
def test_the_pretended_device_refuses_what_a_real_one_refuses(mistake: Callable[[Any], Any]) -> None:
    with PretendedDevice(), pytest.raises((RuntimeError, TypeError), match="cuda:0"):
        mistake(X.to("cuda"))


def test_the_pretended_device_allows_what_a_real_one_allows() -> None:
    with PretendedDevice() as gpu:
        w = X.to("cuda").requires_grad_()
        assert str(w.device) == "cuda:0" and w.is_cuda and not X.is_cuda
        loss = (w[torch.tensor([0])] * torch.tensor(2.0) + torch.zeros(3, device=w.device)).sum()
        loss.backward()
        assert (
            gpu.holds(loss)
            and gpu.holds(w.grad)
            and gpu.holds(w.detach().T[0])
            and gpu.holds(w.to(torch.float64))
        )
        assert (
            not gpu.holds(w.cpu()) and not gpu.holds(torch.zeros_like(w, device="cpu")) and not gpu.holds(X)
        )
        assert w.detach().cpu().numpy().sum() == float(w.sum().detach())
        X.clone().copy_(w)


@pytest.mark.parametrize(("built", "said"), [(False, "for the CPU alone"), (True, "no CUDA device")])
def test_where_there_is_no_device_the_cpu_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: bool, said: str
) -> None:
    monkeypatch.setattr(torch.backends.cuda, "is_built", lambda: built)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    (folder,) = folders(tmp_path, find_demo("D12"), {}, "cuda")
    assert train(folder) == "failed"
    (last,) = read_events(folder)
    assert isinstance(last, Failed) and said in last.message.en and "--device" in last.message.ja


def test_a_seed_means_the_same_numbers_on_cuda_too(cuda: None) -> None:
    assert device.take_device(find_demo("D12"), "cuda")["device"] == NAME
    assert (
        torch.are_deterministic_algorithms_enabled() and torch.is_deterministic_algorithms_warn_only_enabled()
    )
    assert not torch.backends.cudnn.allow_tf32 and not torch.backends.cuda.matmul.allow_tf32
    assert os.environ["CUBLAS_WORKSPACE_CONFIG"] == ":16:8"


def test_random_numbers_drawn_on_the_device_go_on_after_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_there = torch.Generator()
    monkeypatch.setattr(torch.cuda, "is_initialized", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_rng_state", drawn_there.get_state)
    monkeypatch.setattr(torch.cuda, "set_rng_state", drawn_there.set_state)
    rng = make_rng(1, torch=True)
    saved = {KEY: random_state(rng)}
    unbroken = torch.rand(3, generator=drawn_there)
    restore_random(rng, saved)
    assert torch.equal(torch.rand(3, generator=drawn_there), unbroken)


@each_case
def test_a_real_device_agrees_with_the_cpu_and_with_itself_over_a_stop(
    tmp_path: Path, settled: None, name: str, values: dict[str, Any]
) -> None:
    try:
        device.cuda_name()
    except DemoError:
        pytest.skip("no CUDA device here")
    here, whole, broken = folders(tmp_path, find_demo(name), values, "cpu", "cuda", "cuda")
    assert train(here) == train(whole) == "done"
    assert (train(broken, stop=True), train(broken)) == ("stopped", "done")
    assert told(broken) == told(whole)
    cpu, first, second = (
        arrays(load_state(folder / WEIGHTS)["weights" if name != "D14" else "learners"])
        for folder in (here, whole, broken)
    )
    for left, middle, right in zip(cpu, first, second, strict=True):
        assert middle.tobytes() == right.tobytes()
        assert np.abs(middle - left).mean() <= 0.05 * np.abs(left).mean() + 1e-3  # rounding, no more

"""Where a demo computes: what is not there is refused; what is there gives the same numbers for a seed each time."""

from __future__ import annotations

import os

from quizrnn.demos.demo import Demo
from quizrnn.demos.texts import DemoError


def take_device(demo: Demo, device: str) -> dict[str, str]:
    """Settle torch for a run on "cpu" or "cuda"; returns what the numbers depend on there, to be noted.

    Raises DemoError where torch or the device is missing.
    """
    if not demo.torch:
        return {}
    try:
        import torch
    except ImportError:
        raise DemoError("torch-missing", demo=demo.name) from None
    torch.set_num_threads(1)  # the same numbers on a machine with any number of cores
    used = {"torch": str(torch.__version__)}  # a kind of text of its own there
    if device == "cuda":
        used["device"] = cuda_name()
        _settle_cuda()
    return used


def cuda_name() -> str:
    """The CUDA device and its version; raises DemoError where torch has none."""
    import torch

    if not torch.backends.cuda.is_built():  # type: ignore[no-untyped-call]
        raise DemoError("no-cuda-build")
    if not torch.cuda.is_available():
        raise DemoError("no-cuda")
    return f"{torch.cuda.get_device_name()}, CUDA {torch.version.cuda}"


def _settle_cuda() -> None:
    """Sums in one order, and products of all 24 bits: TF32 would keep 11, and move the figures away from the CPU's.

    What torch cannot do in one order it does all the same, and warns.
    """
    import torch

    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":16:8")  # read when the first matrices are multiplied
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False

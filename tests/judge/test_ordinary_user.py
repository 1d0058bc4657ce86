"""When the tests run as root: the same layers hold for an ordinary user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.sandbox, pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")]
USER = 65534
SCRIPT = """
import json
from quizrnn.judge.runners import Runners
found = {}
for without in ((), ("namespaces",)):
    with Runners(without=without) as runners:
        isolation = runners.isolation()
        found[" ".join(without)] = [isolation.level, isolation.layers, isolation.probes]
print(json.dumps(found))
"""


def test_the_layers_hold_for_an_ordinary_user() -> None:
    if os.getuid() != 0:
        pytest.skip("the other tests already run as an ordinary user")
    paths = os.pathsep.join([str(Path(__file__).resolve().parents[2]), *filter(None, sys.path)])
    environment = {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ.get("PATH", "")}
    python = os.environ.get("QUIZRNN_TEST_PYTHON", sys.executable)
    try:
        run = subprocess.run(
            [python, "-c", SCRIPT], user=USER, group=USER, extra_groups=[], env=environment, cwd="/",
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    except PermissionError:
        pytest.skip("this interpreter lies in a folder that only root can enter")
    assert run.returncode == 0, run.stderr
    for level, layers, probes in json.loads(run.stdout).values():
        assert layers["uid"] and layers["limits"]
        if layers["landlock"] and layers["seccomp"]:
            assert level in ("full", "full-without-namespaces")
            assert set(probes.values()) == {"held"}

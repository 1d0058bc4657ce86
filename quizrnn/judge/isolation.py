"""The self-test: a handful of probes try to get out of a runner, and what they report is what is said
about the level."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.judge.contract import Isolation, Program, Reply
from quizrnn.judge.inside import wire
from quizrnn.judge.zygotes import ZygoteError

if TYPE_CHECKING:
    from quizrnn.judge.runners import Runners

_SECRET = "quizrnn-planted-secret"
_SECONDS, _MEMORY = 3.0, 128
_PTRACE_SEIZE = 0x4206

# Each returns True when it got through; a refusal raises. ``place`` is a folder that everybody may read
# and write.
_PROBES = {
    "read a file": "def probe(place):\n    return open(place + '/secret').read() != ''\n",
    "read the bank and the judge": "def probe(place):\n    return open(SOURCE).read() != ''\n",
    "read other packages": "def probe(place):\n    return open(PACKAGE).read() != ''\n",
    "write a file": "def probe(place):\n    return open(place + '/planted', 'w').close() is None\n",
    "open a connection": "import socket\ndef probe(place):\n    return socket.socket() is not None\n",
    "open a local socket": (
        "import socket\ndef probe(place):\n"
        "    return socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) is not None\n"
    ),
    "start a process": "import os\ndef probe(place):\n    return os.fork() or os._exit(0) or True\n",
    "run a program": (
        "import subprocess\ndef probe(place):\n    return subprocess.run(['/bin/true']).returncode == 0\n"
    ),
    "signal its parent": "import os\ndef probe(place):\n    return os.kill(os.getppid(), 0) is None\n",
    "trace its parent": (
        "import ctypes, os\ndef probe(place):\n"
        f"    return ctypes.CDLL(None).ptrace({_PTRACE_SEIZE}, os.getppid(), None, None) == 0\n"
    ),
    "take more memory": f"def probe(place):\n    return len(bytearray({_MEMORY << 22})) > 0\n",
    "leave a trace for the next": (
        "import builtins\ndef probe(place):\n"
        "    found = hasattr(builtins, 'left_behind')\n    builtins.left_behind = 1\n    return found\n"
    ),
    "be root": "import os\ndef probe(place):\n    return os.getuid() == 0\n",
}


def measure(runners: Runners, *, torch: bool = False) -> Isolation:
    """Probe one kind of zygote; a probe that cannot even run counts as not held."""
    key = (torch, False)
    try:
        zygote = runners.zygote(key)
    except ZygoteError as error:
        return Isolation(level="none", layers={}, probes={}, notes=(f"runners do not start: {error}",))
    probes = _probe_all(runners, torch)
    layers = {"namespaces": zygote.namespaces, **zygote.layers}
    notes = tuple(dict.fromkeys([*runners.notes(), *zygote.notes]))
    return Isolation(level=_level(layers, probes), layers=layers, probes=probes, notes=notes)


def _probe_all(runners: Runners, torch: bool) -> dict[str, str]:
    results: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="quizrnn-probe-") as folder:
        place = Path(folder)
        place.chmod(0o777)
        (place / "secret").write_text(_SECRET)
        names = f"SOURCE = {str(Path(__file__).resolve())!r}\nPACKAGE = {msgspec.__file__!r}\n"
        case = wire.encode({"place": str(place)})
        for name, source in _PROBES.items():
            rounds = 2 if name.startswith("leave") else 1
            for _ in range(rounds):
                reply = _run(runners, torch, names + source, case)
            results[name] = _judge(reply)
        if (place / "planted").exists():
            results["write a file"] = "a file was written"
    return results


def _run(runners: Runners, torch: bool, source: str, case: bytes) -> Reply:
    program = Program(source=source.encode(), call="probe", args=("place",))
    with runners.session(torch=torch, trusted=False, seconds=_SECONDS, memory=_MEMORY) as session:
        loaded = session.load(program)
        return session.run([case])[-1] if loaded.kind == "value" else loaded


def _judge(reply: Reply) -> str:
    """``held``, or what got through."""
    if reply.kind == "value":
        got: Any = reply.value
        return "held" if got is False else "got through"
    if reply.kind in ("broken", "protocol"):
        return f"could not be tested: {reply.message or reply.kind}"
    return "held"


def _level(layers: dict[str, bool], probes: dict[str, str]) -> str:
    core = ("uid", "limits", "no_new_privs", "landlock", "seccomp")
    if all(layers.get(name) for name in core) and all(result == "held" for result in probes.values()):
        return "full" if layers["namespaces"] else "full-without-namespaces"
    return "partial" if any(layers.get(name) for name in ("landlock", "seccomp", "namespaces")) else "none"

# ruff: noqa: E501  (a line is an answer)
"""Hostile and broken answers to "def f(x): return 2 * x" (x is a float array), and what becomes of each.

``kind`` and ``code`` are the reply in full isolation, ``bare`` the reply without namespaces where it differs, ``outcome``
the verdict. In sources, SECRET, PLACE, REPO, PORT and SOCKET stand for things that the test plants outside:
``planted(source, ...)`` fills them in.
"""

from __future__ import annotations

from typing import NamedTuple


class Hostile(NamedTuple):
    name: str
    source: bytes
    kind: str
    outcome: str
    code: str = ""
    bare: tuple[str, str] | None = None
    bare_outcome: str = ""


def _body(*lines: str) -> str:
    return "def f(x):\n" + "".join(f"    {line}\n" for line in lines)


HONEST = b"def f(x):\n    return 2 * x\n"
CASES: list[Hostile] = []


def _add(
    name: str,
    source: str | bytes,
    kind: str,
    outcome: str,
    code: str = "",
    bare: tuple[str, str] | None = None,
    bare_outcome: str = "",
) -> None:
    data = source.encode() if isinstance(source, str) else source
    CASES.append(Hostile(name, data, kind, outcome, code, bare, bare_outcome or outcome))


FORGED = (
    "import os, json\n"
    "def forge(kind, payload):\n"
    "    frame = len(payload).to_bytes(4, 'little') + kind + payload\n"
    "    for fd in list(range(1, 64)):\n"
    "        try:\n            os.write(fd, frame)\n"
    "        except OSError:\n            pass\n"
)

# -- endless ------------------------------------------------------------------------------------------
_add("endless loop", _body("while True:", "    pass"), "timeout", "timeout")
_add("endless loop in C", _body("return sum(iter(int, 1))"), "timeout", "timeout")
_add("endless loop while loading", "while True:\n    pass\n" + _body("return 2 * x"), "timeout", "timeout")
_add("swallows everything", _body("while True:", "    try:", "        while True: pass", "    except BaseException: pass"),
     "timeout", "timeout")  # fmt: skip
_add("sleeps", "import time\n" + _body("time.sleep(600)"), "timeout", "timeout")
_add("ignores signals",
     "import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
     + _body("while True: pass"), "timeout", "timeout")  # fmt: skip
_add("masks signals", "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n" + _body("while True: pass"),
     "timeout", "timeout")  # fmt: skip
_add(
    "catastrophic regular expression",
    "import re\n" + _body("re.match(r'(a+)+$', 'a' * 60 + 'b')"),
    "timeout",
    "timeout",
)
_add(
    "waits for a lock",
    "import threading\n" + _body("a = threading.Lock(); a.acquire(); a.acquire()"),
    "timeout",
    "timeout",
)
_add("endless integer", _body("n = 3", "while True: n = n * n"), "timeout", "timeout")
_add("endless __repr__ of an exception",
     "class E(Exception):\n    def __str__(self):\n        while True: pass\n" + _body("raise E()"), "timeout", "timeout")  # fmt: skip

# -- memory -------------------------------------------------------------------------------------------
_add("one huge block", _body("return bytearray(1 << 36)"), "memory", "memory")
_add("grows", _body("keep = []", "while True: keep.append(bytearray(1 << 22))"), "memory", "memory")
_add("huge array", "import numpy as np\n" + _body("return np.ones(1 << 34)"), "memory", "memory")
_add("shared mappings", "import mmap\n" + _body("keep = []", "while True: keep.append(mmap.mmap(-1, 1 << 28))"),
     "memory", "memory")  # fmt: skip
_add("thread bomb", "import threading, time\n"
     + _body("while True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()"), "memory", "memory")  # fmt: skip
_add(
    "result of petabytes",
    "import numpy as np\n" + _body("return np.broadcast_to(1.0, (1 << 20, 1 << 30))"),
    "value",
    "wrong",
)
_add("cyclic result", _body("a = []", "a.append(a)", "return a"), "value", "wrong")
_add("doubling result", _body("a = []", "for _ in range(40): a = [a, a]", "return a"), "value", "wrong")
_add("deep recursion", _body("return f(x)"), "raised", "error")

# -- processes ----------------------------------------------------------------------------------------
_add("fork", "import os\n" + _body("os.fork()", "return 2 * x"), "blocked", "blocked", "blocked")
_add("fork bomb", "import os\n" + _body("while True: os.fork()"), "blocked", "blocked", "blocked")
_add(
    "fork, refusal swallowed",
    "import os\n" + _body("try: os.fork()", "except OSError: pass", "return 2 * x"),
    "value",
    "right",
)
_add("multiprocessing", "import multiprocessing as m\n" + _body("m.get_context('fork').Process(target=print).start()"),
     "blocked", "blocked", "blocked")  # fmt: skip
_add("exec", "import os\n" + _body("os.execv('/bin/sh', ['sh'])"), "blocked", "blocked", "blocked")
_add(
    "subprocess",
    "import subprocess\n" + _body("subprocess.run(['sleep', '99'])"),
    "blocked",
    "blocked",
    "blocked",
)
_add("os.system", "import os\n" + _body("return os.system('touch PLACE/planted')"), "value", "wrong")
_add("kill the parent", "import os\n" + _body("os.kill(os.getppid(), 9)"), "blocked", "blocked", "blocked")
_add("kill everything", "import os\n" + _body("os.kill(-1, 9)"), "blocked", "blocked", "blocked")
_add(
    "stop the parent",
    "import os, signal\n" + _body("os.kill(os.getppid(), signal.SIGSTOP)"),
    "blocked",
    "blocked",
    "blocked",
)
_add("kill by thread id", "import ctypes, os\n"
     + _body("r = ctypes.CDLL(None).syscall(234, os.getppid(), os.getppid(), 9)", "return r"), "value", "wrong")  # fmt: skip
_add("trace the parent", "import ctypes, os\n"
     + _body("return ctypes.CDLL(None).ptrace(16, os.getppid(), None, None)"), "value", "wrong")  # fmt: skip
_add("raise its limits", "import resource\n"
     + _body("resource.setrlimit(resource.RLIMIT_AS, (-1, -1))"), "raised", "error")  # fmt: skip
_add("become root", "import os\n" + _body("os.setuid(0)"), "blocked", "blocked", "blocked")
_add(
    "user namespace",
    "import ctypes\n" + _body("return ctypes.CDLL(None).unshare(0x10000000)"),
    "value",
    "wrong",
)

# -- ends ---------------------------------------------------------------------------------------------
_add("sys.exit", "import sys\n" + _body("sys.exit(0)"), "raised", "error", "exited")
_add("sys.exit while loading", "import sys\nsys.exit(0)\n", "raised", "error", "exited")
_add("os._exit", "import os\n" + _body("os._exit(0)"), "ended", "error", "exited")
_add("os._exit while loading", "import os\nos._exit(0)\n", "ended", "error", "exited")
_add("KeyboardInterrupt", _body("raise KeyboardInterrupt"), "raised", "error", "exited")
_add("GeneratorExit", _body("raise GeneratorExit"), "raised", "error", "exited")
_add("abort", "import os\n" + _body("os.abort()"), "ended", "error", "crashed")
_add("null pointer", "import ctypes\n" + _body("ctypes.string_at(0)"), "ended", "error", "crashed")
_add("stack overflow in C", "import sys\nsys.setrecursionlimit(1 << 30)\n" + _body("a = ()", "for _ in range(10**6): a = (a,)", "return hash(a)"),
     "ended", "error", "crashed")  # fmt: skip

# -- floods and descriptors ---------------------------------------------------------------------------
_add("output flood", _body("while True: print('x' * 10000)"), "ended", "error", "output-flood")
_add(
    "flood on stderr",
    "import os\n" + _body("while True: os.write(2, b'x' * 65536)"),
    "ended",
    "error",
    "output-flood",
)
_add(
    "closes every descriptor",
    "import os, time\n" + _body("os.closerange(0, 64)", "time.sleep(9)"),
    "protocol",
    "error",
    "protocol",
)
_add("garbage on every descriptor", "import os\n" + _body(
    "for fd in range(3, 64):", "    try: os.write(fd, b'\\xff' * 64)", "    except OSError: pass", "return 2 * x"),
    "protocol", "error", "protocol")  # fmt: skip
_add("forged ready frame", FORGED + "forge(b'L', b'')\n" + _body("return x"), "value", "wrong")
_add(
    "forged verdict", FORGED + _body("forge(b'V', b'{\"outcome\": \"right\"}')", "return x"), "value", "wrong"
)
_add("forged value while loading", FORGED
     + "forge(b'V', (1).to_bytes(4, 'little') + (0).to_bytes(4, 'little') + (4).to_bytes(4, 'little') + b'true')\nforge(b'L', b'')\n"
     + _body("return x"), "value", "wrong")  # fmt: skip
_add(
    "forged words on stdout",
    _body("print('PASS right outcome=right score=1.0')", "return x"),
    "value",
    "wrong",
)

# -- the judge's things -------------------------------------------------------------------------------
_add("walks frames", "import sys\n" + _body(
    "g = sys._getframe()", "while g:", "    for v in list(g.f_locals.values()):",
    "        if hasattr(v, 'expected'): return v.expected", "    g = g.f_back", "return x"), "value", "wrong")  # fmt: skip
_add("walks the collector", "import gc\n" + _body(
    "for o in gc.get_objects():", "    if type(o).__name__ in ('Question', 'Task', 'Verdict', 'Reply'): return 2 * x", "return x"),
    "value", "wrong")  # fmt: skip
_add("patches numpy", "import numpy as np\nnp.allclose = lambda *a, **k: True\nnp.array_equal = lambda *a: True\n" + _body("return x"),
     "value", "wrong")  # fmt: skip
_add("patches builtins", "import builtins\nfor n in ('len', 'isinstance', 'all', 'abs', 'sorted'):\n    setattr(builtins, n, lambda *a, **k: True)\n"
     + _body("return x"), "value", "wrong")  # fmt: skip
_add("patches the wire", "import sys\nfor n, m in list(sys.modules.items()):\n    if n.startswith('inside'): m.encode = lambda v: b'right'\n"
     + _body("return x"), "value", "wrong")  # fmt: skip
_add("always equal", "class E:\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0.0\n    __rsub__ = __sub__\n    def __abs__(self): return 0.0\n"
     + _body("return E()"), "value", "wrong")  # fmt: skip
_add("lying __array__", "import numpy as np\nclass E:\n    shape = (3,)\n    dtype = np.dtype(float)\n    def __array__(self, *a, **k): return np.ones(3)\n"
     + _body("return E()"), "value", "wrong")  # fmt: skip
_add("__reduce__", "import os\nclass E:\n    def __reduce__(self): return (os.system, ('touch PLACE/planted',))\n" + _body("return E()"),
     "value", "wrong")  # fmt: skip
_add("evil __repr__ and __class__", "class E:\n    def __repr__(self): raise SystemExit\n    @property\n    def __class__(self): raise SystemExit\n"
     + _body("return E()"), "raised", "error", "exited")  # fmt: skip
_add("evil metaclass", "class M(type):\n    @property\n    def __name__(cls): raise ValueError\nclass E(Exception, metaclass=M):\n    pass\n"
     + _body("raise E"), "raised", "error")  # fmt: skip
_add(
    "masked array",
    "import numpy as np\n" + _body("return np.ma.masked_array(x, mask=True)"),
    "value",
    "wrong",
)
_add("lying subclass", "import numpy as np\nclass L(np.ndarray):\n    def tobytes(self): return b''\n    def view(self, *a): raise SystemExit\n"
     + _body("return (2 * x).view(L)"), "raised", "error", "exited")  # fmt: skip
_add("lambda as a result", _body("return lambda: x"), "value", "wrong")
_add("endless generator", _body("while True: yield x"), "value", "wrong")
_add(
    "not deterministic",
    "import random, os\n" + _body("return 2 * x + int.from_bytes(os.urandom(2), 'little')"),
    "value",
    "wrong",
)

# -- files and network --------------------------------------------------------------------------------
_add(
    "reads a planted secret",
    _body("return open('SECRET').read()"),
    "raised",
    "error",
    "",
    ("blocked", "blocked"),
    "blocked",
)
_add(
    "reads /etc/passwd",
    _body("return open('/etc/passwd').read()"),
    "raised",
    "error",
    "",
    ("blocked", "blocked"),
    "blocked",
)
_add("reads the judge", _body("return open('REPO/quizrnn/judge/session.py').read()"),
     "raised", "error", "", ("blocked", "blocked"), "blocked")  # fmt: skip
_add("lists the bank", "import os\n" + _body("return os.listdir('REPO/solutions')"),
     "raised", "error", "", ("blocked", "blocked"), "blocked")  # fmt: skip
_add(
    "imports the reference",
    "import quizrnn.reference\n" + _body("return 2 * x"),
    "raised",
    "error",
    "missing-import",
)
_add("imports another package", "import yaml\n" + _body("return 2 * x"), "raised", "error", "missing-import")
_add(
    "writes a file",
    _body("open('PLACE/planted', 'w').write('x')"),
    "raised",
    "error",
    "",
    ("blocked", "blocked"),
    "blocked",
)
_add("writes in /tmp", _body("open('/tmp/quizrnn-planted', 'w').write('x')"), "blocked", "blocked", "blocked")
_add(
    "symlink", "import os\n" + _body("os.symlink('SECRET', 'PLACE/planted')"), "blocked", "blocked", "blocked"
)
_add("deletes", "import os\n" + _body("os.unlink('SECRET')"), "blocked", "blocked", "blocked")
_add("changes a mode", "import os\n" + _body("os.chmod('SECRET', 0)"), "blocked", "blocked", "blocked")
_add("persists in numpy's folder", "import numpy, os\n" + _body("open(os.path.dirname(numpy.__file__) + '/planted.pth', 'w')"),
     "blocked", "blocked", "blocked")  # fmt: skip
_add("persists in the interpreter", "import builtins, numpy\nnumpy.tanh = None\nbuiltins.left_behind = 1\n" + _body("return x"),
     "value", "wrong")  # fmt: skip
_add(
    "network",
    "import socket\n" + _body("socket.create_connection(('127.0.0.1', PORT), 1)"),
    "blocked",
    "blocked",
    "blocked",
)
_add("UDP", "import socket\n" + _body("socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))"),
     "blocked", "blocked", "blocked")  # fmt: skip
_add(
    "UNIX socket",
    "import socket\n" + _body("socket.socket(socket.AF_UNIX).connect('SOCKET')"),
    "blocked",
    "blocked",
    "blocked",
)
_add(
    "downloads",
    "import urllib.request\n" + _body("return urllib.request.urlopen('http://127.0.0.1:PORT/').read()"),
    "raised",
    "error",
)
_add("environment", "import os\n" + _body("return dict(os.environ)"), "value", "wrong")

# -- broken -------------------------------------------------------------------------------------------
_add("empty", b"", "raised", "error", "empty")
_add("only a mark of byte order", b"\xef\xbb\xbf\n", "raised", "error", "empty")
_add("null byte", b"def f(x):\n    return 2 * x\0\n", "raised", "error", "nul")
_add("ten megabytes", b"# " + b"x" * (10 << 20) + b"\n" + HONEST, "raised", "error", "too-large")
_add("syntax error", "def f(x:\n    return x\n", "raised", "error", "syntax")
_add("bad indentation", "def f(x):\nreturn x\n", "raised", "error", "syntax")
_add("not UTF-8", b"s = '\xff\xfe'\ndef f(x):\n    return 2 * x\n", "raised", "error", "syntax")
_add("unknown encoding", b"# -*- coding: klingon -*-\n" + HONEST, "raised", "error", "syntax")
_add("deeply nested source", "x = " + "(" * 5000 + ")" * 5000 + "\n", "raised", "error", "syntax")
_add("missing function", "def g(x):\n    return 2 * x\n", "raised", "error", "no-function")
_add("not callable", "f = 3\n", "raised", "error", "not-callable")
_add("wrong arity", "def f():\n    return 0\n", "raised", "error", "arity")
_add("raises", _body("raise ValueError('no')"), "raised", "error")
_add("raises while loading", "1 / 0\n", "raised", "error")
_add("missing import", "import pandas\n" + _body("return 2 * x"), "raised", "error", "missing-import")
_add("input", _body("return float(input())"), "raised", "error", "input")
_add("breakpoint", _body("breakpoint()", "return 2 * x"), "raised", "error", "breakpoint")
_add("pdb", "import pdb\n" + _body("pdb.set_trace()", "return 2 * x"), "raised", "error", "breakpoint")
_add("returns nothing", _body("2 * x"), "value", "wrong")
_add("returns text", _body("return str(2 * x)"), "value", "wrong")


def planted(source: bytes, **places: object) -> bytes:
    """``source`` with SECRET, PLACE, REPO, PORT and SOCKET filled in."""
    for name, value in places.items():
        source = source.replace(name.encode(), str(value).encode())
    return source

"""Set quizrnn up beside this file and run it: ``python3 run.py`` opens the app, ``python3 run.py test`` runs the tests.

Needs nothing but Python's standard library. The first call makes the folder .venv and installs pinned versions into it;
later calls start at once. Anything else after run.py goes to quizrnn: ``python3 run.py quiz --plain``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("QUIZRNN_VENV") or ROOT / ".venv")
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TORCH = "2.13.0"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PATIENCE = 6.0  # seconds for the index of CPU builds to answer
JA = any(
    (os.environ.get(name) or "").startswith("ja") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
)


def say(en: str, ja: str) -> None:
    """One line of narration on stderr, in the user's language."""
    print(f"quizrnn: {ja if JA else en}", file=sys.stderr, flush=True)


def stop(en: str, ja: str) -> None:
    """End with a message that says what to do."""
    say(en, ja)
    sys.exit(2)


def pip(*arguments: str) -> bool:
    """Run pip of the environment, quietly; True when it succeeded. Its output is shown when it failed."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.stderr.write(done.stderr[-2000:])
    return done.returncode == 0


def requirements(name: str) -> list[str]:
    """The pip arguments that install one of the pinned lists."""
    return ["install", "-r", str(ROOT / "requirements" / f"{name}.txt")]


def fingerprint(names: tuple[str, ...]) -> str:
    """What an environment was made from; a change makes it anew."""
    parts = [sys.version, str(ROOT), TORCH]
    parts += [(ROOT / "requirements" / f"{name}.txt").read_text("utf-8") for name in names]
    parts.append((ROOT / "pyproject.toml").read_text("utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def reachable(url: str) -> bool:
    """True when the address answers in time; a thread, because a name look-up knows no time limit."""
    found: list[bool] = []

    def ask() -> None:
        with contextlib.suppress(Exception), urllib.request.urlopen(url, timeout=PATIENCE):
            found.append(True)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return bool(found)


def install_torch() -> None:
    """Bring torch's CPU build, never the CUDA one: from its own index, else from wheels that pip knows locally."""
    say("installing PyTorch (CPU build, about 200 MB) ...", "PyTorch（CPU 版、約 200 MB）を入れています…")
    if not pip(*requirements("torch")):
        stop(
            "could not install what PyTorch needs (see above).",
            "PyTorch に必要なものを入れられませんでした（上を見てください）。",
        )
    exact = ["install", "--no-deps", f"torch=={TORCH}"]
    if sys.platform != "linux":  # there the plain registry serves the CPU build
        done = pip(*exact)
    else:
        done = reachable(f"{CPU_INDEX}/torch/") and pip(*exact, "--index-url", CPU_INDEX)
        done = done or pip(*exact, "--no-index")
    if not done:
        say(
            "PyTorch was left out: its index of CPU builds cannot be reached. Everything but the torch questions works;\n"
            f"         to add it later: {PYTHON} -m pip install torch=={TORCH} --index-url {CPU_INDEX}",
            "PyTorch は入れませんでした（CPU 版の配布元に届きません）。torch の問題のほかはすべて使えます。\n"
            f"         後から入れるには: {PYTHON} -m pip install torch=={TORCH} --index-url {CPU_INDEX}",
        )


def make_environment() -> None:
    """The bare environment; says what is missing where Python comes without venv."""
    import venv

    say(f"making an environment in {VENV} ...", f"{VENV} に環境を作っています…")
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists(), symlinks=os.name != "nt").create(VENV)
    except (Exception, SystemExit) as error:
        stop(
            f"Python could not make an environment ({error}). On Debian or Ubuntu: sudo apt install python3-venv",
            f"環境を作れませんでした（{error}）。Debian や Ubuntu では: sudo apt install python3-venv",
        )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold a lock while setting up, so that two first starts do not mix."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with (VENV.parent / f"{VENV.name}.lock").open("w") as handle:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(names: tuple[str, ...]) -> None:
    """Make the environment hold the named lists, the package and torch; does nothing when it already does."""
    stamp = VENV / f"quizrnn-{'-'.join(names)}.stamp"
    wanted = fingerprint(names)

    def ready() -> bool:
        return PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted

    if ready():
        return
    with alone():
        if ready():
            return
        if not PYTHON.exists() or not pip("--version"):
            make_environment()
        for name in names:
            say(
                f"installing the packages of requirements/{name}.txt ...",
                f"requirements/{name}.txt のパッケージを入れています…",
            )
            if not pip(*requirements(name)):
                stop(
                    "the packages could not be installed (see above). Is there a network? Run the same line again.",
                    "パッケージを入れられませんでした（上を見てください）。ネットワークを確かめ、同じ行をもう一度実行してください。",
                )
        if not pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT)):
            stop(
                "quizrnn itself could not be installed (see above).",
                "quizrnn 自体を入れられませんでした（上を見てください）。",
            )
        if (
            subprocess.run([str(PYTHON), "-c", "import torch"], capture_output=True, check=False).returncode
            != 0
        ):
            install_torch()
        stamp.write_text(wanted, "utf-8")
        say("ready.", "用意ができました。")


def main() -> None:
    """Set up, then become quizrnn (or pytest)."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an old Python meets first
        stop("Python 3.11 or newer is needed.", "Python 3.11 以上が必要です。")
    arguments = sys.argv[1:]
    if arguments[:1] == ["test"]:
        set_up(("app", "dev"))
        command = [str(PYTHON), "-m", "pytest", str(ROOT / "tests"), "--rootdir", str(ROOT), *arguments[1:]]
        if not os.environ.get("QUIZRNN_TEST_ONE_PROCESS"):
            command += ["-n", "auto", "--dist", "loadfile"]
    elif arguments[:1] == ["torch"]:  # into the environment that QUIZRNN_VENV names
        install_torch()
        return
    else:
        set_up(("app",))
        command = [str(PYTHON), "-m", "quizrnn", *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


if __name__ == "__main__":
    main()

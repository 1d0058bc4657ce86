"""On a system without fork and its kin quizrnn starts, and says in a line that code cannot be judged."""

import json
import subprocess
import sys

import pytest

AS_THERE = """
import os, signal, socket, sys
import platformdirs  # chooses its class by the system, which stays the real one
for name in ("fcntl", "resource", "termios", "tty", "pwd", "grp", "readline"):
    sys.modules[name] = None
for name in ("fork", "getuid", "geteuid", "setsid", "killpg"):
    delattr(os, name)
del socket.AF_UNIX, signal.SIGKILL
from quizrnn.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""


@pytest.fixture
def there(shell):
    def call(*arguments, input=""):
        command = [sys.executable, "-c", AS_THERE, *arguments, "--bank", str(shell.bank)]
        done = subprocess.run(
            command,
            check=False,
            input=input,
            capture_output=True,
            text=True,
            cwd=shell.work,
            env=shell.env,
            timeout=120,
        )
        assert "Traceback" not in done.stdout + done.stderr and "unexpected" not in done.stderr, done
        return done

    return call


def test_questions_without_code_work_and_code_is_not_held_against_anyone(there):
    done = there("quiz", "--plain", "six.choice", "six.code", "--lang", "en", input="2\n2 * x\n:run\n")
    assert done.returncode == 0 and "○ Right" in done.stdout
    assert done.stdout.count("Code cannot be judged on this system.") == 2
    assert "does not count" in done.stdout


def test_check_run_and_doctor_say_why(there, shell):
    (shell.work / "six.code.py").write_text("def double(x):\n    return 2 * x\n")
    check = there("check", "six.code", "--json")
    assert check.returncode == 2 and json.loads(check.stdout)["verdict"] == "broken"
    run = there("run", "six.code")
    assert run.returncode == 2 and run.stderr.count("\n") == 1 and "cannot be judged" in run.stderr
    doctor = there("doctor")
    assert doctor.returncode == 2 and "cannot be judged on this system" in doctor.stdout

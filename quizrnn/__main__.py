"""``python -m quizrnn``, and the installed command."""

from __future__ import annotations

import os
import sys

from quizrnn.judge import early


def main() -> None:
    """Run the command line; what takes longest to start is started first."""
    _hold_descriptors()
    quick = early.start(sys.argv[1:])
    try:
        from quizrnn.cli import main as run

        run()
    except SystemExit as done:
        early.close()
        if quick and isinstance(done.code, int):
            _leave(done.code)
        raise
    finally:
        early.close()


def _hold_descriptors() -> None:
    """Open what was closed of 0, 1 and 2: else the next file would lie there and take what is printed."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(opened)


def _leave(code: int) -> None:
    """End at once: taking modules apart one by one would cost a cold ``check`` a tenth of its time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # the reader has gone: the ordinary way knows what to do
    os._exit(code)


if __name__ == "__main__":
    main()

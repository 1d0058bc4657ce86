"""``python -m quizrnn``, and the installed command."""

from __future__ import annotations

import sys

from quizrnn.judge import early


def main() -> None:
    """Run the command line; what takes longest to start is started first."""
    early.start(sys.argv[1:])
    try:
        from quizrnn.cli import main as run

        run()
    finally:
        early.close()


if __name__ == "__main__":
    main()

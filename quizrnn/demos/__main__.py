"""``python -m quizrnn.demos FOLDER``: train what the folder of a run asks for."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    from quizrnn.demos.engine import main

    sys.exit(main(Path(sys.argv[1])))

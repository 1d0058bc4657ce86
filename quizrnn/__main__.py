"""``python -m quizrnn``."""

from quizrnn.cli import main

if __name__ == "__main__":
    main()

"""``python -m quizrnn.judge``: the judge process of an app."""

from quizrnn.judge.server import main

main()

"""quizrnn: exam-prep questions on recurrent networks whose every answer is executed."""

__version__ = "0.1.0"

"""What runs inside the sandbox: standard library, numpy and torch only, nothing else of quizrnn."""

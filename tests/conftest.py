"""What all tests share: examples that are the same in every run, unless a search is asked for.

``HYPOTHESIS_PROFILE=search python3 run.py test`` draws anew and more.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from quizrnn.demos.process import ONE_THREAD

os.environ.update(
    ONE_THREAD
)  # before anyone imports NumPy or torch, so that workers side by side do not fight

slow = [HealthCheck.too_slow, HealthCheck.differing_executors]
settings.register_profile("same", derandomize=True, deadline=None, database=None, suppress_health_check=slow)
settings.register_profile("search", max_examples=300, deadline=None, suppress_health_check=slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

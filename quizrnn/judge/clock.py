"""How long a runner may still run."""

from __future__ import annotations

import os
import time
from pathlib import Path


class Clock:
    """CPU time first, wall clock as back-stop: on a busy machine an answer gets up to twice its seconds of
    wall time."""

    def __init__(self, seconds: float, pidfd: int) -> None:
        self.seconds, self.pidfd = seconds, pidfd
        self.begin = time.monotonic()
        self.until = self.begin + seconds

    def spent(self) -> float:
        """Wall seconds so far."""
        return time.monotonic() - self.begin

    def left(self) -> float:
        """Seconds until the next look; 0 when the time is over."""
        now = time.monotonic()
        if now < self.until:
            return self.until - now
        unused = self.seconds - self._cpu()
        self.until = min(now + unused, self.begin + 2 * self.seconds)
        return max(0.0, self.until - now) if unused > self.seconds * 0.1 else 0.0

    def _cpu(self) -> float:
        """CPU seconds of the runner's process since its birth; all of the time where nobody can tell."""
        try:
            info = Path(f"/proc/self/fdinfo/{self.pidfd}").read_text()
            pid = int(next(line for line in info.splitlines() if line.startswith("Pid:")).split()[1])
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, StopIteration, ValueError, IndexError):
            return self.seconds

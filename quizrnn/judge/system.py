"""Whether answers can be judged on this operating system at all."""

from __future__ import annotations

import os
import socket

from quizrnn.i18n import locale_language, tr


def unsuited() -> str:
    """Why no runner can be started here, in one line of the locale's language; "" where one can."""
    fit = all(hasattr(os, name) for name in ("fork", "getuid", "pipe")) and hasattr(socket, "AF_UNIX")
    return "" if fit else tr("feedback", "no-judge", locale_language())

"""Turns what learner code raised into facts: type, message, lines in their own file, a machine word."""

from __future__ import annotations

import errno
from typing import Any

_REFUSED = (errno.EPERM, errno.EACCES, errno.EROFS, errno.EFBIG)
_NO_MEMORY = (
    "can't allocate memory",
    "not enough memory",
    "can't start new thread",
    "bad_alloc",
    "bad allocation",
)
_ARITY = (
    "positional argument",
    "unexpected keyword",
    "required keyword",
    "takes no arguments",
    "multiple values",
)
_FRAMES = 3


class BreakpointReachedError(RuntimeError):
    """Raised by ``breakpoint()``: there is no one to talk to."""


def stop_at_breakpoint(*_: Any, **__: Any) -> None:
    """The ``sys.breakpointhook`` of a runner."""
    raise BreakpointReachedError("breakpoint() has no terminal here")


def describe(error: BaseException, filename: str, lines: list[str], driven: bool) -> dict[str, Any]:
    """Fields of a Reply for ``error``; ``driven`` says that a driver called the learner's code."""
    frames = _own_frames(error, filename)
    trace = [[line, _text(lines, line)] for line, _ in frames[-_FRAMES:]]
    fault: dict[str, Any] = {
        "kind": "raised",
        "exception": _name(type(error)),
        "message": _message(error),
        "trace": trace,
    }
    if isinstance(error, SyntaxError) and error.filename == filename:
        fault.update(message=str(error.msg)[:500], line=error.lineno, column=error.offset, code="syntax")
        return fault
    if frames:
        fault["line"] = frames[-1][0]
    _classify(error, fault, frames, lines, driven)
    return fault


def _classify(
    error: BaseException, fault: dict[str, Any], frames: list[tuple[int, Any]], lines: list[str], driven: bool
) -> None:
    name, message = fault["exception"], fault["message"]
    if _is_memory(error, message):
        fault["kind"] = "memory"
    elif _is_refused(error, message):
        fault.update(kind="blocked", name=_action(frames, lines) or name, code="blocked")
    elif isinstance(error, SystemExit | KeyboardInterrupt | GeneratorExit):
        fault["code"] = "exited"
    elif isinstance(error, BreakpointReachedError) or name == "BdbQuit":
        fault["code"] = "breakpoint"
    elif isinstance(error, EOFError) and message.startswith("EOF when reading a line"):
        fault["code"] = "input"
    elif isinstance(error, ModuleNotFoundError):
        fault.update(code="missing-import", name=str(error.name)[:100])
    elif isinstance(error, AttributeError) and _is_answer(error):
        fault.update(code="no-function", name=str(error.name)[:100])
    elif not frames and isinstance(error, TypeError) and any(part in message for part in _ARITY):
        fault["code"] = "arity"
    elif not frames and driven:
        fault["code"] = "driver"


def _is_memory(error: BaseException, message: str) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    told = isinstance(error, RuntimeError) and any(part in message for part in _NO_MEMORY)
    return told or isinstance(error, MemoryError)


def _is_refused(error: BaseException, message: str) -> bool:
    if isinstance(error, OSError):
        return error.errno in _REFUSED
    # torch opens files by itself and tells by RuntimeError
    return isinstance(error, RuntimeError) and message.endswith(
        ("Permission denied", "Operation not permitted")
    )


def _is_answer(error: AttributeError) -> bool:
    return getattr(getattr(error, "obj", None), "__name__", "") == "answer"


def _own_frames(error: BaseException, filename: str) -> list[tuple[int, Any]]:
    """(line, column span) of each frame in the learner's file, outermost first."""
    found: list[tuple[int, Any]] = []
    tb = error.__traceback__
    while tb is not None:
        code = tb.tb_frame.f_code
        if code.co_filename == filename:
            found.append((tb.tb_lineno, (code, tb.tb_lasti)))
            if len(found) > 1000:
                del found[:-_FRAMES]
        tb = tb.tb_next
    return found


def _action(frames: list[tuple[int, Any]], lines: list[str]) -> str:
    """The call in the learner's file that was refused, as they wrote it: ``os.fork``."""
    if not frames:
        return ""
    line, (code, lasti) = frames[-1]
    positions = list(code.co_positions())
    span = positions[lasti // 2] if lasti // 2 < len(positions) else (None, None, None, None)
    text = _text(lines, line)
    if span[2] is not None and 0 < line <= len(lines):
        text = lines[line - 1].encode()[span[2] :].decode(errors="replace")
    return text.split("(")[0].strip()[:60]


def _text(lines: list[str], line: int) -> str:
    return lines[line - 1].strip()[:200] if 0 < line <= len(lines) else ""


def _name(kind: type) -> str:
    try:
        return str(kind.__name__)[:80]
    except BaseException:
        return "Exception"


def _message(error: BaseException) -> str:
    try:
        return "".join(("", str(error)))[:500]
    except BaseException:
        return ""

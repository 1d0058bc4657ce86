"""The rungs of the ladder in words:
where code stopped short of right, without naming a cause that was not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizrnn.bank.model import Code, Threshold
from quizrnn.grading.axes import shape_words
from quizrnn.grading.blocks import Block, Prose, Trace
from quizrnn.grading.differing import difference
from quizrnn.grading.values import clean
from quizrnn.i18n import tr
from quizrnn.i18n.feedback import EN
from quizrnn.verdict import Fault, Verdict

_KINDS = {
    "number": "float",
    "numpy scalar": "float",
    "NoneType": "none",
    "None": "none",
    "ndarray": "array",
    "Tensor": "tensor",
}


def fault_blocks(code: Code, verdict: Verdict, lang: str) -> list[Block]:
    """What failed, in a sentence or two, with the traceback where there is one."""
    fault = verdict.fault
    if fault is None:
        return []
    text = sentence(code, verdict, fault, lang)
    blocks: list[Block] = [Prose(text)] if text else []
    if fault.trace:
        exception = f"{fault.exception}: {fault.message}" if fault.message else fault.exception
        blocks.append(Trace(tuple((line, clean(text)) for line, text in fault.trace), clean(exception)))
    return blocks


def sentence(code: Code, verdict: Verdict, fault: Fault, lang: str) -> str:
    """The sentence of a fault."""
    if verdict.outcome in ("timeout", "memory", "blocked"):
        return _limit(verdict, fault, lang)
    if special := _special(code, fault, lang):
        return special
    if text := _difference(verdict, fault, lang):
        return text
    build = _RUNGS.get(fault.rung)
    return build(fault, lang) if build is not None else ""


def _difference(verdict: Verdict, fault: Fault, lang: str) -> str:
    """The sentence of a single value that differs; "" for what differs otherwise."""
    if fault.rung not in ("value", "gradient") or fault.code:
        return ""
    return difference(fault.rung, verdict, fault, _output(fault), lang)


def _limit(verdict: Verdict, fault: Fault, lang: str) -> str:
    limit = f"{fault.limit:g}" if fault.limit is not None else ""
    if verdict.outcome == "timeout":
        if fault.line is not None:
            return tr("feedback", "timeout-line", lang, limit=limit, line=fault.line)
        return tr("feedback", "timeout-plain", lang, limit=limit)
    if verdict.outcome == "memory":
        return tr("feedback", "memory-limit" if limit else "memory-plain", lang, limit=limit)
    line = fault.trace[-1][1] if fault.trace else ""
    if what := clean(str(fault.got or line)):
        return tr("feedback", "blocked-what", lang, what=what)
    return tr("feedback", "blocked-plain", lang)


def _special(code: Code, fault: Fault, lang: str) -> str:
    """Friendly words for the cases that have a name of their own; "" otherwise."""
    word = "none" if _returned_nothing(fault) else fault.code
    if fault.rung == "run" and fault.exception == "FileNotFoundError":
        word = "files"
    if f"code-{word}" not in EN:
        return ""
    torch = tr("feedback", "code-missing-import-torch", lang) if "torch" in code.solution.needs else ""
    name = str(fault.got or fault.expected or _quoted(fault.message))
    return tr(
        "feedback",
        f"code-{word}",
        lang,
        message=clean(fault.message).rstrip("."),
        name=clean(name),
        torch=torch,
        part=_part(fault, lang),
        got=clean(str(fault.got)),
    )


def _returned_nothing(fault: Fault) -> bool:
    return fault.rung == "kind" and fault.got in ("None", "NoneType") and not fault.path


def _quoted(message: str) -> str:
    """The last name in quotes: ``module 'answer' has no attribute 'Cell'`` → Cell."""
    return message.split("'")[-2] if message.count("'") >= 2 else message


def _missing(fault: Fault) -> str:
    """The name that the check looks for."""
    return clean(str(fault.expected or fault.path or _quoted(fault.message)))


def _parse(fault: Fault, lang: str) -> str:
    message = clean(fault.message or fault.exception).rstrip(".")
    if fault.line:
        return tr("feedback", "parse", lang, line=fault.line, message=message)
    return tr("feedback", "parse-whole", lang, message=message)


def _name(fault: Fault, lang: str) -> str:
    return tr("feedback", "name", lang, name=_missing(fault))


def _run(fault: Fault, lang: str) -> str:
    return tr("feedback", "run", lang, exception=f"`{clean(fault.exception or fault.message)}`")


def kind_word(word: Any, lang: str) -> str:
    """A kind in the learner's language; a type's own name in code marks."""
    text = str(word)
    key = f"kind-{_KINDS.get(text, text)}"
    return tr("feedback", key, lang) if key in EN else f"`{clean(text)}`"


def _kind(fault: Fault, lang: str) -> str:
    got, expected = (kind_word(word, lang) for word in (fault.got, fault.expected))
    if got == expected:
        got, expected = f"`{fault.got}`", f"`{fault.expected}`"
    return tr("feedback", "kind", lang, part=_part(fault, lang), got=got, expected=expected)


def _shape(fault: Fault, lang: str) -> str:
    if fault.code == "entries":
        return _entries(fault, lang)
    if any(isinstance(size, str) for size in (*_list(fault.got), *_list(fault.expected))):
        return _keys(fault, lang)
    got, expected = _tuple(fault.got), _tuple(fault.expected)
    facts = {
        "part": _part(fault, lang),
        "got": got,
        "expected": expected,
        "axes": shape_words(fault.axes, lang),
    }
    words = [tr("feedback", "shape", lang, **facts)]
    if hint := _shape_hint(fault.got, fault.expected):
        words.append(tr("feedback", hint, lang))
    return ("" if lang == "ja" else " ").join(words)


def _entries(fault: Fault, lang: str) -> str:
    """The length of a list."""
    (got,), (expected,) = fault.got, fault.expected
    return tr(
        "feedback",
        "entries" if got else "entries-none",
        lang,
        part=_part(fault, lang),
        got=got,
        expected=expected,
        axes=shape_words(fault.axes, lang),
    )


def _keys(fault: Fault, lang: str) -> str:
    """The keys of a dict."""
    none = tr("feedback", "keys-none", lang)
    got, expected = (
        ", ".join(f"`{clean(str(key))}`" for key in _list(keys)) or none
        for keys in (fault.got, fault.expected)
    )
    return tr("feedback", "keys", lang, part=_part(fault, lang), got=got, expected=expected)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _shape_hint(got: Any, expected: Any) -> str:
    if not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return ""
    if len(got) != len(expected):
        return "shape-extra" if len(got) > len(expected) else "shape-missing"
    if len(got) > 1 and list(got) == list(expected)[::-1]:
        return "shape-transposed"
    return ""


def _dtype(fault: Fault, lang: str) -> str:
    return tr(
        "feedback",
        "dtype",
        lang,
        part=_part(fault, lang),
        got=f"`{fault.got}`",
        expected=f"`{fault.expected}`",
    )


def _value(fault: Fault, lang: str) -> str:
    return tr("feedback", "value-plain", lang, part=_part(fault, lang))


def _gradient(fault: Fault, lang: str) -> str:
    path = _output(fault)
    part = tr("feedback", "gradient-of", lang, path=clean(path)) if path else ""
    text = tr("feedback", "gradient-plain", lang, part=part)
    below = {"kind": _kind, "shape": _shape, "entries": _entries, "dtype": _dtype}.get(fault.code)
    words = [text] if below is None else [text, below(fault, lang)]
    return ("" if lang == "ja" else " ").join(words)


def _law(fault: Fault, lang: str) -> str:
    of = fault.path or tr("feedback", "law-result", lang)
    name = fault.code or fault.message
    facts = {"expected": _short(fault.expected), "got": _short(fault.got)}
    key = f"law-{name}"
    law = tr("feedback", key, lang, of=of, **facts) if key in EN else clean(f"{name} {fault.message}".strip())
    return tr("feedback", "law", lang, law=law)


def _threshold(fault: Fault, lang: str) -> str:
    facts = fault.expected if isinstance(fault.expected, dict) else {}
    key = "at-most" if "at_most" in facts else "at-least"
    bound = _short(facts.get("at_most", facts.get("at_least", fault.expected)))
    count = len(facts.get("seeds", ()))
    expected = tr("feedback", key, lang, bound=bound, need=facts.get("need", count), count=count)
    metrics = fault.got if isinstance(fault.got, list | tuple) else [fault.got]
    return tr("feedback", "threshold", lang, got=_measures(metrics, lang), expected=expected)


def threshold_words(threshold: Threshold, measured: Sequence[float | None], lang: str) -> dict[str, object]:
    """What was asked of a training and what it reached, as facts of a sentence."""
    key, bound = (
        ("at-least", threshold.at_least) if threshold.at_least is not None else ("at-most", threshold.at_most)
    )
    count = len(threshold.seeds)
    asked = tr("feedback", key, lang, bound=_short(bound), need=threshold.need, count=count)
    return {"expected": asked, "got": _measures(measured, lang)}


def _measures(metrics: Sequence[Any], lang: str) -> str:
    missing = tr("feedback", "no-number", lang)
    return ", ".join(missing if metric is None else _short(metric) for metric in metrics)


def _stable(fault: Fault, lang: str) -> str:
    return tr("feedback", "stable", lang)


def _output(fault: Fault) -> str:
    """The part of the result by the name that a learner knows it by."""
    return fault.path.removeprefix("gradients").lstrip(".") if fault.rung == "gradient" else fault.path


def _part(fault: Fault, lang: str) -> str:
    return tr("feedback", "part", lang, path=clean(fault.path)) if fault.path else ""


def _tuple(value: Any) -> str:
    if not isinstance(value, list | tuple):
        return f"`{_short(value)}`"
    inner = ", ".join(map(str, value))
    return f"`({inner},)`" if len(value) == 1 else f"`({inner})`"


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_short, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_short(item)}" for key, item in value.items())
    return clean(str(value))


_RUNGS = {
    "parse": _parse,
    "name": _name,
    "run": _run,
    "kind": _kind,
    "shape": _shape,
    "dtype": _dtype,
    "value": _value,
    "gradient": _gradient,
    "law": _law,
    "threshold": _threshold,
    "stable": _stable,
}

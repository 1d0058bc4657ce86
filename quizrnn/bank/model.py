"""The bank as frozen values: what a checked YAML file and its solution files become.

Everything here is plain data: no file, no numpy, no code. Formulas are arithmetic strings that
``bank.formula`` evaluates; code is text that only a judge's runner ever executes.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Lang = Literal["en", "ja"]
Kind = Literal["choice", "match", "number", "text", "essay", "code"]
Mode = Literal["choose", "type", "write", "fix"]


class Text(msgspec.Struct, frozen=True):
    """A text in both languages; Markdown with ``$math$``. The same string twice when language-neutral."""

    en: str
    ja: str

    def get(self, lang: str) -> str:
        """The text in ``lang`` ("en" or "ja")."""
        return self.ja if lang == "ja" else self.en


# -- checks of code ---------------------------------------------------------------------------------


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one argument is drawn; parsed from specs such as ``float[N, D]``, ``int[N, T] < V``, ``torch float[N, H]``.

    ``shape`` holds arithmetic in size names (``3*H``); an empty shape is a Python scalar. ``low``/``high`` are
    inclusive arithmetic bounds. ``values`` (type "choice") lists literal alternatives; ``pieces`` (type "text") are
    joined into strings; ``of`` and ``length`` (type "list") draw items; ``fields`` (type "dict") draws by key.
    """

    type: Literal["float", "int", "bool", "onehot", "prob", "mask", "perm", "text", "choice", "list", "dict"]
    dtype: str = ""
    """numpy dtype name; "" is float64, int64 or bool by type (float32 for ``torch float``)."""
    shape: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    torch: bool = False
    values: tuple[Any, ...] = ()
    pieces: tuple[str, ...] = ()
    of: Given | None = None
    length: str = ""
    fields: dict[str, Given] = {}
    spec: str = ""
    """The author's words, for messages."""


class Tolerance(msgspec.Struct, frozen=True):
    """``|got - expected| <= abs + rel * |expected|``."""

    rel: float
    abs: float


class Law(msgspec.Struct, frozen=True, omit_defaults=True):
    """A law the result must keep whatever its values. See FORMAT.md for the list of names.

    ``of`` is a path into the result (or an argument name for ``unchanged``/``changed``); ``to`` a formula in
    sizes and scalar arguments, or the argument that ``permutation`` refers to.
    """

    name: Literal["unchanged", "changed", "sums_to", "permutation", "at_most", "equals"]
    of: tuple[str, ...] = ()
    to: str = ""
    axis: int = -1


class Stress(msgspec.Struct, frozen=True):
    """An input that informs but never fails: shown when a right answer departs from the key on it."""

    case: dict[str, Any]
    note: Text


class Threshold(msgspec.Struct, frozen=True, omit_defaults=True):
    """For trainings: ``measure(value, case)`` (hidden part) must reach ``at_least`` (or ``at_most``) in ``need`` of ``seeds``."""

    measure: str
    seeds: tuple[int, ...]
    need: int
    at_least: float | None = None
    at_most: float | None = None


class Check(msgspec.Struct, frozen=True, omit_defaults=True):
    """How code is exercised: a call with drawn arguments, or a driver of the solution's hidden part.

    Exactly one of ``call`` (name of a function of the learner's module) and ``driver`` (name of a hidden function
    ``drive(answer, case) -> value tree``) is set. ``cases`` are literal inputs run before the drawn ones.
    """

    given: dict[str, Given]
    call: str = ""
    driver: str = ""
    returns: Given | None = None
    sizes: dict[str, tuple[int, int]] = {}
    where: tuple[str, ...] = ()
    """Arithmetic conditions on sizes and scalar arguments that every draw keeps (``H != D``)."""
    cases: tuple[dict[str, Any], ...] = ()
    inputs: int = 100
    tolerance: Tolerance | None = None
    """None: 1e-6/1e-8 when all floats are float64, 1e-4/1e-5 otherwise."""
    dtype: bool = False
    """Compare dtypes too."""
    kind: bool = False
    """Compare kinds too (list against tuple against array, Python number against array scalar, numpy against torch)."""
    compare: tuple[str, ...] | None = None
    """Paths of the result to compare with the key; None: all of it; (): none, laws only."""
    laws: tuple[Law, ...] = ()
    stress: tuple[Stress, ...] = ()
    threshold: Threshold | None = None
    seconds: float = 5.0
    memory: int = 512
    """MiB above what the warm runner holds."""


class Region(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a solution that the learner supplies. ``text`` is the key: dedented lines, or one expression."""

    name: str
    lines: bool
    text: str


class Solution(msgspec.Struct, frozen=True):
    """A parsed solution file: an alternation of parts that ``bank.solution`` assembles into programs and views."""

    path: str
    """Relative to ``solutions/``."""
    text: str
    """The complete file as written."""
    regions: tuple[Region, ...]
    needs: tuple[str, ...]
    """Packages beyond numpy that it imports: ("torch",) or ()."""


class CodeWrong(msgspec.Struct, frozen=True, omit_defaults=True):
    """A known mistake: regions to replace, its short name, and the answer to it."""

    regions: dict[str, str]
    name: Text
    why: Text
    option: bool = True
    """Offered as an option in mode ``choose``."""


class CodeAccept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A further right answer. ``convention`` True: agrees with itself, not with the key (another convention)."""

    regions: dict[str, str]
    note: Text
    convention: bool = False


class Equivalent(msgspec.Struct, frozen=True):
    """A mechanical mutant that is no mistake, with the reason. ``mutant`` as ``bank check --survivors`` prints it."""

    mutant: str
    why: str


# -- bodies of the six kinds ------------------------------------------------------------------------


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One option of a choice. ``why`` answers a wrong one (required there)."""

    text: Text
    right: bool = False
    why: Text | None = None


class Choice(msgspec.Struct, frozen=True, omit_defaults=True, tag="choice"):
    """Pick one option, or several when ``several``. ``proof``: file whose ``prove()`` returns the list of booleans."""

    options: tuple[Option, ...]
    several: bool = False
    shuffle: bool = True
    proof: str = ""


class Pair(msgspec.Struct, frozen=True, omit_defaults=True):
    """One right pair of a match."""

    left: Text
    right: Text
    why: Text | None = None


class Match(msgspec.Struct, frozen=True, omit_defaults=True, tag="match"):
    """Pairs to join (``extra`` rights belong to none), or, with ``order``, lines to put in order (``pairs`` is empty)."""

    pairs: tuple[Pair, ...] = ()
    extra: tuple[Text, ...] = ()
    order: tuple[Text, ...] = ()
    why: Text | None = None
    """Said when the answer is wrong."""
    proof: str = ""


class Param(msgspec.Struct, frozen=True, omit_defaults=True):
    """A drawn parameter: ``values`` to choose from, or a grid ``low``..``high`` by ``step``."""

    values: tuple[float, ...] = ()
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0


class NumberWrong(msgspec.Struct, frozen=True, omit_defaults=True):
    """A wrong formula (same labels as the answer) and the answer to it."""

    answer: dict[str, str]
    why: Text
    name: Text | None = None


class NumberAccept(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another accepted formula; feedback says ``note``."""

    answer: dict[str, str]
    note: Text


class Number(msgspec.Struct, frozen=True, omit_defaults=True, tag="number"):
    """Drawn parameters, intermediate values in ``let`` and one formula per label in ``answer`` (label "" when single).

    ``tolerance`` is relative; 0 asks for the exact number. With ``compute`` the answer is not a formula but what
    ``answer(**params)`` of that solution file returns (a number, or a dict by label), run in a bank runner.
    """

    params: dict[str, Param]
    answer: dict[str, str] = {}
    let: dict[str, str] = {}
    where: tuple[str, ...] = ()
    wrong: tuple[NumberWrong, ...] = ()
    accept: tuple[NumberAccept, ...] = ()
    tolerance: float = 1e-3
    compute: str = ""
    labels: tuple[str, ...] = ()
    names: dict[str, Text] = {}
    """What a label is called, where the label itself says nothing to a reader of either language."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The label of each value that is asked for; ("",) when there is one."""
        return tuple(self.answer) or self.labels or ("",)

    def called(self, label: str, lang: str) -> str:
        """A label as it is shown in ``lang``."""
        return self.names[label].get(lang) if label in self.names else label


class TextWrong(msgspec.Struct, frozen=True):
    """Short answers that show a known mistake."""

    forms: tuple[str, ...]
    why: Text


class ShortText(msgspec.Struct, frozen=True, omit_defaults=True, tag="text"):
    """A short answer; ``bank.forms`` says how forms are compared."""

    accept: tuple[str, ...]
    wrong: tuple[TextWrong, ...] = ()
    proof: str = ""


class Essay(msgspec.Struct, frozen=True, tag="essay"):
    """A model answer and the rubric lines that the learner ticks; right from ``need`` ticks on."""

    answer: Text
    rubric: tuple[Text, ...]
    need: int


class Code(msgspec.Struct, frozen=True, omit_defaults=True, tag="code"):
    """A solution file with regions. ``start`` (mode fix) is the index of the wrong variant that regions start as."""

    mode: Mode
    solution: Solution
    check: Check
    wrong: tuple[CodeWrong, ...]
    accept: tuple[CodeAccept, ...] = ()
    start: int | None = None
    starter: dict[str, str] = {}
    """mode write/type: what a region shows at first; default ``...``."""
    shuffle: bool = True
    twin: Solution | None = None
    """The same function in the other framework; proven to agree."""
    equivalent: tuple[Equivalent, ...] = ()


Body = Choice | Match | Number | ShortText | Essay | Code


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """One question. ``revision`` is a hash of what grading depends on: a typo in a text leaves it alone."""

    id: str
    topic: str
    title: Text
    level: int
    ask: Text
    body: Body
    explain: Text
    hints: tuple[Text, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    see: tuple[str, ...] = ()
    """Where to look next: question ids, ``reference:NAME``, ``demo:D15``."""
    formerly: tuple[str, ...] = ()
    set: str = ""
    needs: tuple[str, ...] = ()
    languages: tuple[Lang, ...] = ("en", "ja")
    revision: str = ""
    file: str = ""
    line: int = 0

    @property
    def kind(self) -> Kind:
        """One of the six kinds."""
        return self.body.__struct_config__.tag  # type: ignore[return-value]

    @property
    def mode(self) -> str:
        """The mode of a code question, else ""."""
        return self.body.mode if isinstance(self.body, Code) else ""


class QuestionSet(msgspec.Struct, frozen=True):
    """Linked questions under a common text, taken in order."""

    id: str
    topic: str
    title: Text
    ask: Text
    questions: tuple[str, ...]


class Topic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One topic: a file, or several with the same ``topic``. ``group`` heads it on the home screen."""

    id: str
    title: Text
    group: str = ""
    reading: Text | None = None
    order: int = 0
    """Topics are listed by it, then by file."""


class Row(msgspec.Struct, frozen=True):
    """One question in a list, straight from the index."""

    id: str
    kind: str
    mode: str
    topic: str
    level: int
    title: Text
    tags: tuple[str, ...]
    languages: tuple[str, ...]
    needs: tuple[str, ...]
    set: str
    revision: str
    ordering: bool = False
    """A match of lines to put in order."""

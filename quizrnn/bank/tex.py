"""TeX mathematics → one line of Unicode. What has no Unicode form stays readable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&]|\s+|.", re.DOTALL)
_SUPER = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ⊤T∗*′'",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡᵀᵀ**′′",
        strict=True,
    )
)
_SUB = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0304", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7",
}  # fmt: skip
_ALPHABETS = ("mathbf", "mathbb", "mathcal", "mathfrak", "mathit", "boldsymbol", "bm")
_PLAIN = (
    "text",
    "mathrm",
    "operatorname",
    "operatorname*",
    "textbf",
    "textit",
    "mathsf",
    "mathtt",
    "texttt",
    "mbox",
)
_WORDS = (
    "tanh",
    "sinh",
    "cosh",
    "coth",
    "sin",
    "cos",
    "tan",
    "arctan",
    "arcsin",
    "arccos",
    "log",
    "ln",
    "lg",
    "exp",
    "max",
    "min",
    "argmax",
    "argmin",
    "sup",
    "inf",
    "lim",
    "det",
    "dim",
    "ker",
    "Pr",
    "gcd",
    "deg",
    "mod",
    "bmod",
)
_TIGHT = ("∂", "∇", "Δ", "⌊", "⌈", "⟨", "√")
"""After these a space is only TeX's."""
_OWN = {
    "left": "",
    "right": "",
    "big": "",
    "Big": "",
    "bigl": "",
    "bigr": "",
    "Bigl": "",
    "Bigr": "",
    "displaystyle": "",
    "limits": "",
    "nolimits": "",
    ",": " ",
    ";": " ",
    ":": " ",
    "!": "",
    " ": " ",
    "quad": "  ",
    "qquad": "    ",
    "\\": "; ",
    "{": "{",
    "}": "}",
    "%": "%",
    "$": "$",
    "&": "&",
    "#": "#",
    "_": "_",
    "|": "‖",
    "cdot": "·",
    "cdots": "⋯",
    "ldots": "…",
    "dots": "…",
    "to": "→",
    "top": "⊤",
    "lVert": "‖",
    "rVert": "‖",
    "lvert": "|",
    "rvert": "|",
    "mid": "|",
    "ast": "∗",
    "colon": ":",
    "epsilon": "ϵ",
    "varepsilon": "ε",
    "le": "≤",
    "ge": "≥",
    "ne": "≠",
    "prime": "′",
    "langle": "⟨",
    "rangle": "⟩",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "phi": "φ",
    "varphi": "φ",
    "ell": "ℓ",
    "hbar": "ℏ",
    "degree": "°",
    "circ": "∘",
    "times": "×",
    "pm": "±",
    "sim": "∼",
    "approx": "≈",
}


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    """Commands of unicodeit's table, by name; loaded when the first formula asks for one."""
    from unicodeit.data import REPLACEMENTS

    return {tex[1:]: char for tex, char in REPLACEMENTS if tex.startswith("\\")}


@lru_cache(maxsize=2048)
def unicode_math(tex: str) -> str:
    """A formula as Unicode on one line: fractions as a/b, matrices as [a b; c d]. Never raises."""
    shown = _Formula(_TOKEN.findall(tex)).sequence("")
    return re.sub(r"(?<=\S) {2,3}(?=\S)", " ", shown).strip()


class _Formula:
    """One formula, read token by token."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def sequence(self, end: str) -> str:
        """Everything up to the token ``end`` (or to the end of the formula)."""
        parts: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == end:
                break
            part = self.item(token)
            if token.isspace() and parts and parts[-1] in _TIGHT:
                continue
            if token[1:] in _WORDS and parts and parts[-1][-1:].isalnum():
                parts.append(" ")
            parts.append(part)
        return "".join(parts)

    def item(self, token: str) -> str:
        """One token with its arguments."""
        if token == "{":
            return self.group()
        if token in "^_":
            return _script(self.argument(), token)
        if token == "&":
            return " "
        if token.isspace():
            return " "
        if token.startswith("\\") and len(token) > 1:
            return self.command(token[1:])
        return {"*": "∗", "'": "′", "~": " ", "}": "", "-": "−"}.get(token, token)

    def group(self) -> str:
        """What stands up to the closing brace."""
        self.depth += 1
        inner = self.sequence("}") if self.depth < 60 else ""
        self.depth -= 1
        return inner

    def argument(self) -> str:
        """The next group or token."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        self.at += 1
        return self.item(token)

    def command(self, name: str) -> str:
        """A command without its backslash."""
        if name in ("frac", "dfrac", "tfrac"):
            over, under = self.argument(), self.argument()
            return f"{_tied(over)}/{_tied(under)}"
        if name == "binom":
            return f"C({self.argument()}, {self.argument()})"
        if name == "sqrt":
            return self.root()
        if name in _ACCENTS:
            return _accented(self.argument(), _ACCENTS[name], name)
        if name in _PLAIN:
            return self.raw()
        if name in _ALPHABETS:
            return "".join(_letter(char, name) for char in self.argument())
        if name in ("begin", "end"):
            return self.environment(name)
        if name in _WORDS:
            return name + self.space_before_letter()
        if name in _OWN:
            return self.delimiter() if name in ("left", "right") else _OWN[name]
        return _symbols().get(name) or self.unknown(name)

    def space_before_letter(self) -> str:
        """Keep a word apart from what follows it without a space of its own."""
        following = self.tokens[self.at] if self.at < len(self.tokens) else ""
        apart = following.startswith("\\") and following[1:] in _symbols() and following[1:] not in _OWN
        return " " if following.isalnum() or apart else ""

    def unknown(self, name: str) -> str:
        """A command that nobody knows: its name, and its argument in parentheses."""
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            return f"{name}({self.argument()})"
        return name + self.space_before_letter()

    def delimiter(self) -> str:
        """An invisible delimiter (``\\left.``) vanishes; others follow as they are."""
        if self.at < len(self.tokens) and self.tokens[self.at] == ".":
            self.at += 1
        return ""

    def root(self) -> str:
        """A root with its degree."""
        degree = ""
        if self.at < len(self.tokens) and self.tokens[self.at] == "[":
            self.at += 1
            degree = _script(self.sequence("]"), "^")
        inner = self.argument()
        return f"{degree}√{inner if len(inner) == 1 or inner.isdigit() else f'({inner})'}"

    def raw(self) -> str:
        """A text argument, its spaces kept."""
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            self.at += 1
            return self.group()
        return self.argument()

    def environment(self, name: str) -> str:
        """Brackets for matrices; other environments are left out."""
        kind = self.argument()
        if kind in ("pmatrix", "bmatrix", "matrix", "vmatrix", "array"):
            return "[" if name == "begin" else "]"
        return "{" if kind == "cases" and name == "begin" else ""


def _script(text: str, sign: str) -> str:
    """A sub- or superscript where every character has one, else ``_(...)`` or ``^(...)``."""
    table = _SUPER if sign == "^" else _SUB
    bare = text.strip().replace(" ", "")
    if bare and all(char in table for char in bare):
        return "".join(table[char] for char in bare)
    if bare in ("∗", "′", "″"):
        return bare if sign == "^" else f"_{bare}"
    return (
        f"{sign}{bare}" if len(bare) == 1 or (bare.isalnum() and sign == "_") else f"{sign}({text.strip()})"
    )


def _tied(text: str) -> str:
    """Parentheses around what would not stay together beside a slash."""
    text = text.strip()
    return f"({text})" if re.search(r"[\s+−/·]|(?<=.)-", text) and not _one_bracket(text) else text


def _one_bracket(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and i < len(text) - 1:
            return False
    return True


def _accented(text: str, mark: str, name: str) -> str:
    bare = text.strip()
    return unicodedata.normalize("NFC", bare + mark) if len(bare) == 1 else f"{name}({bare})"


def _letter(char: str, alphabet: str) -> str:
    name = "mathbf" if alphabet in ("boldsymbol", "bm") else alphabet
    return _symbols().get(f"{name}{{{char}}}", char)

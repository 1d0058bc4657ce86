"""Mechanical mutants: each parses, differs from the key and keeps its name."""

import ast

import pytest

from quizrnn.bank.model import Region
from quizrnn.proof.mutants import choose, mutants

BODY = '''\
"""Not touched."""
H = h.shape[1]
out = np.zeros((N, H))
for t in range(T):  # a comment, 日本語も
    z = 1 / (1 + np.exp(-(x[:, t] @ Wx + h @ Wh.T)))
    h = (1 - z) * h + z * np.tanh(np.sum(x, axis=1, keepdims=True))
    total += np.maximum(h, 0).mean()
    if t < T - 1 and not done:
        continue
label = f"{total + 1}"
return out
'''

REGIONS = [
    Region("body", True, BODY),
    Region("h_new", False, "(1 - z) * h + z * h_tilde"),
    Region("loss", False, "-np.sum(t * np.log(y + 1e-7)) / t.shape[0]"),
    Region("pair", False, "a, b"),
]


def kinds(text: str, lines: bool = False) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mutant in mutants([Region("r", lines, text)]):
        found.setdefault(mutant.kind, set()).add(mutant.text)
    return found


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_every_mutant_parses_and_differs_from_the_key_and_from_the_others(region):
    found = mutants([region])
    original = ast.dump(ast.parse(region.text if region.lines else f"({region.text})"))
    dumps = [ast.dump(ast.parse(m.text if region.lines else f"({m.text})")) for m in found]
    assert original not in dumps
    assert len({m.text for m in found}) == len(found)
    assert len({m.name for m in found}) == len(found)


def test_mutants_are_the_same_each_time_and_one_line_leaves_the_names_of_the_others_alone():
    first = mutants([REGIONS[0]])
    assert first == mutants([REGIONS[0]])
    changed = mutants([Region("body", True, BODY.replace("return out", "return out * 2"))])
    assert {m.name for m in first} <= {m.name for m in changed}


def test_only_the_place_of_the_slip_changes():
    for mutant in mutants([REGIONS[0]]):
        before, after = BODY.splitlines(), mutant.text.splitlines()
        assert len(before) == len(after)
        assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
        assert before[mutant.line - 1] != after[mutant.line - 1]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("a + b", "operator", "(a - b)"),
        ("a @ b", "swapped", "(b @ a)"),
        ("np.dot(a, b)", "swapped", "(np.dot(b, a))"),
        ("a < b", "comparison", "(a <= b)"),
        ("x.sum(axis=1)", "axis", "(x.sum(axis=0))"),
        ("x.sum(keepdims=True)", "axis", "(x.sum())"),
        ("a.T", "transpose", "(a)"),
        ("np.mean(x)", "twin", "(np.sum(x))"),
        ("np.minimum(x, y)", "twin", "(np.maximum(x, y))"),
        ("0", "constant", "(1)"),
        ("-x", "sign", "(x)"),
        ("x[t]", "index", "(x[t - 1])"),
        ("x[:n]", "index", "(x[:n + 1])"),
        ("np.tanh(x)", "call", "(x)"),
    ],
)
def test_each_kind_of_slip(text, kind, expected):
    assert expected in kinds(text)[kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [("a += 1", "assignment", "a = 1"), ("a += 1", "statement", "pass"), ("f(a)", "statement", "pass")],
)
def test_slips_of_statements(text, kind, expected):
    assert expected in kinds(text, lines=True)[kind]


def test_texts_for_people_are_left_alone():
    names = " ".join(m.name for m in mutants([REGIONS[0]]))
    assert "Not touched" not in names and "label" not in names.replace("label = f", "")
    assert not mutants([Region("r", True, "raise ValueError('n must be 1')")])


def test_a_region_that_does_not_parse_alone_has_none():
    assert mutants([Region("r", True, "else:\n    x = 1")]) == ()


def test_choice_is_limited_and_takes_from_every_kind():
    everything = mutants(REGIONS)
    picked = choose(everything, 20)
    assert len(picked) == 20
    assert {m.kind for m in picked} == {m.kind for m in everything} or len({m.kind for m in everything}) > 12
    assert choose(everything, 1000) == everything
    assert choose(everything, 20) == picked


def test_the_region_is_named_where_there_are_several():
    names = [m.name for m in mutants(REGIONS[1:3])]
    assert all(name.startswith(("h_new:", "loss:")) for name in names)

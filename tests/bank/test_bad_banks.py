# ruff: noqa: E501 (tables of cases, one a line)
"""Every problem of a bad bank is told at its exact place, in one pass, and the good part stays usable."""

from __future__ import annotations

import pytest
from bank.small import CHOICE, CODE, NUMBER, STEP, write_bank
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizrnn.bank import Bank
from quizrnn.bank.read import read_file
from quizrnn.bank.sources import Solutions
from quizrnn.errors import Problem, QuizrnnError


def problems_of(text, tmp_path, solutions=None):
    root = write_bank(tmp_path, {}, solutions)
    data = text if isinstance(text, bytes) else text.encode()
    return read_file("questions/x.yaml", data, Solutions(root / "solutions"))


def place_of(text, needle, nth=0):
    """Line and column (from 1) of a piece of text."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(needle, at + 1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


CASES = [
    # base, what is replaced, by what, where the problem is, its field, words of message and fix
    (CHOICE, "    level: 1", "    level: 1\n    lvl: 2", "lvl", "lvl", "unknown field", "level"),
    (CHOICE, "text: update", "txt: update", "txt", "options[0].txt", "unknown field 'txt'", "text"),
    (CHOICE, ", ja: どのゲートか。}", "}", "{en: Which gate?", "ask.ja", "Japanese", ""),
    (CHOICE, "どのゲートか。", "''", "''", "ask.ja", "empty", ""),
    (CHOICE, "{en: Which gate?, ja: どのゲートか。}", "Which?", "Which?", "ask", "both languages", "{en"),
    (CHOICE, ", right: true", "", "- {text: update}", "options", "no option is right", "right: true"),
    (CHOICE, "text: reset", "text: reset\n        right: true", "- {text: update", "options", "2 options are right", "several"),
    (CHOICE, "        why: {en: Not this one., ja: これではない。}\n", "", "text: reset", "options[1].why", "missing", ""),
    (CHOICE, "text: reset", "text: update", "text: update\n        why", "options[1]", "reads the same as options[0]", ""),
    (CHOICE, "kind: choice", "kind: choise", "choise", "kind", "expected one of", "choice"),
    (CHOICE, "right: true", "right: yes", "yes", "options[0].right", "'yes' is text", "true"),
    (CHOICE, "right: true", 'right: "true"', '"true"', "options[0].right", "in quotes is text", "quotes"),
    (CHOICE, "level: 1", "level: 010", "010", "level", "octal", "Write 10"),
    (CHOICE, "level: 1", "level: 7", "7", "level", "not between 1 and 3", ""),
    (CHOICE, "level: 1", "level: 1_0", "1_0", "level", "no number in YAML 1.2", "10"),
    (CHOICE, "level: 1", "level: 1:30", "1:30", "level", "base-60", ""),
    (CHOICE, "level: 1", "level: 2024-01-01", "2024-01-01", "level", "date", ""),
    (CHOICE, "level: 1", 'level: "1"', '"1"', "level", "in quotes", ""),
    (CHOICE, "level: 1", "level: 1\n    level: 2", "level: 2", "level", "given twice", "line 6"),
    (CHOICE, "id: gru.gate", "id: gate", "gate", "id", "does not start with its topic", "gru.gate"),
    (CHOICE, "kind: choice", "kind: choice\n    <<: {level: 1}", "<<", "", "merge keys", ""),
    (CHOICE, "text: update", "text: !!python/object:os.system x", "!!python", "", "tag", ""),
    (CODE, "solution: gru/step.py", "solution: gru/stp.py", "gru/stp.py", "solution", "there is no solutions/gru/stp.py", "gru/step.py"),
    (CODE, "solution: gru/step.py", "solution: ../step.py", "../step.py", "solution", "leaves solutions/", ""),
    (CODE, "solution: gru/step.py", "solution: /etc/step.py", "/etc/step.py", "solution", "leaves solutions/", ""),
    (CODE, "call: step", "call: stepp", "stepp", "check.call", "defines no 'stepp'", "step"),
    (CODE, "        W_x: float", "        Wx: float", "Wx: float", "check.given.Wx", "no such argument", "W_x"),
    (CODE, "float[D, H]", "flaot[D, H]", "flaot", "check.given.W_x", "no type of argument", "float"),
    (CODE, "float[D, H]", "float[D, H", "float[D, H\n", "check.given.W_x", "range", ""),
    (CODE, "float[D, H]", "float[D, 3^H]", "float[D, 3^H]", "check.given.W_x", "not a power", "**"),
    (CODE, "call: step", "call: step\n      driver: drv", "drv", "check.driver", "not both", ""),
    (CODE, "call: step", "driver: driv", "driv\n", "check.driver", "defines no 'driv'", "drive"),
    (CODE, "code: a\n", "code: {h_nw: a}\n", "h_nw", "wrong[0].code.h_nw", "no region 'h_nw'", "h_new"),
    (CODE, "code: a\n", "code: np.tanh(a)\n", "np.tanh(a)\n", "wrong[0].code", "is the key itself", ""),
    (CODE, "np.tanh(a) * 2", "a", "a\n        name: {en: doubled", "wrong[1].code", "the same as wrong[0]", ""),
    (CODE, "mode: choose", "mode: fix", "- code: a", "wrong", "none has 'start: true'", ""),
    (CODE, "      returns", '      where: ["H != Q"]\n      returns', '"H != Q"', "check.where[0]", "called 'Q'", ""),
    (CODE, "      returns", "      cases: [{y: 1}]\n      returns", "y: 1", "check.cases[0].y", "'given' has no 'y'", ""),
    (CODE, "      returns", "      cases: [{x: [no]}]\n      returns", "no]", "check.cases[0].x[0]", "truth value", "quotes"),
    (CODE, "      returns", "      cases: [{x: [[1], [1, 2]]}]\n      returns", "[[1], [1, 2]]", "check.cases[0].x", "equally long", ""),
    (CODE, "      returns", "      laws: [{unchangd: [x]}]\n      returns", "{unchangd", "check.laws[0]", "expected a law", "unchanged"),
    (CODE, "      returns", "      seconds: on\n      returns", "on\n", "check.seconds", "expected a number", ""),
    (NUMBER, "{=n}, k = {=k}. How", "{=m}, k = {=k}. How", '"n = {=m}', "ask.en", "nothing is called 'm'", ""),
    (NUMBER, "missing from {=out}", "missing from {=ouch}", '"One', "wrong[0].why.en", "nothing is called 'ouch'", "out"),
    (NUMBER, "{=out:.1f}.", "{=out:>9}.", '"It is', "explain.en", "no number format", ".3f"),
    (NUMBER, "answer: n - k\n", "answer: n - kk\n", "n - kk", "wrong[0].answer", "nothing is called 'kk'", "'k'"),
    (NUMBER, "answer: out\n", "answer: open('x')\n", "open(", "answer", "no function 'open'", ""),
    (NUMBER, "answer: n - k\n", "answer: n - k + 1\n", "out\n    tolerance", "answer", "is right there", ""),
    (NUMBER, "answer: out\n    tol", "answer: {o: out}\n    names: {p: {en: a, ja: b}}\n    tol", "p: {en", "names.p", "no value has the label 'p'", ""),
    (NUMBER, "answer: out\n    tol", "answer: {o: out, q: n}\n    names: {o: {en: a, ja: b}, q: {en: A, ja: c}}\n    tol", "{en: A", "names.q", "reads like", ""),
    (NUMBER, "answer: out\n    tol", "answer: {o: out}\n    names: {o: {en: a, ja: a=b}}\n    tol", "{en: a", "names.o", "holds none of", ""),
    (NUMBER, "k <= n", "k > n + 9", '["k > n + 9"]', "where", "does not hold", ""),
    (NUMBER, "to: 12", "to: 2", "2}", "params.n.to", "below 'from'", ""),
    (NUMBER, "tolerance: 0", "tolerance: 1e-3x", "1e-3x", "tolerance", "expected a number", ""),
]  # fmt: skip


@pytest.mark.parametrize(("base", "old", "new", "where", "field", "message", "fix"), CASES)
def test_problem_names_place_field_and_remedy(base, old, new, where, field, message, fix, tmp_path):
    text = base.replace(old, new, 1)
    assert text != base
    content = problems_of(text, tmp_path)
    line, column = place_of(text, where)
    found = [p for p in content.problems if (p.line, p.column, p.field) == (line, column, field)]
    assert found, (line, column, field, content.problems)
    assert any(message in p.message and fix in p.fix + p.message for p in found), found
    assert not content.questions


def test_the_small_banks_are_sound(tmp_path):
    for text in (CHOICE, CODE, NUMBER):
        content = problems_of(text, tmp_path)
        assert content.problems == ()
        assert len(content.questions) == 1


def test_numbers_of_yaml_1_2_are_taken_as_they_look(tmp_path):
    content = problems_of(NUMBER.replace("tolerance: 0", "tolerance: 1e-3"), tmp_path)
    assert content.problems == ()
    assert content.questions[0].body.tolerance == 0.001


def test_plain_words_are_texts_where_a_text_is_expected(tmp_path):
    text = CHOICE.replace("text: update", "text: no").replace("text: reset", "text: 010")
    content = problems_of(text, tmp_path)
    assert [option.text.en for option in content.questions[0].body.options] == ["no", "010"]


def test_all_problems_come_in_one_pass_and_the_rest_is_kept(tmp_path):
    second = CHOICE.split("questions:\n")[1].replace("gru.gate", "gru.other")
    bad = (
        CHOICE.replace("level: 1", "level: 9")
        .replace("text: update", "txt: update")
        .replace("ja: ゲート}", "jp: ゲート}")
    )
    content = problems_of(bad + second, tmp_path)
    assert {p.field for p in content.problems} >= {
        "level",
        "options[0].txt",
        "options[0].text",
        "title.jp",
        "title.ja",
    }
    assert [question.id for question in content.questions] == ["gru.other"]


def test_the_mistake_of_a_comma_in_a_flow_text_is_explained(tmp_path):
    content = problems_of(CHOICE.replace("Not this one.", "Not this one, no"), tmp_path)
    assert any("needs quotes" in p.fix for p in content.problems)


FILES = [
    (b"topic: gru\nquestions:\n\t- id: x\n", 3, 1, "spaces"),
    ("topic: gru\ntitle: \u00e9".encode("latin-1"), 2, 8, "UTF-8"),
    ("topic: gru".encode("utf-16"), 1, 1, "UTF-8"),
    (b"", 1, 1, "topic"),
    (b"- a\n- b\n", 1, 1, ""),
    (b"topic: [gru\n", 2, 1, "quotes"),
    (b"topic: a: b\n", 1, 9, "quotes"),
    (b"topic: *nothing\n", 1, 8, "quotes"),
    (b"topic: gru\n---\ntopic: x\n", 2, 1, ""),
    (b"topic: gru\x00\n", 1, 11, ""),
    (b"[" * 30_000 + b"]" * 30_000, 0, 0, ""),
    (b"x" * 50_000_000, 0, 0, "Split"),
    (b"topic: &a [*a]\n", 1, 8, ""),
    (b"topic: &a {<<: *a}\n", 1, 8, ""),
]


@pytest.mark.parametrize(("data", "line", "column", "fix"), FILES)
def test_files_that_do_not_parse(data, line, column, fix, tmp_path):
    content = problems_of(data, tmp_path)
    assert not content.questions
    first = content.problems[0]
    assert (first.line, first.column) == (line, column)
    assert fix in first.fix


def test_a_byte_order_mark_is_no_problem(tmp_path):
    assert problems_of(b"\xef\xbb\xbf" + CHOICE.encode(), tmp_path).problems == ()


def test_aliases_that_explode_are_refused(tmp_path):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    content = problems_of("\n".join(rows), tmp_path)
    assert "blow this file up" in content.problems[0].message


def test_ordinary_aliases_are_read(tmp_path):
    text = CHOICE.replace("why: {en: Not", "why: &w {en: Not").replace(
        "    explain: {en: Because., ja: そう定義されている。}", "    explain: *w"
    )
    content = problems_of(text, tmp_path)
    assert content.problems == ()
    assert content.questions[0].explain.en == "Not this one."


SOLUTIONS = [
    ("# endregion\n", "", 11, "closes nothing|never closed|inside"),
    ("# region after", "# region afer", 12, "unknown mark"),
    ("    #ja: 状態\n", "", 5, "1 lines in English and 0 in Japanese"),
    ("    return h_new", "    return h_new  # <- h_new", 9, "marked twice"),
    ("# <- h_new", "# <- 3", 8, "no region name"),
    ("    h_new = np", "    h_new = = np", 8, "does not compile"),
    ("# region hidden", "# region hidden\n# region hidden", 16, "opens inside"),
    ("  # <- h_new", "", 0, "marks no region"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), SOLUTIONS)
def test_faults_of_a_solution_file_are_told_in_that_file(old, new, line, message, tmp_path):
    content = problems_of(CODE, tmp_path, {"gru/step.py": STEP.replace(old, new, 1)})
    assert not content.questions
    import re

    found = [p for p in content.problems if re.search(message, p.message)]
    assert found, content.problems
    if line:
        assert found[0].file == "solutions/gru/step.py"
        assert found[0].line >= line
    else:
        assert found[0].file == "questions/x.yaml"


def test_a_link_out_of_the_bank_is_refused(tmp_path):
    outside = tmp_path / "outside.py"
    outside.write_text(STEP)
    root = write_bank(tmp_path / "bank", {"gru.yaml": CODE.replace("gru/step.py", "gru/link.py")})
    (root / "solutions/gru/link.py").symlink_to(outside)
    bank = Bank.open(root, tmp_path / "cache")
    assert "leaves solutions/" in bank.problems[0].message
    assert bank.rows() == []


# -- several files ----------------------------------------------------------------------------------


def test_the_second_of_two_equal_ids_is_left_out_at_its_place(tmp_path):
    root = write_bank(tmp_path / "b", {"a.yaml": CHOICE, "b.yaml": CHOICE, "c.yaml": CODE})
    bank = Bank.open(root, tmp_path / "cache")
    (problem,) = bank.problems
    assert (problem.file, problem.line, problem.column) == ("questions/b.yaml", 4, 9)
    assert "questions/a.yaml:4" in problem.message
    assert [row.id for row in bank.rows()] == ["gru.gate", "gru.step"]


def test_an_older_id_may_not_be_in_use(tmp_path):
    other = CODE.replace("    level: 2", "    level: 2\n    formerly: [gru.gate]")
    bank = Bank.open(write_bank(tmp_path / "b", {"a.yaml": CHOICE, "c.yaml": other}), tmp_path / "cache")
    (problem,) = bank.problems
    assert problem.field == "formerly[0]"
    assert problem.line == 8


def test_links_to_nothing_name_the_nearest(tmp_path):
    text = CHOICE.replace("    level: 1", "    level: 1\n    see: [gru.gat, 'reference:gru', 'demo:D1']")
    text = text.replace(
        "questions:\n",
        "sets:\n  - {id: gru.set, title: {en: A, ja: あ}, ask: {en: B, ja: い}, questions: [gru.gate, gru.gone]}\nquestions:\n",
        1,
    )
    bank = Bank.open(write_bank(tmp_path / "b", {"a.yaml": text}), tmp_path / "cache")
    by_field = {p.field: p for p in bank.problems}
    assert by_field["see[0]"].fix == "Did you mean 'gru.gate'?"
    assert not by_field["see[0]"].fatal
    assert by_field["questions[1]"].fatal
    assert bank.sets() == ()
    assert [row.id for row in bank.rows()] == ["gru.gate"]


def test_missing_hints_are_a_warning(tmp_path):
    content = problems_of(CHOICE.replace("level: 1", "level: 3"), tmp_path)
    (problem,) = content.problems
    assert not problem.fatal
    assert problem.field == "hints"
    assert len(content.questions) == 1


def test_a_folder_that_is_no_bank_is_told(tmp_path):
    with pytest.raises(QuizrnnError, match="questions/"):
        Bank.open(tmp_path)
    with pytest.raises(QuizrnnError, match="no folder"):
        Bank.open(tmp_path / "gone")


# -- nothing ever raises ----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [b"", b"\n", b"\t", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a ", b"!!x ", b"'", b'"', b"\xff", b"\x00", b"null",
     b"no", b"1e-3", b"010", b"{=", b"|", b">", b"#", b"en", b"...", b"---", b"?", b"%", b"@", b"\xe3\x81"]
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    base=st.sampled_from([CHOICE, CODE, NUMBER]),
    edits=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 12), PIECES), min_size=1, max_size=4),
)
def test_mutated_files_yield_problems_never_exceptions(base, edits, tmp_path_factory):
    data = base.encode()
    for position, length, piece in edits:
        at = position % (len(data) + 1)
        data = data[:at] + piece + data[at + length :]
    content = read_file("questions/x.yaml", data, _solutions(tmp_path_factory))
    for problem in content.problems:
        assert isinstance(problem, Problem)
        assert problem.message
        assert "Traceback" not in str(problem)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.tuples(st.integers(0, 700), st.integers(0, 12), PIECES | st.sampled_from([b"# <- x", b"# region answer: y\n", b"# endregion\n", b"#en: a\n"])), min_size=1, max_size=4))  # fmt: skip
def test_mutated_solutions_yield_faults_never_exceptions(edits):
    from quizrnn.bank.sources import read_text

    text = STEP
    for position, length, piece in edits:
        at = position % (len(text) + 1)
        text = text[:at] + piece.decode("utf-8", "replace") + text[at + length :]
    file = read_text("x.py", text)
    assert file.solution is not None
    if not file.faults:
        from quizrnn.bank import solution

        assert solution.view(file.solution, "en").lines
        solution.extract(file.solution, text)


def _solutions(factory):
    if not _KEPT:
        _KEPT.append(Solutions(write_bank(factory.mktemp("kept"), {}) / "solutions"))
    return _KEPT[0]


_KEPT: list[Solutions] = []

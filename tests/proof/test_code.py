"""Code questions: each way in which a question can be false is found, at its place and in plain words."""

from __future__ import annotations

import pytest

from quizrnn.proof.places import Places
from quizrnn.proof.report import question_lines


def errors(proof):
    return [(finding.field, finding.message) for finding in proof.findings if finding.level == "error"]


def test_a_sound_question_is_proven(small):
    _, proof = small.prove()
    assert (proof.status, errors(proof)) == ("proven", [])
    assert proof.killed == proof.mutants > 5


def test_a_wrong_variant_that_is_right(small):
    question, proof = small.prove(small.code.replace("code: z * c", "code: z * c + (1 - z) * h"))
    assert proof.status == "failed"
    assert errors(proof) == [("wrong[0]", "is not wrong")]
    lines = list(question_lines(question, proof, Places(small.root)))
    text = (small.root / "questions" / "small.yaml").read_text("utf-8").splitlines()
    row = next(i for i, line in enumerate(text, 1) if "code: z * c" in line)
    assert lines[0] == f"questions/small.yaml:{row}:9  small.mix: wrong[0] is not wrong"
    assert "z * c + (1 - z) * h agrees with the key on all" in lines[1]


def test_sizes_that_were_always_one_are_named(small):
    code = small.code.replace('h: "float[N, H]"', 'h: "float[N, H]"').replace(
        "    wrong:\n", "      sizes: {N: 1..1, H: 1..3}\n    wrong:\n"
    )
    code = code.replace("code: z * c", "code: (1 - z[0]) * h + z[0] * c")
    _, proof = small.prove(code)
    assert "N was always drawn as 1" in proof.findings[0].fix


def test_a_solution_that_does_not_pass_ends_the_proof(small):
    _, proof = small.prove(mix=small.solution.replace("return", "return undefined +"))
    assert proof.status == "failed"
    assert [field for field, _ in errors(proof)] == ["solution"]
    assert "undefined" in proof.findings[0].fix
    assert proof.mutants == 0


def test_two_variants_that_return_the_same(small):
    _, proof = small.prove(small.code.replace("(1 - z) * c + z * h", "c * z"))
    assert errors(proof) == [("wrong[1]", "cannot be told from wrong[0]")]


def test_at_most_one_option_merely_raises(small):
    one = small.code.replace("code: z * c", "code: z @ c @ h @ z @ nothing")
    assert small.prove(one)[1].status == "proven"
    _, proof = small.prove(one.replace("(1 - z) * c + z * h", "h + missing"))
    assert ("wrong[1]", "merely fails, as wrong[0] does") in errors(proof)


def test_a_starter_that_is_right_already(small):
    code = small.code.replace("mode: choose", "mode: type") + "    starter: z * c + (1 - z) * h\n"
    assert errors(small.prove(code)[1]) == [("starter", "is right already")]


ACCEPT = "    accept:\n      - {code: %s, note: {en: other, ja: 別}, convention: %s}\n"


@pytest.mark.parametrize(
    ("code", "convention", "expected"),
    [
        ("h + z * (c - h)", "false", []),
        ("(1 - z) * c + z * h + 0.5", "true", []),
        ("h + z * (c - h)", "true", ["is no other convention: it agrees with the key on all inputs"]),
        ("h + z * c", "false", ["does not agree with the key"]),
        ("h + z * nothing", "true", ["is not accepted"]),
    ],
)
def test_accepted_answers(small, code, convention, expected):
    _, proof = small.prove(small.code + ACCEPT % (code, convention))
    assert errors(proof) == [("accept[0]", message) for message in expected]


def test_a_search_finds_where_an_accepted_answer_departs(small):
    few = small.code.replace("    wrong:\n", "      inputs: 4\n    wrong:\n")
    accept = ACCEPT % ("(1 - z) * h + z * c + (c > 40)", "false")
    _, proof = small.prove(few + accept)
    (finding,) = [finding for finding in proof.findings if finding.field == "accept[0]"]
    assert finding.level == "error"
    entry = finding.fix.splitlines()[-1]
    assert entry.startswith("- {z: [[") and "Put this under 'cases:'" in finding.fix
    with_case = few.replace("    wrong:\n", f"      cases:\n        {entry}\n    wrong:\n", 1)
    _, proof = small.prove(with_case + accept)
    assert ("accept[0]", "does not agree with the key") in errors(proof)


def test_a_search_finds_what_would_part_a_variant_from_the_key_or_from_another(small):
    few = small.code.replace("    wrong:\n", "      inputs: 4\n    wrong:\n")
    _, proof = small.prove(few.replace("code: z * c", "code: (1 - z) * h + z * c + (c > 40)"))
    assert errors(proof) == [("wrong[0]", "is not wrong")]
    assert "'cases:' of the check:\n- {z: [[" in proof.findings[0].fix
    _, proof = small.prove(few.replace("(1 - z) * c + z * h", "z * c + (c > 40)"))
    assert errors(proof) == [("wrong[1]", "cannot be told from wrong[0]")]
    assert "'cases:' of the check:\n- {z: [[" in proof.findings[0].fix


def test_a_weak_check_fails_and_names_its_survivors(small):
    weak = small.code.replace('z: "float[N, H] 0..1"', 'z: "float[N, H] 0..0"')
    weak = weak.replace("code: z * c", "code: h + 1").replace("(1 - z) * c + z * h", "h + 2")
    question, proof = small.prove(weak)
    assert ("check", "notices only") in [(field, message[:12]) for field, message in errors(proof)]
    assert proof.killed < proof.mutants
    lines = "\n".join(question_lines(question, proof, Places(small.root), survivors=True))
    assert 'solutions/mix.py:5  mutant: "1: ' in lines
    assert "survivors: line 5 (see --survivors)" in lines


def test_equivalent_marks(small):
    weak = small.code.replace('z: "float[N, H] 0..1"', 'z: "float[N, H] 0..0"')
    weak = weak.replace("code: z * c", "code: h + 1").replace("(1 - z) * c + z * h", "h + 2")
    _, before = small.prove(weak)
    marks = "".join(f'      - {{mutant: "{one.name}", why: z is 0}}\n' for one in before.survivors)
    _, after = small.prove(weak + "    equivalent:\n" + marks)
    assert after.status == "proven"
    assert after.mutants == before.mutants - len(before.survivors)
    stale = '    equivalent:\n      - {mutant: "1: x -> y", why: none}\n'
    assert errors(small.prove(small.code + stale)[1]) == [("equivalent[0]", "names no mutant: '1: x -> y'")]
    killed = '    equivalent:\n      - {mutant: "1 - z -> 1 + z", why: no}\n'
    assert errors(small.prove(small.code + killed)[1]) == [
        ("equivalent[0]", "marks a mutant that the check notices")
    ]


def test_a_stress_input_on_which_the_solution_fails(small):
    solution = small.solution.replace("    return", "    assert h.max() < 500\n    return")
    stress = (
        "      stress:\n        - {case: {z: [[1.0]], h: [[%s]], c: [[1.0]]}, note: {en: large, ja: 大}}\n"
    )
    code = small.code.replace("    wrong:\n", stress % "9.0" + "    wrong:\n").replace(
        'h: "float[N, H]"', 'h: "float[N, H] -99..99"'
    )
    assert small.prove(code, mix=solution)[1].status == "proven"
    _, proof = small.prove(code.replace("[[9.0]]", "[[900.0]]"), mix=solution)
    ((field, message),) = errors(proof)
    assert field == "check.stress[0]" and "raises AssertionError" in message


def test_a_hostile_bank_is_only_a_failed_proof(small, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("kept")
    evil = f"import os\nos.remove({str(victim)!r})\n" + small.solution
    assert small.prove(mix=evil)[1].status == "failed"
    assert victim.read_text() == "kept"
    assert (
        small.prove(mix=small.solution.replace("    return", "    import os; os._exit(0)\n    return"))[
            1
        ].status
        == "failed"
    )


def test_a_mutant_that_loops_counts_as_killed(small, monkeypatch):
    monkeypatch.setattr("quizrnn.proof.bench.MUTANT_SECONDS", 0.2)
    loop = (
        "import numpy as np\n\n\ndef mix(z, h, c):\n    # region answer: new\n    n = 3\n    while n > 0:\n"
    )
    loop += "        n -= 1\n        h = h * 2 + z\n    return h\n    # endregion\n"
    code = small.code.replace("mode: choose", "mode: write")
    code = code.replace("code: z * c", "code: return z * c").replace("(1 - z) * c + z * h", "return c")
    _, proof = small.prove(code, mix=loop)
    assert proof.status == "proven"
    assert proof.killed == proof.mutants


def test_one_question_that_breaks_the_prover_is_told_as_unproven(small, monkeypatch):
    from quizrnn.proof import code

    def fails(bench):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(code, "prove", fails)
    _, proof = small.prove()
    assert proof.status == "unproven"
    assert "ZeroDivisionError" in proof.findings[0].message


def test_torch_that_is_missing_is_said_plainly(small, monkeypatch):
    from quizrnn.proof import prover

    monkeypatch.setattr(prover, "find_spec", lambda name: None)
    solution = small.solution.replace("import numpy as np", "import torch")
    _, proof = small.prove(mix=solution)
    assert proof.status == "unproven"
    assert "torch is not installed" in proof.findings[0].message
    assert "pip install" in proof.findings[0].fix


@pytest.mark.torch
def test_a_twin_has_to_agree(small):
    pytest.importorskip("torch")
    twin = small.solution.replace("import numpy as np", "import torch").replace("  # <- new", "")
    code = small.code + "    twin: mix_torch.py\n"
    assert small.prove(code, mix_torch=twin)[1].status == "proven"
    _, proof = small.prove(code, mix_torch=twin.replace("z * c", "z * c * 2"))
    assert errors(proof) == [("twin", "does not agree with the key")]
    assert "on input" in proof.findings[0].fix.lower()


def test_a_training_reaches_its_threshold_and_its_wrong_variants_miss_it(small):
    solution = (
        "def train(seed):\n    return 1.0  # <- new\n\n\n# region hidden\n"
        "def drive(answer, case):\n    return answer.train(case.seed)\n\n\n"
        "def measure(value, case):\n    return value\n# endregion\n"
    )
    head, tail = small.code.split("    check:\n")
    check = (
        "    check:\n      driver: drive\n      given: {seed: int 0..9}\n"
        "      threshold: {measure: measure, at_least: 0.9, need: 1, seeds: [0, 1]}\n"
    )
    code = head + check + "    wrong:" + tail.split("    wrong:")[1].replace("code: z * c", "code: '0.5'")
    good = code.replace("code: (1 - z) * c + z * h", "code: '0.25'")
    assert small.prove(good, mix=solution)[1].status == "proven"
    bad = code.replace("code: (1 - z) * c + z * h", "code: '0.95'")
    _, proof = small.prove(bad, mix=solution)
    assert ("wrong[1]", "is not wrong") in errors(proof)

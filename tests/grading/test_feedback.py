"""What a learner reads: facts in words, in both languages, without a sign that colour alone carries."""

import msgspec
import pytest
from grading.make import CHOICE, CODE, ESSAY, MATCH, NUMBER, ORDER, PAIR, SEVERAL, SHORT, question

from quizrnn.bank.model import Region, Solution, Threshold
from quizrnn.grading import Coded, Essayed, Matched, Picked, Typed, feedback, grade_now, is_over, solved
from quizrnn.grading import blocks as b
from quizrnn.grading.ran import ran_blocks
from quizrnn.grading.values import MARK, lines, sample
from quizrnn.i18n import tr
from quizrnn.i18n.feedback import EN, JA
from quizrnn.verdict import Call, Counterexample, Fault, Ran, Verdict

ANSWER = Coded({"y": "x * x"})


def array(value, *shape):
    return {"array": value, "dtype": "float64", "shape": list(shape)}


def text(page):
    return msgspec.json.encode(page).decode()


def code_text(verdict, lang="en", answer=ANSWER):
    return text(feedback(question(CODE), answer, verdict, lang).blocks)


def flat(view, cell=None):
    return "\n".join("".join(span.text for span in line) for line in lines(view, cell))


def test_a_wrong_shape_names_the_axes_and_sees_a_transposition():
    fault = Fault("shape", expected=[2, 3], got=[3, 2], axes=("N", "H"))
    en, ja = (code_text(Verdict("wrong", fault=fault), lang) for lang in ("en", "ja"))
    assert "rows are the batch axis N" in en and "(3, 2)" in en and "(2, 3)" in en and "other way round" in en
    assert "行はバッチの軸 N" in ja and "入れ替わって" in ja


@pytest.mark.parametrize(
    ("got", "expected", "en", "ja"),
    [
        (
            0,
            2,
            "The result at `[1]` has no entries; 2 are expected.",
            "結果（`[1]`）に要素がありません。正しくは 2 個です。",
        ),
        (
            1,
            2,
            "The result at `[1]` has 1 entry; 2 are expected.",
            "結果（`[1]`）の要素は 1 個ですが、正しくは 2 個です。",
        ),
        (
            3,
            1,
            "The result at `[1]` has 3 entries; 1 is expected.",
            "結果（`[1]`）の要素は 3 個ですが、正しくは 1 個です。",
        ),
    ],
)
def test_the_length_of_a_list_is_said_in_words(got: int, expected: int, en: str, ja: str) -> None:
    fault = Fault("shape", code="entries", path="[1]", got=[got], expected=[expected])
    assert en in code_text(Verdict("wrong", fault=fault))
    assert ja in code_text(Verdict("wrong", fault=fault), "ja")
    below = Fault("gradient", code="entries", path="gradients.w", got=[got], expected=[expected])
    assert en.split("` ")[1] in code_text(Verdict("wrong", fault=below))


@pytest.mark.parametrize(
    ("axes", "en", "ja"),
    [
        (("N", "H"), "row n = 0, unit h = 1 (counted from 0)", "行 n = 0、ユニット h = 1（0 から数える）"),
        (("K", "D"), "k = 0, feature d = 1 (counted from 0)", " k = 0、特徴 d = 1（0 から数える）"),
        (("H", "W"), "h = 0, w = 1 (counted from 0)", " h = 0、w = 1（0 から数える）"),
        (
            ("D", ""),
            "feature d = 0, axis 1 at 1 (counted from 0)",
            "特徴 d = 0、軸 1 の 1 番（0 から数える）",
        ),
        (
            ("H", "H"),
            "axis 0 at 0, axis 1 at 1 (counted from 0)",
            "軸 0 の 0 番、軸 1 の 1 番（0 から数える）",
        ),
        ((), "index [0, 1] (counted from 0)", "添字 [0, 1]（0 から数える）"),
    ],
)
def test_a_value_that_differs_is_named_by_output_and_place(axes: tuple[str, ...], en: str, ja: str) -> None:
    found = Counterexample(
        {"x": 1.0}, array([[0.0, 0.5]], 1, 2), array([[0.0, 2.0]], 1, 2), "context", cell=(0, 1)
    )
    verdict = Verdict("wrong", Fault("value", path="context", axes=axes), found)
    words = code_text(verdict, "en")
    assert f"a value differs at `context`, {en}: 0.5 is expected, yours is 2." in words
    words = code_text(verdict, "ja")
    assert f"`context` の{ja}で値が異なり、期待される値は 0.5、あなたの値は 2 です" in words


def test_a_gradient_that_differs_is_named_by_what_it_is_the_gradient_of() -> None:
    found = Counterexample({"x": 1.0}, array([0.5], 1), array(["nan"], 1), "gradients.b", cell=(0,))
    verdict = Verdict("wrong", Fault("gradient", path="gradients.b", axes=("H",)), found)
    words = code_text(verdict, "en")
    assert "the gradient differs at `b`, unit h = 0 (counted from 0): 0.5 is expected, yours is nan." in words
    assert "`b` のユニット h = 0（0 から数える）で勾配が異なり" in code_text(verdict, "ja")


def test_keys_are_called_keys() -> None:
    fault = Fault("shape", path="counts", expected=["cat", "on"], got=[])
    assert "keys of the result at `counts` are none; expected are `cat`, `on`" in code_text(
        Verdict("wrong", fault)
    )
    words = code_text(Verdict("wrong", fault), "ja")
    assert "キーは なし ですが、正しくは `cat`, `on` です" in words


@pytest.mark.parametrize("path", ["", "loss"])
def test_a_single_number_that_differs_has_no_place(path: str) -> None:
    verdict = Verdict("wrong", Fault("value", path=path), Counterexample({}, 1 / 3, 1 / 3 + 1e-9, path))
    words = code_text(verdict, "en")
    assert (
        "0.3333333333333333 is expected" in words
        and "counted" not in words
        and ("`loss`" in words) == (path != "")
    )
    assert ("`loss` で値が異なり" in code_text(verdict, "ja")) == (path != "")


def test_of_several_regions_ones_own_code_stands_under_their_names():
    source = "def double(x):\n    weight = 2  # <- weight\n    return weight * x  # <- out\n"
    regions = (Region("weight", False, "2"), Region("out", False, "weight * x"))
    two = msgspec.structs.replace(CODE, solution=Solution("t/double.py", source, regions, ()))
    answer = Coded({"out": "weight + x", "weight": "3"})
    for lang, captions in (
        ("en", ["Your code for weight", "Your code for out"]),
        ("ja", ["あなたのコード（weight）", "あなたのコード（out）"]),
    ):
        own = [block for block in solved(question(two), answer, lang) if isinstance(block, b.Code)][:2]
        assert [block.caption for block in own] == captions
        assert [block.text for block in own] == ["3", "weight + x"]
    one = next(block for block in solved(question(CODE), ANSWER, "en") if isinstance(block, b.Code))
    assert (one.caption, one.text) == ("Your code", "x * x")


def test_a_wrong_value_shows_input_expected_got_and_the_differing_cell():
    example = Counterexample(
        {"x": array([[0.0], [1.0]], 2, 1)},
        array([[0.0], [2.0]], 2, 1),
        array([[0.0], [1.0]], 2, 1),
        cell=(1, 0),
        step=1,
        paste="double(np.array([[0.], [1.]]))",
    )
    page = feedback(
        question(CODE), ANSWER, Verdict("wrong", Fault("value"), example, mistake=0, inputs=100), "en"
    )
    samples = next(block for block in page.blocks if isinstance(block, b.Samples))
    assert [part.label for part in samples.samples] == ["x", "expected", "yours"]
    marked = [span for line in samples.samples[2].lines for span in line if span.style == "differs"]
    assert [span.text for span in marked] == [f"{MARK}1."]
    words = text(page.blocks)
    assert "t = 1" in words and "double(np.array" in words
    assert "equals that of *the square* on all 100 inputs" in words and "squared" in words


def test_without_a_result_only_the_input_is_shown():
    example = Counterexample({"x": 1.0}, 2.0, None, paste="double(1.0)")
    raised = code_text(Verdict("error", Fault("run", "ValueError"), example))
    assert "Smallest input" in raised and "expected" not in raised and "double(1.0)" in raised
    assert "Smallest input" not in code_text(Verdict("error", Fault("name", expected="double"), example))


def test_cells_are_aligned_and_large_arrays_are_cut_around_the_difference():
    assert flat(array([[1.0, -20.0], [300.5, 4.0]], 2, 2)) == "[[   1.  -20.]\n [300.5    4.]]"
    big = flat(array([[float(100 * i + j) for j in range(30)] for i in range(40)], 40, 30), (25, 17))
    assert f"{MARK}2517." in big and len(big.split("\n")) < 16 and "…" in big
    assert flat(array([[[1.0]], [[2.0]]], 2, 1, 1), (1, 0, 0)) == f"[0]\n[[1.]]\n[1]\n[[{MARK}2.]]"
    assert flat(array([], 0)) == "[]"


def test_texts_mark_the_character_and_control_characters_are_taken_out():
    assert flat("ab\x1b[31mc", (1,)) == f'"a{MARK}b�[31mc"'
    assert "\x1b" not in text(sample("x\x1b", "\x1b]0;evil\x07"))


def test_the_named_part_of_a_result_is_shown():
    shown = sample("expected", {"gradients": {"W": array([1.0, 2.0], 2)}, "loss": 3.0}, (1,), "gradients.W")
    assert shown.text == f"[1.  {MARK}2.]" or shown.text == f"[ 1. {MARK}2.]"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict("timeout", Fault("run", limit=5.0, line=7)), ["Timed out after 5 s", "line 7"]),
        (Verdict("memory", Fault("run", limit=512)), ["512 MiB"]),
        (Verdict("blocked", Fault("run", got="os.fork")), ["os.fork", "not available"]),
        (
            Verdict("blocked", Fault("run", "PermissionError", "[Errno 1]", ((3, "os.fork()"),))),
            ["`os.fork()` is not available"],
        ),
        (Verdict("error", Fault("run", "EOFError", code="input")), ["input()", "arguments"]),
        (Verdict("error", Fault("run", code="breakpoint")), ["breakpoint"]),
        (
            Verdict(
                "error",
                Fault("run", "ModuleNotFoundError", "No module named 'pandas'", code="missing-import"),
            ),
            ["pandas", "NumPy"],
        ),
        (
            Verdict(
                "error", Fault("run", "ZeroDivisionError", "division by zero", ((4, "f(x)"), (9, "1 / 0")))
            ),
            ["ZeroDivisionError", "9", "1 / 0"],
        ),
        (Verdict("error", Fault("parse", message="invalid syntax", line=3)), ["Line 3"]),
        (Verdict("error", Fault("name", expected="double")), ["double"]),
        (Verdict("error", Fault("name", message="module 'answer' has no attribute 'Cell'")), ["no `Cell`"]),
        (Verdict("error", Fault("name", expected="double", code="not-callable")), ["`double` is there"]),
        (Verdict("error", Fault("kind", expected="array", got="None")), ["return"]),
        (Verdict("wrong", Fault("kind", expected="array", got="list")), ["a list", "an array"]),
        (Verdict("wrong", Fault("dtype", expected="float64", got="float32")), ["float32", "float64"]),
        (Verdict("wrong", Fault("gradient", path="gradients.W")), ["gradient", "W"]),
        (Verdict("wrong", Fault("law", path="x", code="unchanged")), ["x", "copy"]),
        (
            Verdict(
                "wrong",
                Fault(
                    "threshold",
                    expected={"at_least": 0.94, "need": 2, "seeds": [0, 1, 2]},
                    got=[0.5, 0.6, None],
                ),
            ),
            ["at least 0.94 in 2 of 3 runs", "0.5, 0.6, no number"],
        ),
        (Verdict("broken", detail="worker gone"), ["does not count", "worker gone"]),
        (Verdict("right", accepted=0, inputs=26, stress=(0,)), ["26 inputs", "a sum", "overflows"]),
        (Verdict("right", output="hello\x1b[2J", output_cut=True, inputs=26), ["hello", "cut here"]),
    ],
)
def test_each_rung_has_words_of_its_own(verdict, words):
    en, ja = code_text(verdict), code_text(verdict, "ja")
    assert all(word in en for word in words), en
    assert en != ja and "\x1b" not in en


@pytest.mark.parametrize("outcome", ["right", "wrong", "error", "timeout", "memory", "blocked", "broken"])
@pytest.mark.parametrize(
    "rung",
    ["parse", "name", "run", "kind", "shape", "dtype", "value", "gradient", "law", "threshold", "stable"],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_fault_is_without_words(outcome, rung, lang):
    page = feedback(question(CODE), ANSWER, Verdict(outcome, Fault(rung)), lang)
    assert isinstance(page.blocks[0], b.Heading) and page.blocks[0].text and page.blocks[0].sign


def test_the_chosen_wrong_option_says_why_and_every_option_has_its_reason():
    page = feedback(question(CHOICE), Picked((0,)), grade_now(question(CHOICE), Picked((0,))), "en")
    assert "not this" in text(page.blocks)
    options = next(block for block in page.solved if isinstance(block, b.Options))
    assert [(note.right, note.picked, note.why) for note in options.options] == [
        (False, True, "not this"),
        (True, False, ""),
        (False, False, "nor this"),
    ]
    assert "because" in text(page.solved)


def test_recognised_mistakes_are_named_with_drawn_numbers():
    q = question(NUMBER)
    answer = Typed(str(4 * (n := round(float(solved_number(q)) * 4))), 1)
    words = text(feedback(q, answer, grade_now(q, answer), "en"))
    assert "times four" in words and f"multiplied {n}" in words
    q = question(SHORT)
    assert "another trap" in text(
        feedback(q, Typed("overfitting"), grade_now(q, Typed("overfitting")), "en").blocks
    )


def solved_number(q):
    return next(block for block in solved(q, Typed("", 1), "en") if isinstance(block, b.Prose)).text


@pytest.mark.parametrize(
    ("body", "answer", "over"),
    [
        (CHOICE, Picked((0,)), True), (SEVERAL, Picked((0,)), True), (MATCH, Matched((1, 0)), True),
        (ORDER, Matched((1, 0, 2)), True), (ESSAY, Essayed("t", ()), True), (NUMBER, Typed("9999", 1), False),
        (SHORT, Typed("x"), False), (CODE, Coded({"y": "x"}), False), (CODE, Picked((0,)), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_kind_has_feedback_and_says_whether_it_is_over(body, answer, over, lang):
    q = question(body)
    verdict = grade_now(q, answer, None) if body is not CODE else Verdict("wrong", mistake=0)
    assert is_over(q, answer, verdict) is over
    page = feedback(q, answer, verdict, lang)
    assert page.blocks and page.solved


def test_no_sentence_blames():
    for sentence in [*EN.values(), *JA.values()]:
        assert not any(
            word in sentence.casefold()
            for word in (
                "you failed",
                "your mistake",
                "forgot",
                "you should have",
                "あなたの誤り",
                "忘れ",
                "間違え",
            )
        )


@pytest.mark.parametrize(
    ("lang", "head", "named"),
    [
        ("en", "an accepted form on all 100 inputs", "Recognised: a sum"),
        ("ja", "別の形と一致", "次の形として受け取りました: a sum"),
    ],
)
def test_an_accepted_form_is_not_said_to_be_the_key(lang, head, named):
    verdict = Verdict("right", accepted=0, inputs=100, score=1.0)
    page = feedback(question(CODE), ANSWER, verdict, lang)
    assert head in page.blocks[0].text
    assert tr("feedback", "right-code", lang, inputs=100) != page.blocks[0].text
    assert named in text(page.blocks)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [("en", ["Your answer 9   never", "Answer 8   yes"]), ("ja", ["あなたの答え 9   never", "正解 8   yes"])],
)
def test_a_wrong_choice_begins_with_both_numbers_as_they_were_shown(lang, lines):
    verdict = Verdict("wrong", picked=(1, 2), mistake=2)
    page = feedback(question(CHOICE), Picked((2,)), verdict, lang, lambda index: {1: 8, 2: 9}.get(index, 1))
    assert [block.text.split("（")[0] for block in page.blocks[1:3]] == lines
    assert isinstance(page.blocks[0], b.Heading)


@pytest.mark.parametrize(("lang", "line"), [("en", "Answer 2   yes"), ("ja", "正解 2   yes")])
def test_a_right_choice_names_what_was_right(lang, line):
    right = feedback(question(CHOICE), Picked((1,)), Verdict("right"), lang, lambda index: index + 1)
    assert [block.text.split("（")[0] for block in right.blocks[1:]] == [line]


def test_of_several_right_options_the_numbers_are_named():
    page = feedback(question(SEVERAL), Picked((0, 2)), Verdict("wrong", picked=(1, 2)), "en", lambda i: 3 - i)
    assert [block.text for block in page.blocks[1:3]] == ["Your answer 1, 3", "Answer 2, 3"]


def test_the_options_of_code_are_named_by_number_too():
    wrong = (msgspec.structs.replace(CODE.wrong[0], option=True), CODE.wrong[1])
    choosing = question(msgspec.structs.replace(CODE, mode="choose", wrong=wrong))
    page = feedback(choosing, Picked((0,)), Verdict("wrong", mistake=0, picked=(0,)), "en", lambda i: i + 2)
    assert [block.text for block in page.blocks[1:3]] == ["Your answer 2   `x * x`", "Answer 1   `2 * x`"]


def test_only_what_was_shrunk_is_called_the_smallest_input():
    example = Counterexample({"x": array([[0.0]], 1, 1)}, paste="double(1)")
    raised = Verdict("error", Fault("run", exception="ValueError"), example)
    late = Verdict("timeout", Fault("run", limit=5.0), example)
    gone = Verdict("error", Fault("run", code="exited"), example)
    assert ["Smallest input" in code_text(verdict) for verdict in (raised, late, gone)] == [
        True,
        False,
        False,
    ]


def test_a_file_that_is_not_there_is_explained():
    fault = Fault("run", exception="FileNotFoundError", message="[Errno 2] No such file: 'a.csv'")
    assert "An answer finds no files" in code_text(Verdict("error", fault))


def test_a_broken_verdict_gives_its_reason_once_and_for_every_kind():
    lacking = Verdict("broken", Fault("run", code="missing-torch"), detail="torch is not installed")
    assert "torch is not installed" not in code_text(lacking) and "needs PyTorch" in code_text(lacking)
    computed = feedback(question(NUMBER), Typed("1", 0), Verdict("broken", detail="ZeroDivisionError"), "en")
    assert "ZeroDivisionError" in text(computed.blocks)


def test_of_many_spellings_the_first_in_the_language_of_the_reader_are_shown():
    forms = ("the carry", "carry", "繰り上がり", "carry bit", "桁上げ", "carry flag")
    many = question(msgspec.structs.replace(SHORT, accept=forms))
    assert solved(many, None, "en")[0].text == "the carry / carry bit"
    assert solved(many, None, "ja")[0].text == "繰り上がり（the carry）"
    latin = question(msgspec.structs.replace(SHORT, accept=("ELBO", "VLB")))
    assert solved(latin, None, "ja")[0].text == "ELBO"


TRAINED = msgspec.structs.replace(
    CODE,
    check=msgspec.structs.replace(
        CODE.check, threshold=Threshold(measure="accuracy", seeds=(0, 1, 2), need=2, at_least=0.99)
    ),
)


@pytest.mark.parametrize(
    ("lang", "measured", "head"),
    [
        (
            "en",
            (1.0, 0.998, None),
            "Right: 1, 0.998, no number reached; asked for was at least 0.99 in 2 of 3 runs",
        ),
        (
            "ja",
            (1.0, 0.998, None),
            "正解です。1, 0.998, 数でない に達しました（基準: 3 回のうち 2 回で 0.99 以上）",
        ),
        ("en", (), "Right: at least 0.99 in 2 of 3 runs reached"),  # stored before measures were
        ("ja", (), "正解です。3 回のうち 2 回で 0.99 以上という基準に達しました"),
    ],
)
def test_a_right_training_says_what_was_measured(lang, measured, head):
    verdict = Verdict("right", inputs=3, score=1.0, measured=measured)
    assert feedback(question(TRAINED), ANSWER, verdict, lang).blocks[0].text == head


@pytest.mark.parametrize(
    ("lang", "stops", "equals"),
    [("en", "stops in the same way as", "equals that of"), ("ja", "止まり方", "一致")],
)
def test_a_mistake_that_raises_is_not_said_to_have_a_result(lang, stops, equals):
    fault = Fault("run", exception="ZeroDivisionError")
    raised = code_text(Verdict("error", fault=fault, mistake=0, inputs=5), lang)
    differing = code_text(Verdict("wrong", fault=Fault("value"), mistake=0, inputs=5), lang)
    assert stops in raised and equals not in raised
    assert stops not in differing and equals in differing


def test_prints_say_whose_they_are():
    def label(verdict):
        return next(
            block
            for block in feedback(question(CODE), ANSWER, verdict, "en").blocks
            if isinstance(block, b.Output)
        ).label

    wrong = Verdict("wrong", fault=Fault("value"), output="1\n", output_here=True, inputs=100)
    assert label(wrong) == "Your output on this input"
    assert label(Verdict("right", output="1\n", inputs=100)) == "Your output on all 100 inputs together"
    assert label(Verdict("error", fault=Fault("parse"), output="1\n")) == "Your output"


CALL = Call("double", {"x": array([9.0], 1)}, array([9.0], 1))


@pytest.mark.parametrize(
    ("calls", "more", "caption", "names", "own"),
    [
        ((), 0, "Smallest input", ["x", "way"], None),
        ((CALL,), 0, "Smallest input of double", ["x"], ["way"]),
        ((CALL, CALL), 0, "Smallest values that the check starts from", ["x", "way"], None),
        ((CALL,), 7, "Smallest values that the check starts from", ["x", "way"], None),
    ],
)
def test_behind_a_driver_only_what_was_handed_over_is_called_the_input(calls, more, caption, names, own):
    seen = Counterexample(
        {"x": array([1.0], 1), "way": 2}, array([8.0], 1), array([9.0], 1), calls=calls, calls_more=more
    )
    verdict = Verdict("wrong", fault=Fault("value"), counterexample=seen)
    found = [
        block
        for block in feedback(question(CODE), ANSWER, verdict, "en").blocks
        if isinstance(block, b.Samples)
    ]
    assert found[0].caption == caption
    assert [one.label for one in found[0].samples][: len(names)] == names
    if own:
        assert found[0].samples[0].text == "[9.]"
        assert (found[1].caption, [one.label for one in found[1].samples]) == ("The check's own values", own)
    assert [one.label for block in found for one in block.samples][-2:] == ["expected", "yours"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_run_shows_its_prints_before_its_values(lang):
    plain = Ran(output="hi\n", given={"x": 1.0}, value=2.0)
    kinds = [type(block).__name__ for block in ran_blocks(CODE, plain, lang)]
    assert kinds == ["Heading", "Output", "Samples", "Samples"]
    again = ran_blocks(CODE, msgspec.structs.replace(plain, again=True), lang)
    assert again[0] != ran_blocks(CODE, plain, lang)[0]


def test_a_run_behind_a_driver_shows_the_calls_and_what_else_the_check_compares():
    ran = Ran(
        given={"x": 1.0, "way": 2}, value={"out": array([9.0], 1), "x after": 5.0}, calls=(CALL,), driven=True
    )
    words = "\n".join(
        f"{block.caption}: {[(one.label, one.text) for one in block.samples]}"
        for block in ran_blocks(CODE, ran, "en")
        if isinstance(block, b.Samples)
    )
    assert words == (
        "double was called with: [('x', '[9.]'), ('Returned', '[9.]')]\n"
        "The check's own values: [('way', '2')]\n"
        ": [('What the check compares', 'x after: 5.')]"
    )
    alone = msgspec.structs.replace(ran, value=array([9.0], 1))
    assert "compares" not in text(tuple(ran_blocks(CODE, alone, "en")))


@pytest.mark.parametrize(
    ("picks", "en", "ja"),
    [
        ((0,), "Partly right: 1 of 2", "一部が正解です（2 個のうち 1 個）"),
        (
            (0, 2),
            "Partly right: 1 of 2, and 1 that is not right",
            "一部が正解です（正解 2 個のうち 1 個、ほかに誤りを 1 個選択）",
        ),
        (
            (0, 1, 2),
            "Partly right: 2 of 2, and 1 that is not right",
            "一部が正解です（正解 2 個のうち 2 個、ほかに誤りを 1 個選択）",
        ),
        ((2,), "Not the right answer", "不正解です"),
    ],
)
def test_of_several_right_options_those_that_were_picked_count(picks, en, ja):
    q, answer = question(SEVERAL), Picked(picks)
    heads = [feedback(q, answer, grade_now(q, answer), lang).blocks[0].text for lang in ("en", "ja")]
    assert heads == [en, ja]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_of_several_numbers_the_right_and_the_wrong_ones_are_marked(lang):
    q = question(PAIR)

    def told(typed):
        return text(feedback(q, Typed(typed, 1), grade_now(q, Typed(typed, 1)), lang).blocks)

    assert "c = 0.75 ✓, h = 9 ✗" in told("0.75, 9") and "c = 9 ✗, h = 1.5 ✓" in told("c=9, h=1.5")
    assert "✓" not in told("9, 9") and "✗" not in told("9, 9")

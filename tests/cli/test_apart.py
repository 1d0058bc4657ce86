"""Two mistakes at once on the command line: a sitting line by line, a file, JSON, and the same at a replay."""

import json

from grading.two_regions import write

EN = ["By itself, beside the worked solution's other lines:", "- Line 3: a square", "- Line 5: a difference"]
JA = [
    "ほかの行を解答例のものにして、一つずつ確かめると:",
    "- 3 行目: 結果が「二乗」と一致する",
    "- 5 行目: 結果が「差」と一致する",
]


def test_a_sitting_line_by_line_names_both_mistakes_and_a_replay_says_the_same(shell, tmp_path):
    bank = str(write(tmp_path / "pair"))
    for lang, words, whys in (
        ("en", EN, ["Line 3: That squares.", "Line 5: That subtracts."]),
        ("ja", JA, ["3 行目: 二乗している。", "5 行目: 引いている。"]),
    ):
        arguments = ("pair.type", "--new", "--lang", lang)
        quiz = shell.text("quiz", "--plain", "--bank", bank, *arguments, input="x * x\nx - 3\n:q\n")
        for said in (quiz, shell.text("replay", "last", "--bank", bank, "--lang", lang)):
            lines = said.splitlines()
            assert lines.index(words[0]) + 1 == lines.index(words[1]) == lines.index(words[2]) - 1, said
            assert lines.index(whys[0]) + 1 == lines.index(whys[1]) > lines.index(words[2]), said


def test_a_file_is_told_by_its_own_lines_and_json_holds_the_parts(shell, tmp_path):
    bank = str(write(tmp_path / "pair"))
    shell.text("start", "pair.fix", "--bank", bank)
    path = shell.work / "pair.fix.py"
    text = path.read_text("utf-8")
    line = text[: text.index("# <- second")].count("\n") + 1
    path.write_text(text.replace("x + 3", "x - 3"), "utf-8")
    said = shell.text("check", "pair.fix", "--bank", bank, "--lang", "en", code=1)
    assert f"Line {line} as you changed it: a difference (what was there was right)" in said
    found = json.loads(shell.text("check", "pair.fix", "--json", "--bank", bank, "--lang", "en", code=1))
    assert found["apart"] == [
        {
            "region": "second",
            "lines": [line, line],
            "right": False,
            "mistake": {"index": 2, "name": "a difference", "why": "That subtracts."},
        }
    ]
    assert "apart" in shell.text("check", "--help")

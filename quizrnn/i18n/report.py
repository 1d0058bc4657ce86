"""The report that a question is wrong, as it is given to the learner to fill in; and outcomes in a word."""

EN = {
    "text": "# Something is wrong with {id}\n\n"
    "- Title: {title}\n- File: {file}\n- Revision: {revision}\n- Language: English\n- Draw: {seed}\n"
    "- quizrnn {version}\n\n"
    "## What is wrong, and what would be right?\n\n(write here)\n\n",
    "set": "The text that several questions share",
    "question": "The question as it was shown",
    "options": "What could be chosen",
    "code": "The code that was given",
    "answer": "The learner's answer",
    "verdict": "The verdict",
    "counterexample": "The input that showed it",
    "unanswered": "(not answered yet)",
    "ticked": "Ticked:",
    "region": "{name}:",
    "outcome.right": "right",
    "outcome.wrong": "wrong",
    "outcome.error": "error",
    "outcome.timeout": "timeout",
    "outcome.memory": "memory",
    "outcome.blocked": "blocked",
    "outcome.broken": "broken",
    "outcome.answer": "answered",
    "outcome.skip": "skipped",
    "outcome.unknown": "unknown",
    "outcome.revealed": "revealed",
}

JA = {
    "text": "# {id} についての報告\n\n"
    "- 題名: {title}\n- ファイル: {file}\n- 版: {revision}\n- 言語: 日本語\n- 乱数: {seed}\n"
    "- quizrnn {version}\n\n"
    "## どこが誤りで、どうあるべきか\n\n（ここに書く）\n\n",
    "set": "いくつかの問題に共通の文",
    "question": "表示された問題",
    "options": "選択肢",
    "code": "与えられたコード",
    "answer": "自分の解答",
    "verdict": "判定",
    "counterexample": "違いが出た入力",
    "unanswered": "（まだ答えていません）",
    "ticked": "選んだ観点:",
    "region": "{name}:",
    "outcome.right": "正解",
    "outcome.wrong": "不正解",
    "outcome.error": "実行エラー",
    "outcome.timeout": "時間切れ",
    "outcome.memory": "メモリ不足",
    "outcome.blocked": "禁止された動作",
    "outcome.broken": "判定不能",
    "outcome.answer": "解答のみ",
    "outcome.skip": "飛ばした",
    "outcome.unknown": "わからない",
    "outcome.revealed": "解答を見た",
}

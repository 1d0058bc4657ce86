"""The sitting line by line: prompts, commands and the closing words."""

EN = {
    "begin": "{count} {count:question|questions}. Commands start with a colon; :help lists them.",
    "resume": "Going on with the sitting of {when}: question {at} of {count}. (quizrnn quiz --plain --new begins another.)",
    "none": "No question fits. `quizrnn bank list` shows what there is.",
    "head": "Question {at} of {count}: {title}  ({kind}, level {level}, {id})",
    "set": "Belongs together: {title}",
    "code-given": "The code. {names} stands for the part that is asked for.",
    "code-start": "The code, with the parts that are yours between the marked lines:",
    "region-begin": "--- {name}: from here",
    "region-end": "--- {name}: to here",
    "hints-left": "({count} {count:hint|hints}: :hint)",
    "prompt": "> ",
    "prompt-choice": "Number of the option:",
    "prompt-several": "Numbers of all options that are right, such as 1 3:",
    "prompt-match": "For each number its letter, such as 1b 2a:",
    "prompt-order": "The numbers in the right order, such as 2 1 3:",
    "prompt-number": "Number:",
    "prompt-numbers": "Numbers ({labels}), separated by commas:",
    "prompt-text": "Short answer:",
    "prompt-essay": "Your text. A line with only a full stop ends it; so does a command, which keeps the text.",
    "prompt-ticks": "Which of these points did your text cover? Their numbers, such as 1 3; an empty line for none:",
    "prompt-expression": "{name}, one line (an empty line keeps what is shown):",
    "prompt-lines": "{name}, several lines. A line with only a full stop ends it; at once, it keeps what is shown.",
    "kept": "now: {text}",
    "kept-essay": "What you have written so far:",
    "again": "Answer again, or :answer shows the solution, :next goes on.",
    "hint": "Hint {number} of {count}: {text}",
    "no-hint": "There are no more hints.",
    "skipped": "Skipped. It will come back another day.",
    "unknown": "Good to know. Here is the answer; the question will come back.",
    "language": "The language is English now.",
    "continue": "Enter goes on. For this question: :see :rate :mark :wrong :undo",
    "continue-end": "Enter ends. For this question: :see :rate :mark :wrong :undo",
    "continue-only": "Here :next, :see, :rate, :mark, :wrong, :undo, :lang, :help and :quit are known; Enter goes on.",
    "see": "Where to go on (:see with a number opens it):",
    "see-none": "Nothing is named for going on from this question.",
    "see-which": "Say a number from 1 to {count}, such as :see 1.",
    "see-demo": "{title}. Train it with: quizrnn demo {name}",
    "see-early": "Where to go on is said after the answer.",
    "see-back": "Back to the sitting, after {id}.",
    "undone": "The last answer is taken back.",
    "undo-none": "There is no answer to take back here.",
    "marked": "Bookmarked: {id}.",
    "unmarked": "The bookmark is taken away: {id}.",
    "restarted": "The code is as it was at the start. :restart once more brings back what you wrote.",
    "restart-undone": "What you wrote is back.",
    "restart-none": "The code is as it was at the start.",
    "stopped": "Stopped; nothing was judged. Answer again, or leave with :quit or Ctrl+C.",
    "no-command": "There is no command :{name}. :help lists them.",
    "waiting-torch": "PyTorch is being loaded once; this takes a few seconds.",
    "gone": "{id} is no longer in the bank and is left out.",
    "no-torch": "{count} {count:question needs|questions need} PyTorch, which is not installed, and {count:is|are} left out. Add it with: pip install torch --index-url https://download.pytorch.org/whl/cpu",
    "problems": "{count} {count:fault|faults} in the bank, {out} {out:question|questions} left out; the rest can be used. `quizrnn bank check` says what is wrong.",
    "saved": "The sitting is saved at question {at} of {count}. `{command}` goes on there.",
    "saved-memory": "The sitting could not be saved; {at} of {count} questions were reached.",
    "end": "The end: {right} right, {wrong} not yet, {unknown} unknown, {skipped} skipped; {minutes} min.",
    "end-left": "{count} {count:question was|questions were} passed over without an answer.",
    "end-again": "To look at again: {ids}",
    "help": """Commands:
  :hint (:h)      one hint more
  :skip (:s)      leave the question for another day
  :? (:d)         I don't know: show the answer
  :answer (:a)    show the solution after trying
  :next (:n)      go on
  :again (:r)     show the question again
  :undo (:u)      take back the last answer, also when it was to the question before
  :rate WORD      rate the last answer yourself: again, hard, good or easy
  :file PATH      code: take the answer from a file
  :run            code: run the code as it stands now, without judging it
  :restart        code: back to the start; once more, back to what you wrote
  :lang (:l)      English or Japanese
  :mark (:b)      set or take away a bookmark
  :wrong (:w)     this question is wrong: set it aside and write a report to fill in
  :see N (:v N)   after the answer: open what is listed there (reference, demo, another question)
  :quit (:q)      save and leave; so does the end of the input
After a verdict, :see, :rate, :mark, :wrong and :undo are about the question just answered until you go on:
on a terminal with Enter, in a script with any other line (:again is one).
Ctrl+C while code is checked stops the check; otherwise it saves and leaves.
A text that begins with a colon itself: write two.""",
    "key-answer": "right",
    "picked": "your pick",
    "kind-choice": "choice",
    "kind-match": "matching",
    "kind-number": "number",
    "kind-text": "short answer",
    "kind-essay": "in your own words",
    "kind-code": "code",
    "line": "line {line}",
}

JA = {
    "begin": "全 {count} 問。コマンドはコロンで始めます（:help で一覧）。",
    "resume": "{when} の続きから始めます（{count} 問中 {at} 問目）。新しく始めるには quizrnn quiz --plain --new です。",
    "none": "条件に合う問題がありません。`quizrnn bank list` で一覧を見られます。",
    "head": "問 {at}/{count}: {title}  （{kind}、レベル {level}、{id}）",
    "set": "ひと続きの問題: {title}",
    "code-given": "コード。{names} の所を答えます。",
    "code-start": "コード。印の行に挟まれた所が解答欄です。",
    "region-begin": "--- {name}: ここから",
    "region-end": "--- {name}: ここまで",
    "hints-left": "（ヒント {count} 個: :hint）",
    "prompt": "> ",
    "prompt-choice": "選択肢の番号:",
    "prompt-several": "正しいものすべての番号（例: 1 3）:",
    "prompt-match": "番号ごとに記号を（例: 1b 2a）:",
    "prompt-order": "正しい順に番号を（例: 2 1 3）:",
    "prompt-number": "数値:",
    "prompt-numbers": "数値（{labels}）をカンマ区切りで:",
    "prompt-text": "短い語句で:",
    "prompt-essay": "自由に書いてください。ピリオドだけの行で終わります（コマンドの行でも中断でき、書いた分は残ります）。",
    "prompt-ticks": "書いた文が触れている点の番号を（例: 1 3、無ければ空行）:",
    "prompt-expression": "{name} を 1 行で（空行なら今のまま）:",
    "prompt-lines": "{name} を何行でも。ピリオドだけの行で終わります（最初にそれだけなら今のまま）。",
    "kept": "今の内容: {text}",
    "kept-essay": "ここまでに書いた内容:",
    "again": "もう一度答えるか、:answer で解答、:next で次へ進みます。",
    "hint": "ヒント {number}/{count}: {text}",
    "no-hint": "ヒントはこれで全部です。",
    "skipped": "飛ばしました。また別の日に出題します。",
    "unknown": "では答えを見てみましょう。この問題はまた出題します。",
    "language": "表示を日本語にしました。",
    "continue": "Enter で次へ。この問題には :see :rate :mark :wrong :undo",
    "continue-end": "Enter で終わり。この問題には :see :rate :mark :wrong :undo",
    "continue-only": "ここで使えるのは :next :see :rate :mark :wrong :undo :lang :help :quit です。Enter で次へ進みます。",
    "see": "次に見るなら（:see 番号 で開きます）:",
    "see-none": "この問題から先に見るものは、特にありません。",
    "see-which": "1 から {count} の番号を付けてください（例: :see 1）。",
    "see-demo": "{title}。実行するには: quizrnn demo {name}",
    "see-early": "次に見るものは、答えた後に表示します。",
    "see-back": "元に戻りました（{id} の後）。",
    "undone": "直前の解答を取り消しました。",
    "undo-none": "ここで取り消せる解答はありません。",
    "marked": "しおりを付けました: {id}",
    "unmarked": "しおりを外しました: {id}",
    "restarted": "コードを最初の状態に戻しました。もう一度 :restart で、書いたものに戻せます。",
    "restart-undone": "書いたものに戻しました。",
    "restart-none": "コードは最初の状態のままです。",
    "stopped": "中止しました。判定はしていません。もう一度答えるか、:quit か Ctrl+C で終了します。",
    "no-command": ":{name} というコマンドはありません。:help で一覧を見られます。",
    "waiting-torch": "最初に一度だけ PyTorch を読み込みます（数秒かかります）。",
    "gone": "{id} は問題集に無くなったため除きました。",
    "no-torch": "PyTorch が無いため {count} 問を除きました。次の一行で追加できます: pip install torch --index-url https://download.pytorch.org/whl/cpu",
    "problems": "問題集に不備が {count} 件あり、{out} 問を除きました。ほかの問題は使えます。内容は `quizrnn bank check` で確認できます。",
    "saved": "{count} 問中 {at} 問目で保存しました。`{command}` で続きから再開します。",
    "saved-memory": "保存できませんでした。{count} 問中 {at} 問目まで進みました。",
    "end": "終わりです。正解 {right}、まだ {wrong}、わからない {unknown}、飛ばした {skipped}。{minutes} 分。",
    "end-left": "答えずに進んだ問題が {count} 問あります。",
    "end-again": "もう一度見たい問題: {ids}",
    "help": """コマンド:
  :hint (:h)      ヒントをもう一つ
  :skip (:s)      飛ばして別の日に
  :? (:d)         わからない（答えを見る）
  :answer (:a)    解いてみたあとで解答を見る
  :next (:n)      次へ
  :again (:r)     問題をもう一度表示
  :undo (:u)      直前の解答を取り消す（一つ前の問題のものでも）
  :rate 評価      直前の解答を自分で評価する: again、hard、good、easy
  :file PATH      コード: 解答をファイルから読む
  :run            コード: 今のコードを判定せずに動かす
  :restart        コード: 最初の状態に戻す（もう一度で書いたものに戻す）
  :lang (:l)      日本語と英語の切り替え
  :mark (:b)      しおりを付ける、外す
  :wrong (:w)     問題に誤りがある: 出題から外し、報告の下書きを書き出す
  :see 番号 (:v)  答えた後で: 挙げられたもの（参照コード、デモ、ほかの問題）を開く
  :quit (:q)      保存して終了（入力の終わりでも同じ）
判定の後の :see :rate :mark :wrong :undo は、次へ進むまでは今答えた問題についてのものです。
端末では Enter で、スクリプトではこれら以外の行（:again など）で次へ進みます。
判定中の Ctrl+C は判定だけを中止し、それ以外では保存して終了します。
コロンで始まる文を答えるときは、コロンを二つ書きます。""",
    "key-answer": "正解",
    "picked": "選んだもの",
    "kind-choice": "選択",
    "kind-match": "対応・並べ替え",
    "kind-number": "数値",
    "kind-text": "短答",
    "kind-essay": "記述",
    "kind-code": "コード",
    "line": "{line} 行目",
}

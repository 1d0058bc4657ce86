"""What ``--help`` says.

A command's help stands under its path (``bank list``), its line in the list of commands under ``list bank list``,
an option under ``bank list --topic``, or under ``--topic`` where it says the same everywhere.
"""

EN = {
    # -- in every command -------------------------------------------------------------------------
    "--help": "Show this text and end.",
    "--version": "Show the version and end.",
    "--bank": "A folder with questions/ and solutions/; otherwise the bank that ships.",
    "--lang": "Language; otherwise the saved one, then that of the locale.",
    "--data": "Folder that keeps your progress (or set QUIZRNN_HOME).",
    "--json": "One JSON object instead of text.",
    "--no-record": "Do not keep the attempts in your progress.",
    # -- the list of commands ---------------------------------------------------------------------
    "list quiz": "Answer questions, in the app or line by line with --plain.",
    "list due": "List what is to be reviewed today.",
    "list start": "Write an exercise to a file, to solve it in your own editor.",
    "list check": "Judge an exercise file.",
    "list run": "Run an exercise file without judging it.",
    "list watch": "Judge exercise files each time they are saved.",
    "list replay": "Judge a stored answer again.",
    "list progress": "What you have done: topics, attempts, export and import.",
    "list progress topics": "How far each topic has come, and where it is weak.",
    "list progress list": "List your attempts.",
    "list progress export": "Write everything to a file.",
    "list progress import": "Merge an export from a second machine.",
    "list bank": "List, prove, preview and write questions.",
    "list bank list": "List questions, with filters.",
    "list bank check": "Prove a bank: every key, every wrong variant.",
    "list bank preview": "Show a question as the learner sees it, anew on each save.",
    "list bank new": "Write the skeleton of a question that already passes.",
    "list bank schema": "Print the JSON Schema of the question format.",
    "list reference": "Read the reference models.",
    "list demo": "Train a demo and watch what happens.",
    "list demo list": "List the demos.",
    "list demo show": "Show what a demo is about, its parameters and variants.",
    "list demo run": "Train a demo.",
    "list data": "List and fetch data sets for the demos.",
    "list data list": "List the data sets.",
    "list data get": "Fetch a data set.",
    "list doctor": "Tell how well answers are isolated here, and where things lie.",
    "list completion": "Print the completion script of a shell.",
    # -- each command -----------------------------------------------------------------------------
    "quizrnn": "Exam-prep questions on recurrent networks. Without a command, the app opens.",
    "quiz": "Answer questions: of topics, of sets, or by their ids; without names, of the whole bank.\n\n"
    "A sitting that was left goes on where it stopped. Without --plain the app opens, on these questions where "
    "any are named. With --plain each answer is a line, commands start with a colon (:help lists them), and the "
    "end of the input saves the sitting. --review asks what is due today; of other sittings, right answers ahead "
    "of their day are practice and leave the schedule alone.",
    "quiz --plain": "Line by line on stdin and stdout; works in a pipe.",
    "quiz --new": "Begin a new sitting even where one was left.",
    "quiz --count": "At most so many questions.",
    "quiz --kind": "Only this kind; may be given several times.",
    "quiz --level": "Only this level.",
    "quiz --tag": "Only questions with this tag.",
    "quiz --review": "Only what is due today.",
    "quiz --unseen": "Only new questions (not seen yet, or only skipped or practised), from where you are in the course.",
    "quiz --practice": "Leave the schedule alone, whatever you answer.",
    "quiz --shuffle": "In a random order; sets stay together.",
    "quiz --seed": "Makes draws, orders of options and --shuffle repeatable.",
    "due": "List what is to be reviewed today, in the order in which it is asked.\n\n"
    "--json prints one object: schema (1), day (today's study day, which turns at 04:00), minutes, questions "
    "[{id topic title due seconds}] and next {day count} or null: the next day with something due.",
    "start": "Write the exercise ID to ID.py, with the problem as a comment in your language.\n\n"
    "Prints the file's name.",
    "start --dir": "Where to write (here).",
    "start --force": "Write over a file that is there.",
    "check": 'Judge FILE as an answer to ID; without FILE, ID.py in this folder. "-" reads stdin.\n\n'
    "Exit code 0 right, 1 not right yet, 2 could not be judged.\n\n"
    "--json prints one object: schema (1), verdict, question {id revision topic title}, feedback (text), "
    "counterexample {given expected got path cell step paste setup} or null, mistake {index name why} or null, apart "
    "(of several parts each by itself) [{region lines right mistake}], output "
    '{text cut}, seconds, rung, accepted, notes. Arrays are {"array": nested list, "dtype", "shape"}; nan and '
    "infinities are the texts nan, inf, -inf.",
    "check --region": "FILE (or stdin) holds the text of this region alone; the name may be left out where there "
    "is one.",
    "run": "Run FILE (ID.py here when left out) on an example input and show what comes out. Nothing is judged.",
    "run --json": "One JSON object: schema question output output_cut given value calls fault seconds.",
    "watch": "Judge the exercises of DIR (here) each time one is saved.\n\n"
    "On a terminal: n next, h hint, s solution, q quit.",
    "watch --poll": "Look every second instead of waiting for file events.",
    "replay": 'Judge the answer of ATTEMPT again: a number of `quizrnn progress list`, or "last".\n\n'
    "Where the question has changed since, the answer and its verdict are shown as they were stored, and it is "
    "judged again only where it means the same to the question as it is now.\n\n"
    "Exit code 0 the same verdict, 1 another one, 2 could not be judged.\n\n"
    "--json prints one object: schema (1), attempt, question {id revision title}, at, same, changed (the question "
    "is not the one that was answered any more), answer, then and now (verdicts; now is null where it was not "
    "judged again), feedback (text).",
    "progress": "What you have done: topics, attempts, export and import.",
    "progress topics": "Show how far each topic has come: questions whose last answer was right, of all; and where it "
    "is weak.\n\n"
    "--json prints objects with schema (1), group, topic, title, total, right, seen, weak.",
    "progress topics --json": "One JSON object for each topic, a line each.",
    "progress list": "List attempts (at the questions ID), oldest first, with the numbers that replay takes.\n\n"
    "--json prints objects with schema (1), attempt, question, revision, at, outcome, rating (0 to 4), undone.",
    "progress list --json": "One JSON object for each attempt, a line each.",
    "progress export": 'Write everything to FILE ("-": stdout): attempts, schedule, marks, drafts, settings. JSON '
    "lines.",
    "progress export --force": "Write over FILE.",
    "progress import": "Merge an export from a second machine; what is known already is not doubled.\n\n"
    "All or nothing: a file that cannot be read to its end changes nothing.",
    "bank": "List, prove, preview and write questions.",
    "bank list": "List the questions that fit every filter.",
    "bank list --topic": "Only this topic.",
    "bank list --kind": "choice, match, number, text, essay or code.",
    "bank list --mode": "choose, type, write or fix.",
    "bank list --level": "1, 2 or 3.",
    "bank list --tag": "Only questions with this tag.",
    "bank list --marked": "Only questions with a bookmark.",
    "bank list --aside": "Only questions that were set aside.",
    "bank list --text": "Words to look for in ids, titles (also of topics), questions and tags; the best first.",
    "bank list --json": "An array of objects.",
    "bank check": "Prove a bank: every key, every wrong variant, every accepted answer is executed.\n\n"
    "Without names all questions are checked. Exit code 0: all proven; 1: a proof failed or a file is faulty; 2: "
    "something could not be judged here, for example because torch is missing.\n\n"
    '--json prints {"version": 1, "strength": share of mutants killed or null, "problems": [{file line column '
    'question field message fix fatal}], "questions": [{"id", "status": "proven" | "failed" | "unproven", '
    '"strength", "mutants", "killed", "findings": [{level file line column field message fix}], "survivors": '
    "[{mutant file line}]}]}",
    "bank check --fast": "Only read the files; run no code.",
    "bank check --survivors": "Name the mechanical mutants that no input tells from the key.",
    "bank check --no-cache": "Prove everything anew.",
    "bank check --jobs": "Worker processes; one for each core otherwise.",
    "bank check --json": "One object, described above.",
    "bank preview": "Show the questions of FILE as the learner sees them, each with its proof, and again on each "
    "save.",
    "bank preview --lang": "One language only; both otherwise.",
    "bank preview --once": "Print and end, without waiting for the next save.",
    "bank preview --no-proof": "Show only; run no code.",
    "bank new": "Add a skeleton to TOPIC that already passes, to the bank here (a folder with questions/) or in "
    "--bank.\n\n"
    "KIND is choice, match, number, text or essay; for code it is choose, type (or blank), write or fix.",
    "bank new --name": "The last part of the id; otherwise new-KIND.",
    "bank schema": "Print the JSON Schema of a question file; editors complete and check with it.\n\n"
    "Write it beside the questions (quizrnn bank schema > questions/schema.json) and start each file with "
    "'# yaml-language-server: $schema=./schema.json'.",
    "reference": "List the reference models, or explain NAME (a row, a family or a function) and show its code.",
    "reference --torch": "Show the PyTorch twin.",
    "demo": "Train a demo and watch it: quizrnn demo NAME. Its parameters: quizrnn demo show NAME.",
    "demo list": "List the demos: number, name, what it shows, how long it takes.",
    "demo list --json": "An array of objects.",
    "demo show": "Show the demo NAME: what it is about, its parameters with their limits, its variants and figures.",
    "demo run": "Train the demo NAME (or its number, D01). Ctrl+C stops it and keeps what is done.",
    "demo run --set": "A parameter; several values (lr=0.1,0.5) make a sweep.",
    "demo run --try": "A variant of the demo, or default; several make a sweep.",
    "demo run --seed": "Where its random numbers begin.",
    "demo run --seeds": "So many seeds, from --seed on: a sweep.",
    "demo run --predict": "Say first what will happen; the report tells whether it did.",
    "demo run --device": "Where a demo that uses torch computes ('demo show NAME' says whether it does).",
    "demo run --data": "Data of your own, or the name of a set that 'quizrnn data get' brought.",
    "demo run --out": "Folder of the run; otherwise a new one among your runs.",
    "demo run --resume": "Go on with the run or sweep in that folder.",
    "demo run --cores": "Runs at a time in a sweep; otherwise one for each core.",
    "demo run --cluster": "Run a sweep on the Dask cluster there.",
    "demo run --json": "One JSON event a line on stdout.",
    "demo run --help-params": "Show the demo's parameters and variants instead of running it.",
    "data": "List and fetch data sets for the demos; without any, every demo makes its own data.",
    "data list": "List the data sets: name, what it is, size, licence, and whether it is there.",
    "data get": "Fetch the data set NAME, check it, and say where it is. A broken download goes on where it stopped.",
    "doctor": "Tell how well answers are isolated here (by trying), versions, where things lie, and what the "
    "terminal is.",
    "doctor --probes": "List every probe of the self-test.",
    "completion": "Print the completion script of SHELL.\n\n"
    "\b\n"
    'bash: eval "$(quizrnn completion bash)"   in ~/.bashrc\n'
    'zsh:  eval "$(quizrnn completion zsh)"    in ~/.zshrc\n'
    "fish: quizrnn completion fish > ~/.config/fish/completions/quizrnn.fish",
}

JA = {
    "--help": "この説明を表示して終わる。",
    "--version": "版を表示して終わる。",
    "--bank": "questions/ と solutions/ のあるフォルダ。省略すると付属の問題集。",
    "--lang": "表示の言語。省略すると保存した設定、次にロケールに従う。",
    "--data": "進捗を保存するフォルダ（QUIZRNN_HOME でも指定できる）。",
    "--json": "文章の代わりに JSON オブジェクトを 1 つ出力する。",
    "--no-record": "解答を進捗に残さない。",
    "list quiz": "問題を解く（アプリで、または --plain で 1 行ずつ）。",
    "list due": "今日の復習を一覧する。",
    "list start": "問題をファイルに書き出し、自分のエディタで解く。",
    "list check": "問題ファイルを判定する。",
    "list run": "問題ファイルを判定せずに動かす。",
    "list watch": "問題ファイルを保存のたびに判定する。",
    "list replay": "保存された解答をもう一度判定する。",
    "list progress": "これまでの成果: 分野の進み具合、解答の一覧、書き出し、取り込み。",
    "list progress topics": "分野ごとの進み具合と弱点を示す。",
    "list progress list": "これまでの解答を一覧する。",
    "list progress export": "すべてをファイルに書き出す。",
    "list progress import": "別のコンピュータで書き出したものを取り込む。",
    "list bank": "問題の一覧、証明、下見、作成。",
    "list bank list": "条件に合う問題を一覧する。",
    "list bank check": "問題集を証明する（正解も誤りの例もすべて動かす）。",
    "list bank preview": "問題を受験者の見る形で表示し、保存のたびに更新する。",
    "list bank new": "そのままで検査に通る問題の雛形を書き出す。",
    "list bank schema": "問題の書式の JSON Schema を出力する。",
    "list reference": "参照モデルの説明とコードを読む。",
    "list demo": "デモを実行し、学習の様子を見る。",
    "list demo list": "デモを一覧する。",
    "list demo show": "デモの内容、パラメータ、変種を表示する。",
    "list demo run": "デモを実行する。",
    "list data": "デモ用データセットの一覧と取得。",
    "list data list": "データセットを一覧する。",
    "list data get": "データセットを取得する。",
    "list doctor": "解答の隔離の程度と、各ファイルの場所を調べる。",
    "list completion": "シェルの補完スクリプトを出力する。",
    "quizrnn": "再帰型ネットワークの試験対策問題集です。コマンドを付けないとアプリが開きます。",
    "quiz": "分野、問題群、ID で選んだ問題を解きます。何も選ばなければ問題集全体が対象です。\n\n"
    "途中でやめた回は、その続きから始まります。--plain を付けないとアプリが開き、名前を挙げた場合はその問題から"
    "始まります。--plain では 1 行が 1 つの解答で、コロンで始まる行はコマンドです（:help で一覧）。入力が終わると"
    "そこまでが保存されます。--review は今日の復習だけを出題します。それ以外では、予定の日より前に正解しても練習と"
    "みなし、復習の予定は変わりません。",
    "quiz --plain": "標準入出力で 1 行ずつ進める。パイプでも使える。",
    "quiz --new": "途中の回があっても新しく始める。",
    "quiz --count": "出題数の上限。",
    "quiz --kind": "この形式だけ。繰り返し指定できる。",
    "quiz --level": "このレベルだけ。",
    "quiz --tag": "このタグの付いた問題だけ。",
    "quiz --review": "今日の復習だけ。",
    "quiz --unseen": "新しい問題だけ（まだ見ていないか、飛ばした・練習しただけの問題。今いる所から順に）。",
    "quiz --practice": "どう答えても復習の予定を変えない。",
    "quiz --shuffle": "順序を無作為にする（問題群はまとめたまま）。",
    "quiz --seed": "数値、選択肢の順、--shuffle を再現できるようにする。",
    "due": "今日の復習を、出題される順に一覧します。\n\n"
    "--json はオブジェクトを 1 つ出力します: schema (1)、day（今日の学習日。04:00 に替わる）、minutes、questions "
    "[{id topic title due seconds}]、next {day count} または null（次に復習のある日）。",
    "start": "問題 ID を ID.py に書き出します。問題文は使用中の言語のコメントになります。\n\nファイル名を出力します。",
    "start --dir": "書き出すフォルダ（省略すると現在のフォルダ）。",
    "start --force": "すでにあるファイルに上書きする。",
    "check": "FILE を問題 ID の解答として判定します。FILE を省略すると現在のフォルダの ID.py、「-」なら標準入力を"
    "読みます。\n\n"
    "終了コード: 0 正解、1 まだ正解ではない、2 判定できなかった。\n\n"
    "--json はオブジェクトを 1 つ出力します: schema (1)、verdict、question {id revision topic title}、"
    "feedback（文章）、counterexample {given expected got path cell step paste setup} または null、mistake {index name "
    "why} または null、apart（欄が複数あるとき、それぞれだけの判定）[{region lines right mistake}]、"
    'output {text cut}、seconds、rung、accepted、notes。配列は {"array": 入れ子のリスト, "dtype", '
    '"shape"}、非数と無限大は文字列 nan、inf、-inf です。',
    "check --region": "FILE（または標準入力）を、この解答欄だけの内容として読む。解答欄が 1 つなら名前は省略できる。",
    "run": "FILE（省略すると現在のフォルダの ID.py）を例の入力で動かし、結果を表示します。判定はしません。",
    "run --json": "JSON オブジェクトを 1 つ出力する: schema question output output_cut given value calls fault seconds。",
    "watch": "DIR（省略すると現在のフォルダ）の問題ファイルを、保存のたびに判定します。\n\n"
    "端末では n 次の問題、h ヒント、s 解答、q 終了。",
    "watch --poll": "変更の通知を待たず、1 秒ごとに見る。",
    "replay": "ATTEMPT の解答をもう一度判定します。ATTEMPT は `quizrnn progress list` の番号か last です。\n\n"
    "解答の後で問題が変わったときは、解答と判定を保存されたとおりに示し、今の問題でも同じ意味になる解答だけを"
    "判定し直します。\n\n"
    "終了コード: 0 同じ判定、1 違う判定、2 判定できなかった。\n\n"
    "--json はオブジェクトを 1 つ出力します: schema (1)、attempt、question {id revision title}、at、same、"
    "changed（解答の後で問題が変わった）、answer、then と now（判定。判定し直せないとき now は null）、feedback（文章）。",
    "progress": "これまでの成果を扱います: 分野の進み具合、解答の一覧、書き出し、取り込み。",
    "progress topics": "分野ごとに、最後の解答が正解だった問題の数と全体の数、弱点を示します。\n\n"
    "--json はオブジェクトを出力します: schema (1)、group、topic、title、total、right、seen、weak。",
    "progress topics --json": "分野ごとに JSON オブジェクトを 1 行ずつ出力する。",
    "progress list": "解答を（ID を挙げればその問題の分だけ）古い順に一覧します。番号は replay に渡せます。\n\n"
    "--json はオブジェクトを出力します: schema (1)、attempt、question、revision、at、outcome、rating (0 から 4)、"
    "undone。",
    "progress list --json": "解答ごとに JSON オブジェクトを 1 行ずつ出力する。",
    "progress export": "解答、復習の予定、しおり、下書き、設定のすべてを FILE に書き出します（「-」は標準出力）。1 行に "
    "1 つの JSON です。",
    "progress export --force": "FILE に上書きする。",
    "progress import": "別のコンピュータで書き出したものを取り込みます。すでにあるものは重複しません。\n\n"
    "最後まで読めないファイルの場合は、何も変わりません。",
    "bank": "問題の一覧、証明、下見、作成をします。",
    "bank list": "すべての条件に合う問題を一覧します。",
    "bank list --topic": "この分野だけ。",
    "bank list --kind": "choice、match、number、text、essay、code のどれか。",
    "bank list --mode": "choose、type、write、fix のどれか。",
    "bank list --level": "1、2、3 のどれか。",
    "bank list --tag": "このタグの付いた問題だけ。",
    "bank list --marked": "しおりを付けた問題だけ。",
    "bank list --aside": "出題から外した問題だけ。",
    "bank list --text": "ID、題名（分野名も含む）、問題文、タグの中で探す語。よく合う順に並ぶ。",
    "bank list --json": "オブジェクトの配列を出力する。",
    "bank check": "問題集を証明します。正解も、誤りの例も、別解も、すべて実際に動かします。\n\n"
    "名前を挙げなければ全問を調べます。終了コード: 0 すべて証明できた、1 証明に失敗したか不備のあるファイルがある、"
    "2 ここでは判定できないものがある（torch が無いなど）。\n\n"
    '--json の出力: {"version": 1, "strength": 変異を見破った割合または null, "problems": [{file line column '
    'question field message fix fatal}], "questions": [{"id", "status": "proven" | "failed" | "unproven", '
    '"strength", "mutants", "killed", "findings": [{level file line column field message fix}], "survivors": '
    "[{mutant file line}]}]}",
    "bank check --fast": "ファイルを読むだけで、コードは動かさない。",
    "bank check --survivors": "どの入力でも正解と区別できなかった機械的な変異を挙げる。",
    "bank check --no-cache": "すべて新たに証明する。",
    "bank check --jobs": "作業プロセスの数。省略するとコアごとに 1 つ。",
    "bank check --json": "上で説明したオブジェクトを 1 つ出力する。",
    "bank preview": "FILE の問題を受験者の見る形で、証明の結果とともに表示し、保存のたびに表示し直します。",
    "bank preview --lang": "この言語だけ。省略すると両方。",
    "bank preview --once": "一度だけ表示し、保存を待たずに終わる。",
    "bank preview --no-proof": "表示だけして、コードは動かさない。",
    "bank new": "そのままで検査に通る雛形を分野 TOPIC に加えます。現在のフォルダの問題集（questions/ のあるフォルダ）か、"
    "--bank の問題集に書き込みます。\n\n"
    "KIND は choice、match、number、text、essay のどれか。コード問題なら choose、type（blank も可）、write、fix の"
    "どれか。",
    "bank new --name": "ID の最後の部分。省略すると new-KIND。",
    "bank schema": "問題ファイルの JSON Schema を出力します。エディタの補完と検査に使えます。\n\n"
    "問題の隣に置き（quizrnn bank schema > questions/schema.json）、各ファイルを "
    "'# yaml-language-server: $schema=./schema.json' の行で始めてください。",
    "reference": "参照モデルを一覧するか、NAME（項目、系統、関数のどれか）の説明とコードを表示します。",
    "reference --torch": "対になる PyTorch 版を表示する。",
    "demo": "デモを実行して学習の様子を見ます: quizrnn demo NAME。パラメータの説明は quizrnn demo show NAME。",
    "demo list": "デモを一覧します（番号、名前、内容、かかる時間）。",
    "demo list --json": "オブジェクトの配列を出力する。",
    "demo show": "デモ NAME の内容、パラメータと範囲、変種、比べる数値を表示します。",
    "demo run": "デモ NAME（番号 D01 などでもよい）を実行します。Ctrl+C で止めても、そこまでの結果は残ります。",
    "demo run --set": "パラメータ。値を並べる（lr=0.1,0.5）と組み合わせをすべて試す。",
    "demo run --try": "デモの変種、または default（変種なし）。複数指定するとすべて試す。",
    "demo run --seed": "乱数のシード。",
    "demo run --seeds": "--seed から始めて、この個数のシードをすべて試す。",
    "demo run --predict": "何が起きるかを先に予想する。当たったかどうかは報告に出る。",
    "demo run --device": "torch を使うデモの計算場所（使うかどうかは demo show NAME でわかる）。",
    "demo run --data": "自分のデータ、または quizrnn data get で取得したデータセットの名前。",
    "demo run --out": "実行結果のフォルダ。省略すると新しく作る。",
    "demo run --resume": "そのフォルダの実行（または一括実行）を続ける。",
    "demo run --cores": "一括実行で同時に動かす数。省略するとコアごとに 1 つ。",
    "demo run --cluster": "このアドレスの Dask クラスタで一括実行する。",
    "demo run --json": "JSON の出来事を 1 行ずつ標準出力に書く。",
    "demo run --help-params": "動かす代わりに、デモのパラメータと変種を表示する。",
    "data": "デモ用のデータセットを一覧し、取得します。取得しなくても、どのデモも自分でデータを作って動きます。",
    "data list": "データセットを一覧します（名前、内容、大きさ、ライセンス、取得済みかどうか）。",
    "data get": "データセット NAME を取得し、検査して、置き場所を表示します。途切れたダウンロードは続きから始まります。",
    "doctor": "解答がここでどの程度隔離されるか（実際に試して確かめます）、各部の版、ファイルの場所、端末の様子を表示します。",
    "doctor --probes": "自己診断の検査をすべて挙げる。",
    "completion": "SHELL の補完スクリプトを出力します。\n\n"
    "\b\n"
    'bash: ~/.bashrc に     eval "$(quizrnn completion bash)"\n'
    'zsh:  ~/.zshrc に      eval "$(quizrnn completion zsh)"\n'
    "fish: quizrnn completion fish > ~/.config/fish/completions/quizrnn.fish",
}

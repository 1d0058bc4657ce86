"""Messages about the file that keeps a learner's progress."""

EN = {
    "newer": "The progress file {path} was written by a newer quizrnn. It stays untouched; today's answers are kept in "
    "memory only. Update quizrnn, or set QUIZRNN_HOME to another folder.",
    "corrupt": "The progress file {path} cannot be read ({detail}). It stays as it is; today's answers are kept in memory "
    "only. Move the file away to begin a new one.",
    "read-only": "The progress file {path} cannot be written ({detail}). Today's answers are kept in memory only. Make the "
    "folder writable, or set QUIZRNN_HOME to one that is.",
    "locked": "Another program holds the progress file {path}. Go on: your answers are kept beside it and go into it as soon "
    "as it is free.",
    "locked-memory": "Another program holds the progress file {path}, and nothing can be written beside it ({detail}). Answers "
    "from now on are in memory only and go into the file when it is free while quizrnn runs. Close the other program.",
    "free": "The progress file is free again, and your answers are in it.",
    "full": "The disk that holds {path} is full. Answers from now on are kept in memory only. Make room and start again.",
    "failed": "The progress file {path} failed ({detail}). Answers from now on are kept in memory only.",
    "export-none": "Its first line does not say that it is an export of quizrnn.",
    "export-newer": "It was written by a newer quizrnn (format {version}; this one reads up to {known}). Update quizrnn.",
    "export-line": "Line {line} is no line of an export: {detail}.",
    "export-head": "Line {line}: only the first line says what the file is.",
    "export-more": "Line {line}: something follows the end of the export.",
    "export-count": "Line {line}: {written} lines were written, {there} are there.",
    "export-cut": "The end is missing, after line {line}. Copy the file again.",
    # what the system or SQLite said
    "detail not a progress file of quizrnn": "not a progress file of quizrnn",
    "detail file is not a database": "file is not a database",
    "detail database disk image is malformed": "database disk image is malformed",
    "detail unable to open database file": "unable to open database file",
    "detail attempt to write a readonly database": "attempt to write a readonly database",
    "detail disk I/O error": "disk I/O error",
    "detail Permission denied": "Permission denied",
    "detail Operation not permitted": "Operation not permitted",
    "detail Read-only file system": "Read-only file system",
    "detail No such file or directory": "No such file or directory",
    "detail Not a directory": "Not a directory",
    "detail Is a directory": "Is a directory",
    "detail File exists": "File exists",
    "detail No space left on device": "No space left on device",
    "detail Disk quota exceeded": "Disk quota exceeded",
}

JA = {
    "newer": "進捗ファイル {path} は、より新しい quizrnn で書かれています。ファイルには手を付けず、今回の解答はメモリにだけ残します。"
    "quizrnn を更新するか、QUIZRNN_HOME で別のフォルダを指定してください。",
    "corrupt": "進捗ファイル {path} を読めません（{detail}）。ファイルはそのまま残し、今回の解答はメモリにだけ残します。"
    "ファイルを別の場所に移すと、新しく作り直します。",
    "read-only": "進捗ファイル {path} に書き込めません（{detail}）。今回の解答はメモリにだけ残します。"
    "フォルダを書き込めるようにするか、QUIZRNN_HOME で別のフォルダを指定してください。",
    "locked": "進捗ファイル {path} をほかのプログラムが使用中です。このまま続けられます。解答は隣のファイルに保存し、"
    "使えるようになったらすぐに書き込みます。",
    "locked-memory": "進捗ファイル {path} をほかのプログラムが使用中で、隣にもファイルを作れません（{detail}）。これ以降の解答は"
    "メモリにだけ残し、終了前に使えるようになれば書き込みます。そのプログラムを閉じてください。",
    "free": "進捗ファイルが使えるようになり、解答をすべて書き込みました。",
    "full": "{path} のあるディスクがいっぱいです。これ以降の解答はメモリにだけ残します。空きを作ってから、もう一度起動してください。",
    "failed": "進捗ファイル {path} でエラーが起きました（{detail}）。これ以降の解答はメモリにだけ残します。",
    "export-none": "1 行目が quizrnn の書き出しファイルのものではありません。",
    "export-newer": "より新しい quizrnn で書き出されています（形式 {version}。この版で読めるのは {known} まで）。quizrnn を更新してください。",
    "export-line": "{line} 行目は書き出しファイルの行ではありません: {detail}。",
    "export-head": "{line} 行目: ファイルの種類を示す行は 1 行目だけのはずです。",
    "export-more": "{line} 行目: 書き出しの終わりの後に続きがあります。",
    "export-count": "{line} 行目: {written} 行書き出されたはずが {there} 行しかありません。",
    "export-cut": "{line} 行目の後が欠けています。ファイルをコピーし直してください。",
    "detail not a progress file of quizrnn": "quizrnn の進捗ファイルではありません",
    "detail file is not a database": "データベースのファイルではありません",
    "detail database disk image is malformed": "ファイルが壊れています",
    "detail unable to open database file": "ファイルを開けません",
    "detail attempt to write a readonly database": "読み取り専用です",
    "detail disk I/O error": "ディスクの読み書きに失敗しました",
    "detail Permission denied": "アクセス権がありません",
    "detail Operation not permitted": "許可されていません",
    "detail Read-only file system": "読み取り専用のディスクです",
    "detail No such file or directory": "ファイルまたはフォルダがありません",
    "detail Not a directory": "パスの途中がフォルダではありません",
    "detail Is a directory": "フォルダです",
    "detail File exists": "同じ名前のファイルがあります",
    "detail No space left on device": "ディスクがいっぱいです",
    "detail Disk quota exceeded": "割り当ての容量を使い切っています",
}

"""What ``bank check`` says of whole questions and banks; what it finds in a field stands in English."""

EN = {
    "proven": "proven  ",
    "failed": "FAILED  ",
    "unproven": "unproven",
    "strength": "strength {killed}/{mutants} mutants killed",
    "survivors": "survivors: {count:line|lines} {lines} (see --survivors)",
    "warning": "warning: ",
    "mutant": 'mutant: "{name}"',
    "sum-proven": "{count} of {all} questions proven",
    "sum-failed": "{count} failed",
    "sum-unproven": "{count} unproven",
    "sum-problems": "{count} {count:problem|problems} in the files",
    "sum-strength": " Strength {killed}/{mutants} mutants killed ({percent} %).",
    "join": ", ",
    "end": ".",
    "read": "{all} {all:question|questions} read, no problems.",
    "read-problems": "{all} {all:question|questions} read, {count} {count:problem|problems}.",
}

JA = {
    "proven": "証明済み",
    "failed": "失敗    ",
    "unproven": "未判定  ",
    "strength": "強さ {killed}/{mutants}（見破った変異）",
    "survivors": "見破れなかったのは {count} 行: {lines}（--survivors で詳細）",
    "warning": "警告: ",
    "mutant": "変異: 「{name}」",
    "sum-proven": "{all} 問中 {count} 問を証明",
    "sum-failed": "失敗 {count} 問",
    "sum-unproven": "未判定 {count} 問",
    "sum-problems": "ファイルの不備 {count} 件",
    "sum-strength": "強さ: 変異 {mutants} 個のうち {killed} 個を見破りました（{percent} %）。",
    "join": "、",
    "end": "。",
    "read": "{all} 問を読みました。不備はありません。",
    "read-problems": "{all} 問を読みました。不備は {count} 件です。",
}

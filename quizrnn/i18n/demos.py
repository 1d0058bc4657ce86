"""Strings of the demos: messages about parameters and names, progress, reports and sweeps."""

EN = {
    "unknown-demo": "There is no demo called '{name}'. The demos: {right} (or by id: {ids}).",
    "unknown-preset": "{demo} has no variant called '{name}'. Its variants: {right}.",
    "unknown-parameter": "There is no parameter called '{name}'. The parameters: {right}.",
    "bad-choice": "{name}: '{value}' is none of the values it can have: {right}.",
    "bad-whole": "{name}: '{value}' is not a whole number. It can be {right}.",
    "bad-real": "{name}: '{value}' is not a number. It can be {right}.",
    "out-of-range": "{name}: {value} is out of range. It can be {right}.",
    "unfit": "{name}: {why}",
}

JA = {
    "unknown-demo": "「{name}」というデモはありません。デモの名前: {right}（番号でも可: {ids}）。",
    "unknown-preset": "{demo} に「{name}」という変種はありません。ある変種: {right}。",
    "unknown-parameter": "「{name}」というパラメータはありません。あるもの: {right}。",
    "bad-choice": "{name}: 「{value}」は選べません。選べる値: {right}。",
    "bad-whole": "{name}: 「{value}」は整数ではありません。範囲: {right}。",
    "bad-real": "{name}: 「{value}」は数ではありません。範囲: {right}。",
    "out-of-range": "{name}: {value} は範囲の外です。範囲: {right}。",
    "unfit": "{name}: {why}",
}

"""Search for an output sequence, in Japanese."""

ABOUT = """
出力系列の探索: 貪欲法（greedy）、サンプリング（sampling）、ビームサーチ（beam search）。

モデルは `step(word, state) -> (対数確率 (V,), 新しい state)` という任意の関数で、NumPy でなくてもよい。探索は 1 つの系列ずつ行い、開始の単語から始めて、終了の単語が出るか `limit` 語に達したら終わる。

    貪欲法:       word = argmax
    サンプリング: word は softmax(log p / temperature) から抽出
    ビーム:       各時刻で最も確率の高い書き出しを `width` 個残す; 系列のスコアは Σ log p で、
                  score / length^penalty として比べる (0: 和, 1: 平均)

貪欲法は最も確率の高い系列を見逃すことがある。よさそうな最初の単語の先が行き止まりかもしれないからである。系列の総数と同じ幅のビームなら必ず見つかる。幅が 1 なら貪欲法である。

出典: Graves, 2012, "Sequence Transduction with Recurrent Neural Networks"; Wu et al., 2016（長さのペナルティ）
"""

FUNCTIONS = {
    "Found": "開始の単語を除いた（終了の単語は含む）1 つの系列と、その対数確率の和。",
    "greedy_decode": "各時刻で最も確率の高い単語をとる。等しければ番号の小さい方とする。",
    "sample_decode": "一様乱数 `noise` (limit,) を使い、各単語を softmax(log p / temperature) から抽出する。\n\n累積確率が乱数を初めて超える単語を選ぶ。温度（temperature）が低いほど貪欲法に近づく。",
    "beam_search": "最大 `width` 個の系列を、score / length^penalty のよい順に返す。\n\n終わった系列もビームの中に留まる。すべてが終わるか `limit` に達したら探索を終える。",
}

COMMENTS = {"a stable sort: of equals, the first": "安定なソート: 等しければ先のもの"}

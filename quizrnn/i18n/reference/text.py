"""Text preprocessing, in Japanese."""

ABOUT = """
テキストの前処理（preprocessing）: 生のテキストから単語の番号まで。

    生のテキスト --clean_text--> 整形済み --split_words--> 単語 --build_vocabulary--> 単語 -> 番号
    単語 --encode_words--> ids (T,) --decode_words--> 単語

規則は、次の単語を予測する古典的なモデルのものである。小文字にし、改行は空白に変え、英字・空白・アポストロフィ・ハイフンだけを残し、連続する空白は 1 つに縮め、ハイフンで始まる単語は捨て、まれな単語は 1 つの「未知語（unknown）」の番号にまとめる。テキストに PyTorch 版はない。テストでは、各関数を文字や単語ごとの単純な繰り返しと比べている。

出典: Bengio et al., 2003, "A Neural Probabilistic Language Model"（窓から次の単語を予測する）
"""

FUNCTIONS = {
    "clean_text": "テキストを小文字にし、a-z、アポストロフィ、ハイフン、1 つずつの空白だけにして返す。\n\nほかの文字は置き換えるのではなく**取り除く**ので、元の資料と同じく end.Start は endstart になる。",
    "split_words": "整形済みのテキストの単語を返す。ハイフンで始まるものは除く。",
    "build_vocabulary": "`min_count` 回以上現れた単語に番号を割り当てる。番号 0 は未知語である。\n\n頻度の高い順、同じ頻度ならアルファベット順に並べる。元の資料は「3 回以下」の単語を捨てるので、残るには 4 回現れる必要がある: `min_count=4`。",
    "encode_words": "単語の番号 (T,) を返す。語彙にない単語には `<unk>` の番号を与える。",
    "decode_words": "番号に対応する単語を返す。",
    "next_word_samples": "ids (T,) を、入力 (N, window) と、それぞれの次に来る単語 (N,) に切り分ける。N = T - window。\n\n窓の単語は、学習でも**予測でも**古い順に並べる。（ある資料では、学習は新しい順、予測は古い順で、予測が台無しになっている。）",
    "split_in_order": "最初の軸を順番のまま分ける。初めの `train_share` の割合と、残り（シャッフルしない）。\n\n重なり合う窓は、境目をまたいで単語を共有する。学習用の最後の窓は、テスト用の最初の窓の一部を知っていることになる。",
}

COMMENTS = {
    "every run of blanks, tabs and line ends becomes one blank": "連続する空白・タブ・改行は 1 つの空白にする",
    "removing a lone character may have left two blanks side by side": "孤立した文字を除いた跡に空白が 2 つ並ぶことがある",
}

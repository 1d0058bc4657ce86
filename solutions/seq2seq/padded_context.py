import torch


def encode(x, lengths, Wx, Wh):
    #en: x (N, T, D): embedded words, padding behind them. lengths (N,): numbers of real words, 1 .. T. Wx (D, H), Wh (H, H); no bias.
    #en: Returns for each sentence the state after its last real word, (N, H).
    #ja: x (N, T, D): 埋め込まれた単語、後ろはパディング。lengths (N,): 実際の語数、1～T。Wx (D, H)、Wh (H, H)、バイアスは無い。
    #ja: 文ごとに、最後の単語を読んだ後の状態 (N, H) を返す。
    h = x.new_zeros(len(x), Wh.shape[0])
    states = []
    for t in range(x.shape[1]):
        h = torch.tanh(x[:, t] @ Wx + h @ Wh)  # (N, H)
        states.append(h)
    states = torch.stack(states, dim=1)  # (N, T, H)
    context = states[torch.arange(len(x)), lengths - 1]  # <- context
    return context


# region after
#en: Two index tensors of length N are read as N pairs (sentence, position): (0, lengths[0] - 1), (1, lengths[1] - 1), ... -> (N, H).
#en: What the loop does behind the last word changes later states only, and these are not read.
#ja: 長さ N の添字が二つあると、N 組の (文, 位置) とみなされる: (0, lengths[0] - 1), (1, lengths[1] - 1), … -> (N, H)。
#ja: 最後の単語より後でループがすることは、それより後の状態にしか影響しない。その状態は読まれない。
# endregion


# region hidden
import torch


def drive(answer, case):
    lengths = case.x.shape[1] - case.padding
    return {"context": answer.encode(case.x, lengths, case.Wx, case.Wh)}


# endregion

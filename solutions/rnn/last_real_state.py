import torch


def last_states(states, lengths):
    #en: states (N, T, H): output of an RNN over sequences padded at the END to T steps; lengths (N,): real numbers of steps.
    #en: Returns for each sample the state after its last REAL step, (N, H).
    #ja: states (N, T, H): 「末尾」を詰め物で T ステップにそろえた系列に対する RNN の出力。lengths (N,): 実際のステップ数。
    #ja: 各サンプルについて、「実際の」最後のステップの後の状態 (N, H) を返す。
    last = states[torch.arange(len(states)), lengths - 1]  # <- last
    return last


# region after
#en: Two index tensors of shape (N,) are read in pairs: row n, step lengths[n] - 1 -> (N, H).
#en: With states[:, lengths - 1] each row would be read at ALL the steps of the list, (N, N, H).
#ja: 形 (N,) の添字テンソルが二つあると、組にして読まれる: 行 n、時刻 lengths[n] - 1 -> (N, H)。
#ja: states[:, lengths - 1] とすると、どの行もリストの「すべての」時刻で読まれ、(N, N, H) になる。
# endregion


# region hidden
import torch


def drive(answer, case):
    lengths = case.lengths.clamp(1, case.states.shape[1])
    return answer.last_states(case.states, lengths)


# endregion

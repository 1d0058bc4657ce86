import torch


def run(xs, h, W_in, W_rec, b):
    #en: xs (T, E): a sequence, h (E,): the first state. W_in, W_rec (E, E) and b (E,) belong to the recurrent net
    #en: h_t = tanh(W_in x_t + W_rec h_{t-1} + b). The loop is a recursive net on the tree (((h, x_1), x_2), x_3) ...:
    #en: left child the state so far, right child the next input. Returns the last state (E,).
    #ja: xs (T, E): 系列、h (E,): 最初の状態。W_in、W_rec (E, E) と b (E,) は再帰型ネットワーク
    #ja: h_t = tanh(W_in x_t + W_rec h_{t-1} + b) のものである。ループは木 (((h, x_1), x_2), x_3) ... の上の再帰的ネットワークで、
    #ja: 左の子がそれまでの状態、右の子が次の入力になる。最後の状態 (E,) を返す。
    W = torch.cat([W_rec, W_in], dim=1)  # <- W
    node = h
    for x in xs:
        node = torch.tanh(W @ torch.cat([node, x]) + b)
    return node


# region after
#en: (E, 2E) @ (2E,): [W_rec | W_in] [h; x] = W_rec h + W_in x. The left half of W meets the left child.
#en: A recurrent net is thus the recursive net whose tree is a chain; its weights are shared over the nodes just the same.
#ja: (E, 2E) @ (2E,)。[W_rec | W_in] [h; x] = W_rec h + W_in x で、W の左半分が左の子に掛かる。
#ja: つまり再帰型ネットワークは、木が鎖になった再帰的ネットワークである。重みがすべての節で共有されるのも同じである。
# endregion

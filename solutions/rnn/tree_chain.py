import torch


def run(xs, h, W_x, W_h, b):
    #en: xs (T, E): a sequence, h (E,): the first state. W_x, W_h (E, E) and b (E,) belong to the recurrent net
    #en: h_t = tanh(W_x x_t + W_h h_{t-1} + b). The loop is a recursive net on the tree (((h, x_1), x_2), x_3) ...:
    #en: left child the state so far, right child the next input. Returns the last state (E,).
    #ja: xs (T, E): 系列、h (E,): 最初の状態。W_x、W_h (E, E) と b (E,) は再帰型ネットワーク
    #ja: h_t = tanh(W_x x_t + W_h h_{t-1} + b) のものである。ループは木 (((h, x_1), x_2), x_3) ... の上の再帰的ネットワークで、
    #ja: 左の子がそれまでの状態、右の子が次の入力になる。最後の状態 (E,) を返す。
    W = torch.cat([W_h, W_x], dim=1)  # <- W
    node = h
    for x in xs:
        node = torch.tanh(W @ torch.cat([node, x]) + b)
    return node


# region after
#en: (E, 2E) @ (2E,): [W_h | W_x] [h; x] = W_h h + W_x x. The left half of W meets the left child.
#en: A recurrent net is thus the recursive net whose tree is a chain; its weights are shared over the nodes just the same.
#ja: (E, 2E) @ (2E,)。[W_h | W_x] [h; x] = W_h h + W_x x で、W の左半分が左の子に掛かる。
#ja: つまり再帰型ネットワークは、木が鎖になった再帰的ネットワークである。重みがすべての節で共有されるのも同じである。
# endregion

import torch


def softmax_backward(dout, x):
    #en: x (N, K): logits; dout (N, K): gradient of the loss with respect to the softmax of each row. Returns that for x, (N, K).
    #ja: x (N, K): ロジット。dout (N, K): 各行のソフトマックスの出力に対する損失の勾配。x に対する勾配 (N, K) を返す。
    y = torch.softmax(x, dim=-1)
    # region answer: body
    inner = (dout * y).sum(dim=-1, keepdim=True)  # (N, 1)
    return y * (dout - inner)
    # endregion


# region after
#en: One row: J = diag(y) - y y^T is symmetric, so dx = J dout = y * dout - y (y . dout) = y * (dout - y . dout).
#en: The dot product is one number for each row: O(K) work in place of the O(K^2) that building J would take.
#ja: 1 行について J = diag(y) - y y^T は対称なので、dx = J dout = y * dout - y (y . dout) = y * (dout - y . dout)。
#ja: 内積は行ごとに一つの数である。J を作れば O(K^2) かかる計算が O(K) で済む。
# endregion

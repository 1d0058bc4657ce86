import numpy as np


def correlate(img, kernel):
    k = len(kernel)
    rows, cols = img.shape[0] - k + 1, img.shape[1] - k + 1
    return np.array([[np.sum(img[r : r + k, c : c + k] * kernel) for c in range(cols)] for r in range(rows)])


def edge_maps(img, vertical, cut):
    #en: img (H, W), one channel; vertical (k, k): a filter for vertical edges, positive on the left, negative on the right.
    #en: Returns (2, H-k+1, W-k+1): maps of vertical and of horizontal edges. Edges of either sign count; what is not stronger than cut
    #en: becomes 0, and what is stronger is lowered by cut.
    #ja: img (H, W): 1 チャネルの画像。vertical (k, k): 縦のエッジのフィルタで、左側が正、右側が負。
    #ja: 縦と横のエッジのマップを並べた (2, H-k+1, W-k+1) を返す。エッジの符号は問わない。強さが cut 以下の応答は 0 にし、
    #ja: それより強い応答は cut だけ下げる。
    horizontal = vertical.T  # <- horizontal
    response = np.stack([correlate(img, vertical), correlate(img, horizontal)])  # (2, H-k+1, W-k+1)
    maps = np.maximum(np.abs(response) - cut, 0)  # <- maps
    return maps


# region after
#en: The transpose swaps rows and columns, so left/right becomes top/bottom. A mirror image keeps the columns and changes only the sign.
#en: A step from bright to dark answers with +, from dark to bright with -. First drop the sign, then the weak responses:
#en:   response   0.1   -0.1    0.9   -0.9
#en:   |.| - 0.2 -0.1   -0.1    0.7    0.7
#en:   ReLU        0      0     0.7    0.7
#en: With the cut first, -0.9 - 0.2 is negative and ReLU drops it: half of the edges are lost.
#ja: 転置すると行と列が入れ替わり、左右が上下になる。鏡像では列のままで、符号が変わるだけである。
#ja: 明から暗への段差には正、暗から明への段差には負の応答が出る。まず符号を落とし、次に弱い応答を落とす:
#ja:   応答       0.1   -0.1    0.9   -0.9
#ja:   |.| - 0.2 -0.1   -0.1    0.7    0.7
#ja:   ReLU        0      0     0.7    0.7
#ja: 先に cut を引くと -0.9 - 0.2 は負になり、ReLU で消える。エッジの半分が失われる。
# endregion

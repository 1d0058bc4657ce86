import numpy as np


def weights():
    #en: Returns W_in (2, H), W (H, H), b (H,), w_out (H,) of an adder that needs no training. H is free.
    #ja: 学習のいらない加算器の W_in (2, H)、W (H, H)、b (H,)、w_out (H,) を返す。H は自由に決めてよい。
    # region answer: body
    W_in = np.ones((2, 3))  # (2, 3)
    W = np.zeros((3, 3))  # (3, 3)
    W[1] = 1
    b = -np.array([0.5, 1.5, 2.5])  # (3,)
    w_out = np.array([1.0, -1.0, 1.0])  # (3,)
    return W_in, W, b, w_out
    # endregion


def add(x):
    #en: x (N, T, 2): two numbers bit by bit, least significant first. Returns (N, T), what the network writes at each digit.
    #ja: x (N, T, 2): 二つの数を下位の桁から 1 ビットずつ並べたもの。各桁の出力 (N, T) を返す。
    W_in, W, b, w_out = weights()
    u, out = np.zeros((x.shape[0], len(b))), []
    for t in range(x.shape[1]):
        u = (x[:, t] @ W_in + u @ W + b > 0).astype(float)  # (N, H)
        out.append(u @ w_out)
    return np.stack(out, axis=1)


# region after
#en: Let s be the number of ones among the two bits and the carry: 0, 1, 2 or 3. Unit k fires when s >= k + 1.
#en:   s        0    1    2    3
#en:   units   000  100  110  111
#en: The carry to the next digit is "s >= 2", which is unit 1; so only row 1 of W is not zero, and it feeds all units.
#en: The digit to write is s mod 2 = u0 - u1 + u2. Hence w_out = (1, -1, 1).
#ja: 二つのビットと繰り上がりのうち 1 の個数を s とする（0〜3）。ユニット k は s >= k + 1 のとき 1 になる。
#ja:   s          0    1    2    3
#ja:   ユニット   000  100  110  111
#ja: 次の桁への繰り上がりは s >= 2、つまりユニット 1 である。したがって W でゼロでないのは行 1 だけで、それがすべてのユニットに入る。
#ja: 書くべき桁は s mod 2 = u0 - u1 + u2 なので、w_out = (1, -1, 1) となる。
# endregion

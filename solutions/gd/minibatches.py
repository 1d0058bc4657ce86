import numpy as np


def minibatches(X, y, B, rng, drop_last=False):
    #en: X (n, D), y (n,). Yields pairs (X_batch, y_batch) of B rows in an order drawn anew from rng (numpy Generator).
    #en: Each row comes exactly once; the last batch is shorter, or left out with drop_last.
    #ja: X (n, D)、y (n,)。rng (NumPy の Generator) で決めた無作為な順に、B 行ずつの組 (X_batch, y_batch) を yield する。
    #ja: どの行もちょうど一度だけ現れる。最後のバッチは短くてよく、drop_last なら捨てる。
    # region answer: body
    n = len(X)
    order = rng.permutation(n)
    stop = n - n % B if drop_last else n
    for start in range(0, stop, B):
        chosen = order[start : start + B]
        yield X[chosen], y[chosen]
    # endregion


# region after
#en: One permutation indexes both arrays, so inputs and labels stay together. ceil(n/B) batches come, or floor(n/B) with drop_last.
#ja: 一つの順列で両方の配列から行を取り出すので、入力とラベルの組が保たれる。バッチの数は ceil(n/B)、drop_last なら floor(n/B) になる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    n = case.n
    X = np.stack([np.arange(n), np.arange(n) * 10], axis=1).astype(float)
    y = np.arange(n)
    batches = []
    for batch in answer.minibatches(X, y, case.B, np.random.default_rng(case.seed), case.drop_last):
        batches.append(batch)
        if len(batches) > n + 1:
            break
    rows = [int(value) for _, labels in batches for value in labels]
    paired = all(np.array_equal(xs[:, 0], labels) and np.array_equal(xs[:, 1], 10 * labels) for xs, labels in batches)
    orders = set()
    for seed in range(8):
        first = answer.minibatches(np.arange(24.0)[:, None], np.arange(24), 24, np.random.default_rng(seed))
        orders.add(tuple(int(value) for value in next(iter(first))[1]))
    return {
        "sizes": [len(labels) for _, labels in batches],
        "paired": bool(paired),
        "distinct": len(set(rows)) == len(rows),
        "rows": rows + ([r for r in range(n) if r not in rows] if case.drop_last else []),
        "shuffled": len(orders) > 1 and tuple(range(24)) not in orders,
    }


# endregion

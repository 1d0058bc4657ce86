import numpy as np


def second_mean(grads, beta2):
    #en: grads (T, D): the gradients of T steps in a row. Returns v (D,), Adam's second running mean after the last of them,
    #en: not yet corrected for its start at 0.
    #ja: grads (T, D): 続けて T ステップ分の勾配。最後のステップの後の v (D,)、すなわち Adam の二つ目の移動平均を返す。
    #ja: 0 から始まることへの補正は、まだ行わない。
    v = np.zeros(grads.shape[1])
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2  # <- v
    return v


# region after
#en: After T steps  v = (1 - beta2) * sum over t of beta2^(T-t) * g_t^2.
#en: The weights add up to 1 - beta2^T, not to 1. That is the factor by which the bias correction divides.
#en: With g constant: v = (1 - beta2^T) g^2, corrected g^2; its root |g| cancels the size of g in the step m_hat / sqrt(v_hat).
#ja: T ステップ後は  v = (1 - beta2) * (beta2^(T-t) * g_t^2 の t についての和) となる。
#ja: 重みの和は 1 ではなく 1 - beta2^T である。バイアス補正で割るのはこの数である。
#ja: g が一定なら v = (1 - beta2^T) g^2、補正すると g^2。その平方根 |g| が、更新 m_hat / sqrt(v_hat) で g の大きさを打ち消す。
# endregion

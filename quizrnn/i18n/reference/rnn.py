"""The simple recurrent network, in Japanese."""

ABOUT = """
単純な再帰型ニューラルネットワーク（simple RNN）: 1 時刻の計算、系列全体の計算、全体の BPTT（通時的誤差逆伝播法、backpropagation through time）と打ち切り BPTT（truncated BPTT）。

    u_t = x_t Wx + h_{t-1} Wh + b
    h_t = f(u_t)

    逆伝播:       δ_t = (dh_t + δ_{t+1} Whᵀ) ⊙ f'(u_t)
                  dWx = Σ_t x_tᵀ δ_t,   dWh = Σ_t h_{t-1}ᵀ δ_t,   db = Σ_t δ_t

どの時刻でも同じ重みを使うので、重みの勾配は時間について足し合わせる（`=` ではなく `+=`）。最初の時刻の h_{t-1} は h0 である。打ち切り BPTT は順伝播を変えず、逆伝播の道だけを切る。

形状: x (N, T, D)、h (N, H)、Wx (D, H)、Wh (H, H)、b (H,)。バイアスは 1 つ。PyTorch では 2 つあり、その和がこの b にあたる。

出典: Elman 1990; Werbos 1990 (BPTT); Williams & Peng 1990（打ち切り BPTT）
"""

FUNCTIONS = {
    "rnn_step": "1 時刻: x (N, D)、h (N, H) → 新しい h (N, H)。",
    "rnn_step_backward": "新しい h の勾配から、この時刻の計算に入ったすべてのものの勾配を求める。",
    "rnn_forward": "全時刻: x (N, T, D)、h0 (N, H) → すべての状態 (N, T, H) と最後の状態 (N, H)。\n\n`lengths` を渡すと、系列の終わりより後ろでは状態が動かず、出力は 0 になる。",
    "rnn_backward": "全体の BPTT。すべての状態と最後の状態の勾配から、各勾配を求める。",
    "rnn_truncated_forward": "値は `rnn_forward` と同じである。k 時刻で切られるのは逆伝播の道だけである。",
    "rnn_truncated_backward": "k 時刻で打ち切る BPTT。k = T なら全体の BPTT になる。\n\n`chunks`: 系列を k 時刻ずつの区間に切り、区間から前の区間へは何も逆伝播させない（普通に行われる方法で、1 回の走査で済む。PyTorch では `h.detach()`）。`window`: どの時刻の出力の勾配も、その時刻を含めてちょうど k 時刻だけさかのぼる（計算は T · k 時刻分）。",
    "_one_step_back": "時刻 t の分を `grads` に足し、その前の状態の勾配を返す。",
}

COMMENTS = {
    "the border between two pieces": "2 つの区間の境目",
    "the state that stood still": "動かなかった状態の分",
}

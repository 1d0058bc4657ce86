"""The binary adder's network, in Japanese."""

ABOUT = """
バイナリ加算のネットワーク。バイアスのない再帰型ネットワークが、2 つの数を 1 桁ずつ足していく。

    z_t = f(x_t W_in + z_{t-1} W),   z_{-1} = 0        x_t: 位置 t の桁の組、下位から
    y_t = σ(z_t W_out)                                 和の桁
    loss = Σ_t ½ (y_t - d_t)²

    逆伝播:       δout_t = dy_t · σ'(v_t),   v_t = z_t W_out
                  δ_t    = (δ_{t+1} Wᵀ + δout_t W_outᵀ) ⊙ f'(u_t)

`output_derivative` は δout の σ' を選ぶ。`"true"` は y (1 - y) である。`"printed"` は講座のプログラムにある形で、その導関数は v を受け取るはずのところに y を渡されるため、係数は σ(y) (1 - σ(y)) となり、y が何であっても 0.197 と 0.25 の間にある。これは何の勾配でもないが、それでもネットワークは学習し、しかも少し速い。y が飽和していても係数が消えないからである。

バイアスがなく f(0) = 0（tanh、ReLU）なので、桁が 2 つとも 0 で状態も 0 なら、出力はちょうど 0.5 になる。

形状: x (N, T, 2)、W_in (2, H)、W (H, H)、W_out (H, 1)、y (N, T)。

出典: 講座の演習。方法は Rumelhart, Hinton & Williams 1986 と Werbos 1990
"""

FUNCTIONS = {
    "adder_forward": "和のすべての桁を、0 と 1 の間の数として求める: x (N, T, 2) → (N, T)。",
    "adder_backward": "3 つの重みと x についての勾配を、y の勾配（上の損失なら y - d）から求める。",
}

COMMENTS = {
    "z[:, t + 1] is the state after digit t, z[:, 0] is 0": "z[:, t + 1] は桁 t の後の状態、z[:, 0] は 0",
    "(N, H), nothing comes from behind the last digit": "(N, H)、最後の桁より後ろからは何も来ない",
}

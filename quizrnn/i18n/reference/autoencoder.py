"""The autoencoder, in Japanese."""

ABOUT = """
オートエンコーダ（autoencoder）: 入力を短い潜在表現（code）に縮め、そこからまた組み立てる。ラベルは要らない。

    z = encoder(x)  (N, Z),    y = decoder(z)  (N, D),    loss = (y - x)² の平均

入力がそのまま目標になる。エンコーダもデコーダも、最後の層が線形の多層パーセプトロン [(W, b), ...] である。

出典: Hinton & Salakhutdinov, 2006, "Reducing the Dimensionality of Data with Neural Networks"
"""

FUNCTIONS = {
    "autoencoder": "x (N, D) の再構成（reconstruction）(N, D) を返す。潜在表現 (N, Z) は cache に入る。",
    "autoencoder_backward": "dout (N, D) から dx、dencoder、ddecoder を返す。",
    "autoencoder_loss": "x とその再構成との平均 2 乗誤差を返す。",
    "autoencoder_loss_backward": "dencoder と ddecoder を返す。x はデータである。",
}

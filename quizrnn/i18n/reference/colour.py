"""Image operations that change colours, in Japanese."""

ABOUT = """
色を変える画像の操作: 明るさ（brightness）、コントラスト（contrast）、色相（hue）。データ拡張に使う。

画像は x (N, 3, H, W) で、赤・緑・青は [0, 1] の値である（明るさとコントラストではチャネルの数は任意）。定義は TensorFlow の `tf.image` のもので、明るさは数を**足し**（torchvision では掛ける）、コントラストは**各画像の各チャネル**の平均を中心に伸ばし、色相は色相環を回す。`clip` は結果を [0, 1] に収める。

出典: Smith, 1978, "Color Gamut Transform Pairs" (HSV); Shorten & Khoshgoftaar, 2019, "A survey on Image Data Augmentation for Deep Learning"
"""

FUNCTIONS = {
    "adjust_brightness": "すべての画素に `delta` を足す: x + delta。",
    "adjust_contrast": "各チャネルの平均を中心に伸ばす: (x - mean) * factor + mean。0 なら一様な色になり、1 なら元のままである。",
    "adjust_hue": "すべての画素の色相を `delta` 周だけ回す。赤 + 1/3 は緑になり、灰色は灰色のままである。",
    "rgb_to_hsv": "色相、彩度、明度を返す。それぞれ (N, H, W) で [0, 1] の値。灰色の画素の色相は 0 とする。\n\nvalue（明度）= max、saturation（彩度）= (max - min) / max、hue（色相）: 赤を 0、緑を 1/3、青を 2/3 とする環の上の位置。",
    "hsv_to_rgb": "色相、彩度、明度 (N, H, W) の画像 (N, 3, H, W) を返す。rgb_to_hsv の逆である。\n\n環に沿って、各チャネルは台形を描く。自身の色のまわりで最大、反対側で 0 になる。",
}

COMMENTS = {
    "red, green, blue": "赤、緑、青",
    "0 where the channel is full, 1 where it is lowest": "チャネルが最大のところで 0、最小のところで 1",
}

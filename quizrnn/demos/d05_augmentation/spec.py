"""What is known of D05 without running it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text, same

OPERATIONS = (
    "flip-horizontal",
    "flip-vertical",
    "crop",
    "shift",
    "rotation",
    "brightness",
    "contrast",
    "hue",
    "blur",
    "erasing",
)
"""One step each; the blur grid and the glyphs are one more."""


@dataclass(frozen=True)
class Gallery(Params):
    """Parameters of D05."""

    size: str = choice(
        "11",
        {size: same(f"{size}×{size}") for size in ("3", "11", "21", "51")},
        en=("Blur kernel", "Rows and columns."),
        ja=("ぼかしのカーネル", "縦横の画素数。"),
    )
    sigma: float = real(
        100.0, 0.1, 1000.0, en=("Blur σ", "Of the Gaussian."), ja=("ぼかしの σ", "ガウス関数の標準偏差。")
    )
    padding: str = choice(
        "reflect",
        {
            "reflect": Text("the mirrored picture", "鏡映した画像"),
            "zero": Text("black (as the sources)", "黒（資料どおり）"),
            "edge": Text("the nearest pixel", "最も近い画素"),
        },
        en=("Outside of the picture", "What the blur reads beyond the rim."),
        ja=("画像の外", "縁の外側でぼかしが読む値。"),
    )
    crop: float = real(
        0.6,
        0.1,
        1.0,
        en=("Crop", "Side of the window, relative to the picture."),
        ja=("切り抜き", "窓の一辺の、画像に対する比。"),
    )
    degrees: float = real(20.0, -180.0, 180.0, en=("Rotation", "Degrees."), ja=("回転", "角度（度）。"))
    strength: float = real(
        0.3,
        0.0,
        1.0,
        en=("Change of colours", "Brightness added, contrast factor 1 + 2x, hue in circles."),
        ja=("色の変化", "明るさに足す値、コントラスト 1 + 2x 倍、色相の回転（周）。"),
    )
    draw: bool = flag(
        False,
        en=(
            "Random decisions",
            "Flips by a coin; shift, rotation and colours by drawn amounts, up to those given here.",
        ),
        ja=(
            "無作為に決める",
            "反転するかはコイン投げで、移動・回転・色の変化の量は、ここで指定した値までの乱数で決める。",
        ),
    )
    side: int = whole(
        96, 32, 256, en=("Picture", "Rows and columns, at most."), ja=("画像の大きさ", "縦横の画素数の上限。")
    )

    def total_steps(self) -> int:
        """Operations, then the blur grid, then the glyphs."""
        return len(OPERATIONS) + 2


KERNEL = Outcome(
    "kernel-limits",
    Text("The kernel: a larger σ would blur no more.", "カーネル。σ を大きくしてもこれ以上はぼけない。"),
)
SIGMA = Outcome(
    "sigma-limits",
    Text("σ: a larger kernel would blur no more.", "σ。カーネルを大きくしてもこれ以上はぼけない。"),
)
BOTH = Outcome(
    "both-limit", Text("Both: each would blur more if it grew.", "両方。どちらを大きくしてもさらにぼける。")
)

DEMO = Demo(
    id="D05",
    name="augmentation",
    topics=("augmentation",),
    title=Text("A gallery of augmentations", "データ拡張ギャラリー"),
    about=Text(
        "Before and after: flips, crop, shift, rotation, colours, blur, erasing. A grid of blurs with the true width of each "
        "kernel, and the test whether a 6 becomes a 9. Nothing is trained here.",
        "変換の前と後: 反転、切り抜き、移動、回転、色、ぼかし、消去。カーネルの本当の幅を添えたぼかしの一覧と、"
        "6 が 9 になるのはどの変換かの判定。ここでは何も学習しない。",
    ),
    params=Gallery,
    train="quizrnn.demos.d05_augmentation.train:run",
    seconds=0.6,
    data=(
        Data(
            "drawn", Text("a picture drawn in code: letter, disc, stripes", "コードで描いた絵: 文字、円、縞")
        ),
        Data(
            "picture",
            Text("your own PNG or JPEG", "自分の PNG か JPEG"),
            path=True,
            single=True,
            sets=("coffee",),
        ),
    ),
    figures=(
        Figure("width", Text("Standard deviation of the blur, pixels", "ぼかしの標準偏差（画素）"), digits=2),
        Figure("box", Text("Of a plain mean of that size", "同じ大きさの単純平均なら（画素）"), digits=2),
        Figure(
            "corner",
            Text("Corner of a white picture after the blur", "白い画像の隅の、ぼかした後の値"),
            digits=3,
        ),
        Figure("edge", Text("Its edge after the blur", "その辺の、ぼかした後の値"), digits=3),
        Figure("places", Text("Places where the crop can lie", "切り抜く窓の置き方の数"), digits=0),
    ),
    small={"side": 32, "size": "3"},
    presets=(
        Preset(
            "small-sigma",
            Text("Kernel 51×51, σ 0.5", "51×51 のカーネルに σ 0.5"),
            {"size": "51", "sigma": 0.5},
            Text("The sources say this blurs strongly.", "資料は「強くぼける」と言う。"),
        ),
        Preset(
            "wide",
            Text("Kernel 51×51, σ 10", "51×51 のカーネルに σ 10"),
            {"size": "51", "sigma": 10.0},
            Text("Wide in both.", "どちらも大きい。"),
        ),
        Preset(
            "tiny-kernel",
            Text("Kernel 3×3, σ 100", "3×3 のカーネルに σ 100"),
            {"size": "3"},
            Text("A huge σ in a tiny window.", "小さな窓に巨大な σ。"),
        ),
        Preset(
            "zero-padding",
            Text("Black outside", "外側を黒に"),
            {"padding": "zero"},
            Text("Look at the rim of the blurred picture.", "ぼかした画像の縁を見よ。"),
        ),
        Preset(
            "half-turn",
            Text("Rotation by 180 degrees", "180 度回転"),
            {"degrees": 180.0},
            Text("Harmless for a cat, not for a 6.", "猫には無害、6 にはそうではない。"),
        ),
        Preset(
            "random",
            Text("Every decision drawn from the seed", "すべてシードから無作為に決める"),
            {"draw": True},
            Text(
                "Try several seeds: one picture becomes many.",
                "シードを変えてみよ。1 枚の絵が何通りにもなる。",
            ),
        ),
    ),
    outcomes=(KERNEL, SIGMA, BOTH),
    question=Text(
        "What limits the blur: the kernel's size or σ?",
        "ぼけ具合を決めているのは、カーネルの大きさか、σ か。",
    ),
)

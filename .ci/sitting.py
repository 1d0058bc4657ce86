"""A scripted plain sitting against an installed quizrnn: ``python sitting.py PATH_TO_QUIZRNN``.

Answers one question of each kind, rightly or wrongly, and looks at what is said; in both languages where it costs little.
"""

from __future__ import annotations

import subprocess
import sys

BODY = """\
H = h.shape[1]
xr, xz, xn = np.split(x @ Wx, 3, axis=1)
Ur, Uz, Un = np.split(Wh, 3, axis=1)
r = sigmoid(xr + h @ Ur)
z = sigmoid(xz + h @ Uz)
n = np.tanh(xn + r * (h @ Un))
return (1 - z) * h + z * n
.
"""

TURNS = [
    ("en", "activations.sigmoid.peak", "2\n", ["× Not the right answer", "0.25   [right]"]),
    ("ja", "activations.sigmoid.peak", "1\n", ["○ 正解"]),
    ("en", "activations.output.match", "1d 2c 3a\n", ["○ Right"]),
    ("en", "vae.what-it-adds", "Probability  Distribution\n", ["○ Right"]),
    ("ja", "vae.what-it-adds", "確率分布\n", ["○ 正解"]),
    ("en", "attention.versus-seq2seq", "one context vector\n.\n1 2\n", ["○ 2 of 3 points covered"]),
    ("en", "lstm.gates.numbers", "0.56, abc\n0, 0\n", ["× "]),
    ("en", "gru.state-update", "1\n", ["× ", "Smallest input", "4  (1 - z) * h + z * h_tilde   [right]"]),
    ("en", "gru.step", BODY, ["× ", "a GRU that resets after the product", "np.array("]),
    ("ja", "gru.step", BODY, ["× ", "積の後でリセットする GRU"]),
]


def main(quizrnn: str) -> int:
    """Run every turn; print each and what it missed. Returns the exit code."""
    failed = 0
    for lang, question, answer, wanted in TURNS:
        command = [quizrnn, "--lang", lang, "quiz", question, "--plain", "--seed", "1", "--new"]
        done = subprocess.run(command, input=answer, capture_output=True, text=True, check=False)
        missing = [text for text in wanted if text not in done.stdout]
        clean = done.returncode in (0, 1) and "Traceback" not in done.stdout + done.stderr
        print("ok  " if clean and not missing else "FAIL", lang, question, *missing)
        if missing or not clean:
            failed += 1
            print(done.stdout, done.stderr, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

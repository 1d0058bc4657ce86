"""The skip-gram pairs (input, target) whose centre word is "small", window 1."""

SENTENCE = "dogs chase small cats at night".split()
OFFERED = [
    [("small", "chase"), ("small", "cats")],
    [("chase", "small"), ("cats", "small")],
    [("small", "dogs"), ("small", "chase")],
    [("small", "small"), ("small", "cats")],
]


def pairs(i, window):
    near = range(max(i - window, 0), min(i + window, len(SENTENCE) - 1) + 1)
    return [(SENTENCE[i], SENTENCE[j]) for j in near if j != i]


def prove():
    made = pairs(SENTENCE.index("small"), 1)
    return [offered == made for offered in OFFERED]

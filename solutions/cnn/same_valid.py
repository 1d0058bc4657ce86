"""Output sizes at stride 1, counted by sliding a filter over pictures padded for SAME and VALID."""


def positions(n, k, before, after):
    """Count the places of a filter of width k inside a row of n values with padding on both sides."""
    width = before + n + after
    return len([start for start in range(width) if start + k <= width])


def prove():
    options = [True] * 4
    for n in range(6, 30):
        for k in (3, 5):
            same = positions(n, k, (k - 1) // 2, k // 2)
            valid = positions(n, k, 0, 0)
            claims = [(n, n - k + 1), (n, n - k), (n + k - 1, n), (n - k + 1, n)]
            options = [still and claim == (same, valid) for still, claim in zip(options, claims)]
    return options

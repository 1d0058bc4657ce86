import numpy as np


def new_state(h, h_tilde, z):
    return (1 - z) * h + z * h_tilde  # <- out

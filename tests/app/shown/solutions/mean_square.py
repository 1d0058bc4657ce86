def mean_square(x):
    y = x * x  # <- square
    return y.mean()  # <- mean

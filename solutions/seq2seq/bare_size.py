"""Which value of `shape` is a tuple that says "one axis of 10 numbers"?"""


def prove():
    offered = [(10,), ((10)), (10, 1), (None, 10)]
    return [isinstance(shape, tuple) and shape == (10,) for shape in offered]

"""A pipeline that shuffles anew in every pass, split by take and skip: which of the four claims hold?"""

import random

CLIPS, TRAIN, EPOCHS = 2500, 1750, 10


class Shuffled:
    """Like tf.data: a recipe that draws a new order whenever somebody iterates over it."""

    def __init__(self, rng):
        self.rng = rng

    def run(self):
        order = list(range(CLIPS))
        self.rng.shuffle(order)
        return order

    def take(self, count):
        return self.run()[:count]

    def skip(self, count):
        return self.run()[count:]


def prove():
    ds = Shuffled(random.Random(0))
    passes = [(ds.take(TRAIN), ds.skip(TRAIN)) for _ in range(EPOCHS)]
    mixed = any(set(train) & set(val) for train, val in passes)
    same_order = all(train == passes[0][0] for train, _ in passes)
    full = all(len(train) == TRAIN for train, _ in passes)
    return [mixed and full, not mixed, not mixed and same_order, not full]

"""What does an epoch do when there are fewer samples than one batch holds? The loop of the question is run."""


def epoch(samples):
    seen = []

    def train_step(batch):
        seen.append(len(batch))
        return 1.0

    steps = len(samples) // 128
    total = 0.0
    try:
        for step in range(steps):
            total += train_step(samples[step * 128 : (step + 1) * 128])
        end = total / steps
    except (ZeroDivisionError, IndexError) as error:
        end = type(error).__name__
    return seen, end


def prove():
    seen, end = epoch(list(range(100)))
    return [
        seen == [] and end == "ZeroDivisionError",
        seen == [] and end == 0.0,
        seen == [100],
        end == "IndexError",
    ]

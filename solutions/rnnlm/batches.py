def full_batches(samples, size):
    #en: samples: a list; size >= 1. Returns the list of all FULL batches in order; what is left over at the end is dropped.
    #ja: samples はリスト、size >= 1。大きさのちょうど揃ったバッチをすべて、順に並べて返す。末尾の余りは捨てる。
    batches = []
    start = 0
    while start + size <= len(samples):  # <- more
        batches.append([int(sample) for sample in samples[start : start + size]])
        start += size
    return batches


# region after
#en: The batch covers start ... start + size - 1. It is full if start + size - 1 <= n - 1, that is start + size <= n.
#en: With < the batch that ends exactly at the last sample is lost: 128 samples in batches of 128 would give no step at all.
#ja: バッチは start から start + size - 1 までである。揃う条件は start + size - 1 <= n - 1、すなわち start + size <= n となる。
#ja: < にすると、ちょうど末尾で終わるバッチが失われる。サンプル 128 個をバッチ 128 で回すと、1 ステップも進まない。
# endregion

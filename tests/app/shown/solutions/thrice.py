def thrice(x):
    # region answer: body
    return 3 * x
    # endregion

"""D09: a perceptron with one hidden layer on digits; units, start and activation."""

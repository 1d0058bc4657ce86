"""D13: a convolutional network of two layers with dropout, on digits, MNIST and a digit of your own."""

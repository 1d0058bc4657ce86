"""D12: a convolutional network of one layer on digits; how many filters, and whether they are learned."""

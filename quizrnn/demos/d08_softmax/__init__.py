"""D08: softmax regression on digits, and what a learning rate means under two optimisers."""

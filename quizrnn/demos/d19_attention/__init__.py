"""D19: an encoder-decoder that reverses sequences, with and without attention."""

"""D04: an encoder reads a sine, a decoder writes the cosine."""

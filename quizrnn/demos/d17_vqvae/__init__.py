"""D17: a VQ-VAE on small digits, its codebook and its dead codes."""

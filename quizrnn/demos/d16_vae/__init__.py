"""D16: a VAE with two latent numbers on small digits, and how a heavy KL term empties them."""

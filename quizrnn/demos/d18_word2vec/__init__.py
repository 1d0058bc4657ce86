"""D18: word2vec on generated sentences, and what king - man + woman does and does not show."""

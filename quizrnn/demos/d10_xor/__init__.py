"""D10: points that no single line parts, and the nets that part them."""

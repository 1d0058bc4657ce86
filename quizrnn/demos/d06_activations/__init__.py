"""D06: activation functions and their slopes, the choice at each kink, and where forms overflow."""

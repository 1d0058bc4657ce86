"""D01: a recurrent net learns to add two binary numbers."""

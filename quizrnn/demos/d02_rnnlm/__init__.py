"""D02: a next-word model on template sentences or any text, and what a reversed window does to it."""

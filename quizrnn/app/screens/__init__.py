"""The screens: each composes widgets and routes what they post."""

"""The widgets: each draws one idea and posts what happens to it."""

"""Proves a bank: nothing in it is believed before it has been executed."""

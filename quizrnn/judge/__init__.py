"""Runs answers and the bank's own code in confined processes and compares what they return."""

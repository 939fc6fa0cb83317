"""The main jobs, from one end to the other."""

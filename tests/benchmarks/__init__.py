"""How fast the program is, and where it waits; run by hand, because no test asserts a time."""

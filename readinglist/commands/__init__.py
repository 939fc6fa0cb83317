"""Use cases: one function per user operation, shared by window and command line."""

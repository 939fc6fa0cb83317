"""Where a library lies: its files, their locks, and whether they may be written there."""

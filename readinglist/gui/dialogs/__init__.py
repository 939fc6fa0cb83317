"""What opens over the window, one a file, and its rows."""

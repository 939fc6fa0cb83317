"""What is kept beside a library: every step in a second copy, backups, and how a library is made from them."""

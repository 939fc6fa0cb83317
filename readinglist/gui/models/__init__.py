"""What the views show, a page at a time."""

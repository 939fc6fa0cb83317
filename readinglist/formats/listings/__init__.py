"""Listings of papers saved as text: from lines to blocks, from blocks to titles and abstracts."""

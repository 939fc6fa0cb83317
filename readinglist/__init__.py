"""Reading List: from digests of papers to a short, annotated, citable reading list."""

__version__ = "0.1.0"

"""Text that comes from a user's keyboard, file or shell, made fit to be kept."""

from __future__ import annotations


def clean(text: str) -> str:
    """The text with one kind of line end and without halves of characters, which no file could hold."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

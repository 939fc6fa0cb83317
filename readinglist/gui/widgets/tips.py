"""Tool tips that show text of strangers: what looks like HTML is a page to Qt, and its pictures are loaded."""

from __future__ import annotations

from html import escape

LONGEST = 600
"""As many characters are shown: more would cover the screen, and the whole stands where the pointer is."""

_LINE = 120  # characters; what is longer is wrapped, which Qt does for pages only


def plain_tip(text: str) -> str:
    """A text as a tool tip that shows every character as itself."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if len(shown) <= _LINE and not any(sign in shown for sign in "<&"):
        return shown
    return "".join(f"<p>{escape(line)}</p>" for line in shown.splitlines())

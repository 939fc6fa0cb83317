"""Saved searches: queries that the user keeps under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command
from readinglist.commands.text import clean, on_one_line
from readinglist.core.errors import ReadingListError
from readinglist.core.query_parser import parse

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.library import Library

LONGEST = 80


@command("search.save", title="Save search…", help="Keep a query under a name; a name that exists gets the new query.")
def save(library: Library, *, name: str, query: str) -> Changes:
    """Save a query as it is written.

    Raises:
        QueryError: it can't be read.
    """
    name, query = _name(name), on_one_line(query)
    parse(query)
    with library.transaction(f"Save search “{name}”") as tx:
        tx.save_search(name, query)
    return tx.changes


@command("search.rename", title="Rename search…", help="Call a saved search by another name.")
def rename(library: Library, *, search: int, name: str) -> Changes:
    """Rename a saved search, by its id."""
    name = _name(name)
    with library.transaction("Rename search") as tx:
        tx.rename(f"Rename search “{tx.rename_search(search, name)}” to “{name}”")
    return tx.changes


@command("search.remove", title="Remove search", help="Remove a saved search; its papers stay as they are.")
def remove(library: Library, *, search: int) -> Changes:
    """Remove a saved search, by its id."""
    with library.transaction("Remove search") as tx:
        tx.rename(f"Remove search “{tx.remove_search(search)}”")
    return tx.changes


def _name(text: str) -> str:
    name = " ".join(clean(text).split())
    if not name:
        raise ReadingListError("A saved search needs a name.", "For example “To read this week”.")
    if len(name) > LONGEST:
        raise ReadingListError(
            f"“{name[:20]}…” is too long for a name.", f"A saved search's name has at most {LONGEST} characters."
        )
    return name

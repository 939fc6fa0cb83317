"""Markdown links: one line a paper, its title as a link to where it is best read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from readinglist.core.links import main_link
from readinglist.formats.markdown_text import inline, paragraph
from readinglist.formats.plain_text import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.core.paper import Paper
    from readinglist.core.reading import Record

_ENTITY_START = re.compile("&(?=#?[A-Za-z0-9]+;)")
_BRACKETS = str.maketrans({"(": "%28", ")": "%29"})


class LinkExporter:
    """`[Title](address)`; a paper without an address is its title alone."""

    name = "link"
    title = "Markdown links"
    suffix = ".md"
    keyed = False

    def write(self, records: Iterable[Record], out: TextIO) -> None:
        """Write one line a record."""
        out.writelines(f"{_shown(record.paper)}\n" for record in records)


def _shown(paper: Paper) -> str:
    link = main_link(paper)
    if link is None:
        return paragraph(paper.title) or "Untitled"
    target = _ENTITY_START.sub("&amp;", address(link).translate(_BRACKETS))
    return f"[{inline(paper.title) or 'Untitled'}]({target})"

"""Text as Markdown: plain text that shows as it is, and notes that stay inside their section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.formats.plain_text import as_written, one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

LOWEST_HEADING = 6

# CommonMark's signs, and those of the dialects around it: ~~struck~~, $maths$, ==marked==, %%hidden%%, #tag.
_SIGNS = re.compile(r"[\\`*_\[\]~$#|]|=(?==)|(?<==)=|%(?=%)|(?<=%)%")
_ENTITY_START = re.compile(r"&(?=[#A-Za-z])")
# What makes a list, a quote or a rule of a line by standing at its start.
_LINE_START = re.compile(r"([-+>])|(\d{1,9})([.)])")
_BLANK_LINES = re.compile(r"\n\s*\n")


def inline(text: str) -> str:
    """Plain text as one line of Markdown that shows every character as itself, not at the start of a line."""
    escaped = _SIGNS.sub(r"\\\g<0>", one_line(text))
    return _ENTITY_START.sub("&amp;", escaped).replace("<", "&lt;")


def paragraph(text: str) -> str:
    """Plain text as a paragraph of one line, at the start of a line."""
    line = inline(text)
    start = _LINE_START.match(line)
    if not start:
        return line
    sign = start.start(1) if start[1] else start.start(3)
    return f"{line[:sign]}\\{line[sign:]}"


def code(text: str) -> str:
    """A name as code, so that it can be copied as it stands."""
    bare = one_line(text)
    return inline(bare) if "`" in bare else f"`{bare}`"


def quote(text: str) -> str:
    """Plain text as a block quote, blank lines parting its paragraphs; empty where the text is."""
    paragraphs = filter(None, map(paragraph, _BLANK_LINES.split(as_written(text))))
    return "\n>\n".join(f"> {shown}" for shown in paragraphs)


def nested_note(text: str, level: int) -> str:
    """A note as it was written, its headings moved below `level`; empty where nothing was written.

    A note that would leave something open behind it (a code fence, a comment of HTML) and swallow what
    follows becomes a block quote, for that ends all that stands in it.
    """
    note = as_written(text).strip("\n")
    if not note.strip():
        return ""
    lines = note.split("\n")
    tokens = _parse(note)
    for at in reversed(range(len(tokens))):
        if tokens[at].type == "heading_open":
            _lower(lines, tokens[at], tokens[at + 1].content, level)
    lowered = "\n".join(lines)
    return lowered if _stays_inside(lowered, level) else "\n".join(f"> {line}".rstrip() for line in lines)


def _parse(text: str) -> list[Token]:
    """The blocks of a note; what stands within a line is not looked at, which takes most of the time."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline").parse(text)


def _lower(lines: list[str], heading: Token, content: str, level: int) -> None:
    """Write a heading, `lines[first:end]`, `level` levels lower, behind the quotes and lists it stands in."""
    first, end = heading.map or [0, 0]
    marks = "#" * min(int(heading.tag[1:]) + level, LOWEST_HEADING)
    if heading.markup.startswith("#"):
        lines[first] = lines[first].replace(heading.markup, marks, 1)
    else:  # underlined: such headings have two levels only, so it becomes the other kind
        start = lines[first].rfind(content.partition("\n")[0])
        lines[first:end] = [f"{lines[first][:start]}{marks} {' '.join(content.split())}"]


def _stays_inside(note: str, level: int) -> bool:
    """Whether a heading behind the note would be one, and the note has none as high as its own."""
    headings = [token for token in _parse(f"{note}\n\n# end") if token.type == "heading_open"]
    behind = headings.pop() if headings else None
    after_note = [note.count("\n") + 2, note.count("\n") + 3]
    return (
        behind is not None
        and behind.level == 0
        and behind.map == after_note
        and all(int(token.tag[1:]) > level for token in headings)
    )

"""Kinds of text files that are no digests (yet), told apart well enough to say so in a helpful sentence."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HTML = "a web page (HTML)"
MAIL = "a mail"
MARKDOWN = "a Markdown file"
JSON = "JSON"
TABLE = "a table (CSV)"
REFERENCES = "a list of references"
TEX = "a TeX file"
RICH_TEXT = "a rich text (RTF) file"
CODE = "source code or a log"

_BY_SUFFIX = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml"), HTML),
    **dict.fromkeys((".eml", ".mbox"), MAIL),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".ipynb"), JSON),
    **dict.fromkeys((".csv", ".tsv"), TABLE),
    **dict.fromkeys((".bib", ".ris"), REFERENCES),
    **dict.fromkeys((".tex", ".sty"), TEX),
    **dict.fromkeys((".py", ".js", ".ts", ".c", ".h", ".cpp", ".rs", ".go", ".java", ".sh", ".toml", ".log"), CODE),
    **dict.fromkeys((".yaml", ".yml", ".ini", ".cfg", ".xml", ".css"), CODE),
}
_REMEDIES = {
    HTML: "Open it in a browser, copy the list of papers, and paste it here or save it as plain text.",
    MAIL: "Copy the list of papers out of it, and paste it here or save it as plain text.",
    MARKDOWN: "Only plain lists of titles and abstracts can be read.",
}
_REMEDY = "It should be a list of titles and abstracts, saved or copied as plain text from a trending papers page."

_LOOKED_AT = 400
_TAGS = re.compile(
    r"</?(?:html|head|body|div|span|table|script|article|h[1-6]|ul|li|td|p|a)\b[^<>]{0,300}>", re.IGNORECASE
)
_MAIL_FIELD = re.compile(
    r"(?:From|To|Cc|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Reply-To|Content-Type): ?\S",
    re.IGNORECASE,
)
_MARKDOWN_MARK = re.compile(r"#{1,6} \S|```|[-*+] \S|> \S|\|.*\|$|\d+\. \S|!?\[[^\]]*\]\(|\[![^\]]*\]")
_MARKDOWN_HEADING = re.compile(r"#{1,6} \S|```|={3,}$|-{3,}$")
_REFERENCE = re.compile(r"@[A-Za-z]+\{|TY  ?- |%0 \S")
_TEX = re.compile(r"\\(?:documentclass|begin\{|section\{|usepackage)")
_CODE_LINE = re.compile(
    r".*[{};]$|.*\):$|(?:import|from|def|class|return|if|for|while|else|var|let|const|use|fn|func|public|private|#include"
    r"|#!|//|/\*|\*/|export)\b.*[=(:;/]|[\w.\-]+ ?= ?\S.*|\[[\w.\-]+\]$|\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*"
)


def other_kind(lines: Sequence[str], filename: str) -> str | None:
    """What else than a plain list a text is, by its name and its first lines; None where nothing speaks for it."""
    filled = [line for line in lines[:_LOOKED_AT] if line]
    suffix = PurePath(filename.replace("\0", "")).suffix.lower()
    return _by_content(filled, suffix) or _BY_SUFFIX.get(suffix)


def unknown_format_message(lines: Sequence[str], filename: str) -> str:
    """A sentence or two for a text that no importer knows: what it looks like, and what to do."""
    kind = other_kind(lines, filename)
    looks = f"This looks like {kind}" if kind else "This is no list of papers that is known here"
    return f"{looks}; nothing was read. {_REMEDIES.get(kind or '', _REMEDY)}"


def _by_content(lines: list[str], suffix: str) -> str | None:
    if not lines:
        return None
    first = lines[0]
    signs = (
        (HTML, first.lower().startswith(("<!doctype html", "<html")) or _tagged(lines)),
        (MAIL, first.startswith("From ") or sum(_MAIL_FIELD.match(line) is not None for line in lines[:12]) >= 2),
        (RICH_TEXT, first.startswith("{\\rtf")),
        (JSON, first.startswith(("{", "[{", '["')) or (first == "[" and len(lines) > 1)),
        (REFERENCES, _REFERENCE.match(first) is not None),
        (TEX, any(_TEX.match(line) for line in lines[:40])),
    )
    return next((kind for kind, found in signs if found), None) or _by_lines(lines, suffix)


def _tagged(lines: list[str]) -> bool:
    return sum(_TAGS.search(line) is not None for line in lines) >= 5


def _by_lines(lines: list[str], suffix: str) -> str | None:
    marks = sum(_MARKDOWN_MARK.match(line) is not None for line in lines)
    headings = sum(_MARKDOWN_HEADING.match(line) is not None for line in lines)
    if headings and (marks + headings >= 3 or suffix in (".md", ".markdown")):
        return MARKDOWN
    if _is_table(lines[:20]):
        return TABLE
    if len(lines) >= 3 and sum(_CODE_LINE.match(line) is not None for line in lines) > 0.3 * len(lines):
        return CODE
    return None


def _is_table(lines: list[str]) -> bool:
    """Whether every line holds the same number of commas, semicolons or bars, two at least, in three lines or more."""
    counts = ({line.count(mark) for line in lines} for mark in ",;|")
    return len(lines) >= 3 and any(len(found) == 1 and found.pop() >= 2 for found in counts)

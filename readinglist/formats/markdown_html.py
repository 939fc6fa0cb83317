"""Notes as HTML that is safe to show: an allow-list of tags, no attribute but the address of a link.

What the allow-list does not know stays as text: HTML, tables, the other text of a picture, definitions of links.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from unicodedata import category

from markdown_it import MarkdownIt

from readinglist.core.links import outside_address
from readinglist.core.reading import LONGEST_NOTE
from readinglist.formats.plain_text import CONTROLS, as_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

DEEPEST = 8
"""As many lists and quotes stand in one another, and as many marks within a text; what is deeper is text."""

LONGEST_WORD = 80
"""Longer words get places where a line may break, so that they do not widen the page."""

MOST_BLOCKS = 2_000
"""As many paragraphs and items of a note are shown: Qt's time for a list goes with the square of its items."""

MOST_BRACKETS = 20_000
"""In a note with more of them none makes a link: looking for what closes each would take many seconds."""

_TAGS = {
    "paragraph_open": "p", "bullet_list_open": "ul", "ordered_list_open": "ol", "list_item_open": "li",
    "blockquote_open": "blockquote", "em_open": "em", "strong_open": "strong", "s_open": "s",
}  # fmt: skip
_CONTAINERS = ("bullet_list_open", "ordered_list_open", "blockquote_open")
_LOWEST_HEADING = 3
_DEEPEST_PARSED = 40  # below this the parser drops text
_CUT = f"<p><em>Only the first {LONGEST_NOTE:,} characters of this note are shown.</em></p>\n"
_CUT_BLOCKS = f"<p><em>Only the first {MOST_BLOCKS:,} paragraphs of this note are shown.</em></p>\n"

_SPACE = re.compile(r"([ \t\n]+)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_BREAK = "\u200b"
_JOINER = "\u200d"


def to_html(text: str) -> str:
    """A note in Markdown as a piece of HTML; takes any text.

    The tags are p br h1 h2 h3 ul ol li blockquote pre code em strong s hr, and a with an href that begins with http,
    https or mailto. A link to `doi:10.…` leads to doi.org; of any other link only the words are left.
    """
    note = CONTROLS.sub("", as_written(text[:LONGEST_NOTE]))
    tokens = _parser(links=note.count("[") <= MOST_BRACKETS).parse(note)
    page = _Page()
    if any(token.level >= _DEEPEST_PARSED - 1 for token in tokens):
        page.plain(note)
    else:
        page.blocks(tokens)
    return "".join(page.parts) + (_CUT if len(text) > LONGEST_NOTE else "")


def _parser(*, links: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": _DEEPEST_PARSED})
    # The words of a bad link are shown, without where it leads.
    made.validateLink = _any_link  # type: ignore[assignment, method-assign]
    made.enable("strikethrough").disable(["reference", "html_block", "html_inline"])
    return made if links else made.disable(["link", "image"])


def _any_link(_url: str) -> bool:
    return True


class _Page:
    """HTML while it is written; every tag that is opened here is closed here."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[str] = []  # tags to be closed; empty for what is shown as text only
        self._containers = 0
        self._run = 0  # characters since a line could last break

    def plain(self, note: str) -> None:
        """A note that is nested beyond sense: its paragraphs, and no more than that."""
        for place, paragraph in enumerate(filter(None, _BLANK_LINES.split(note))):
            if place == MOST_BLOCKS:
                self._cut()
                break
            self._start("p")
            for number, line in enumerate(paragraph.split("\n")):
                if number:
                    self._void("br")
                self._text(line)
            self._end()

    def blocks(self, tokens: Iterable[Token]) -> None:
        """The blocks of a note."""
        inlines = 0
        for token in tokens:
            inlines += token.type == "inline"
            if inlines > MOST_BLOCKS:
                self._cut()
                break
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.type in ("fence", "code_block"):
                self._start("pre")
                self._code(token.content)
                self._end()
            elif token.type == "hr":
                self._void("hr")
            elif token.nesting > 0:
                self._containers += token.type in _CONTAINERS
                self._start(self._tag(token))
            elif token.nesting < 0:
                self._containers -= token.type.replace("_close", "_open") in _CONTAINERS
                self._end()

    def _cut(self) -> None:
        """End here, and say so."""
        while self._open:
            self._end()
        self.parts.append(_CUT_BLOCKS)

    def _tag(self, token: Token) -> str:
        if token.type == "heading_open":
            return f"h{min(int(token.tag[1:]), _LOWEST_HEADING)}"
        flat = self._containers > DEEPEST
        if token.type == "paragraph_open":
            return "" if token.hidden and not flat else "p"
        return "" if flat else _TAGS.get(token.type, "")

    def _inline(self, tokens: Iterable[Token]) -> None:
        around = len(self._open)
        for token in tokens:
            if token.type == "softbreak":
                self._text("\n")
            elif token.type == "hardbreak":
                self._void("br")
            elif token.type == "code_inline":
                self._code(token.content)
            elif token.type == "image":
                self._text("".join(_words_of(token)))
            elif token.nesting > 0:
                deep = len(self._open) - around >= DEEPEST
                self._start("" if deep else _TAGS.get(token.type, ""), "" if deep else _address(token))
            elif token.nesting < 0:
                self._end()
            else:
                self._text(token.content)

    def _code(self, text: str) -> None:
        self._start("code")
        self._text(text)
        self._end()

    def _start(self, tag: str, address: str = "") -> None:
        tag = "a" if address else tag
        self._open.append(tag)
        if tag:
            self.parts.append(f'<a href="{escape(address)}">' if address else f"<{tag}>")
            self._new_line(tag)

    def _end(self) -> None:
        tag = self._open.pop()
        if tag:
            self.parts.append(f"</{tag}>")
            self._new_line(tag)

    def _void(self, tag: str) -> None:
        self.parts.append(f"<{tag}>")
        self._new_line(tag)

    def _new_line(self, tag: str) -> None:
        """A block begins or ends a line; marks within a text do not."""
        if tag not in ("a", "code", "em", "strong", "s"):
            self._run = 0

    def _text(self, text: str) -> None:
        for place, piece in enumerate(_SPACE.split(CONTROLS.sub("", text))):
            if place % 2:
                self._run = 0
                self.parts.append(piece)
            else:
                self._word(piece)

    def _word(self, word: str) -> None:
        start, end = 0, LONGEST_WORD - self._run
        while end < len(word):
            while end < len(word) and _belongs_to_last(word, end):
                end += 1
            self.parts += (escape(word[start:end], quote=False), _BREAK)
            start, end = end, end + LONGEST_WORD
            self._run = 0
        self.parts.append(escape(word[start:], quote=False))
        self._run += len(word) - start


def _belongs_to_last(word: str, at: int) -> bool:
    """Whether a character makes one sign with the one before it: accents, and what emoji are joined of."""
    return category(word[at])[0] == "M" or _JOINER in word[max(at - 1, 0) : at + 1]


def _words_of(image: Token) -> Iterator[str]:
    """The other text of a picture, without marks."""
    for token in image.children or []:
        if token.type == "image":
            yield from _words_of(token)
        else:
            yield " " if token.type in ("softbreak", "hardbreak") else token.content


def _address(token: Token) -> str:
    """Where a link may lead; empty where it leads nowhere, and for all else."""
    return outside_address(str(token.attrs.get("href", "")))

"""Lines of text out of any file of bytes: encodings told apart, line ends counted as editors do, long lines bounded.

A byte order mark decides, then a pattern of NUL bytes that only UTF-16 makes. All else is read line by line: as UTF-8
where the line is UTF-8 (a few damaged bytes become U+FFFD), as cp1252 where it is not. Deciding by the line needs no
first pass over the file, and one damaged line leaves the others as they are.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_BYTES = 64 * 1024
"""As much of a file's start as is looked at before it is read."""

LINE_CHARACTERS = 20_000
"""As much of one line as is kept; the longest abstract seen in real digests has 1,920 characters."""

RAW_CHARACTERS = 500
"""As much of a line as is kept beside its text, to be shown as it stands in the file."""

_SHOWN_OF_LONG_LINE = 1_000
_LINE_BYTES = 4 * LINE_CHARACTERS
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"SQLite format 3\x00",
    b"\x7fELF",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\xd0\xcf\x11\xe0",
)
# C1 controls too: terminals take orders in them. U+0085 ends a line, and so becomes a space.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NUL_RUN = re.compile(rb"\x00{8,}")
_FEW_RUNS = 3
_CONTROL_BYTES = bytes([*range(9), *range(14, 28), 127])


class TextLine(NamedTuple):
    """One line without its end, from 1; `cut` where more than `LINE_CHARACTERS` stood there.

    Control characters are gone, and any white space is one space; `raw` is the start of the line before that.
    """

    number: int
    text: str
    cut: bool
    raw: str


def read_head(source: BinaryIO) -> bytes:
    """The next `HEAD_BYTES` of a source, fewer only at its end."""
    parts: list[bytes] = []
    missing = HEAD_BYTES
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def beyond_long_line(source: BinaryIO, head: bytes) -> bytes:
    """A file's start with no more than the start of its first line, where that line fills the whole of `head`.

    `source` is read anew. Other starts come back as they are; this one as UTF-8.
    """
    if len(head) < HEAD_BYTES or b"\n" in head or b"\r" in head:
        return head
    source.seek(0)
    texts: list[str] = []
    for line in text_lines(source):
        texts.append(line.text if texts else line.text[:_SHOWN_OF_LONG_LINE])
        if sum(map(len, texts)) > HEAD_BYTES:
            break
    return "\n".join(texts).encode() if len(texts) > 1 else head


def is_blank(head: bytes) -> bool:
    """Whether a file's start holds nothing but white space (or nothing at all)."""
    return not _decode_start(head).strip("\ufeff \t\r\n\f\v\u2028\u2029")


def is_binary(head: bytes) -> bool:
    """Whether a file's start is no text: a known kind of binary file, or more than 5% control characters.

    A few runs of NULs, as a broken disk or download leaves them, count as one character each.
    """
    if head.startswith(_BINARY_STARTS):
        return True
    if _utf16(head):
        text = _decode_start(head)
        return (len(_CONTROLS.findall(text)) + text.count("\ufffd")) * 20 > len(text)
    rest = _NUL_RUN.sub(b"\0", head, count=_FEW_RUNS) if b"\0" in head else head
    return (len(rest) - len(rest.translate(None, _CONTROL_BYTES))) * 20 > len(rest)


def text_lines(source: BinaryIO) -> Iterator[TextLine]:
    """The lines of a source from where it stands, blank ones too; memory stays small however long a line is.

    Lines end at LF, CRLF or a lone CR and nowhere else. OSError of the source travels up.
    """
    for number, (raw, cut) in enumerate(_raw_lines(_utf8_chunks(source)), 1):
        text = _decode(raw, cut)
        if len(text) > LINE_CHARACTERS:
            text, cut = text[:LINE_CHARACTERS], True  # noqa: PLW2901 - a long line is known only when decoded
        yield TextLine(number, _clean(text), cut, text[:RAW_CHARACTERS])


def shown_line(raw: str) -> str:
    """The start of a line as it stands in a file, with spaces for what would not stay in a line."""
    return _NOT_SHOWN.sub(" ", raw.removeprefix("\ufeff"))


def _utf16(head: bytes) -> str | None:
    """The UTF-16 that a file's start is in, or None."""
    for mark, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return None if name == "utf-8" else name
    pairs = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if pairs and odd * 3 > pairs and even * 50 < pairs:
        return "utf-16-le"
    if pairs and even * 3 > pairs and odd * 50 < pairs:
        return "utf-16-be"
    return None


def _decode_start(head: bytes) -> str:
    if name := _utf16(head):
        return head.decode(name, "ignore" if len(head) % 2 else "replace")
    return head.decode("utf-8", "replace")


def _utf8_chunks(source: BinaryIO) -> Iterator[bytes]:
    """The bytes of a source in chunks; UTF-16 is turned into UTF-8 on the way."""
    chunk = read_head(source)
    name = _utf16(chunk)
    if name is None:
        while chunk:
            yield chunk
            chunk = source.read(HEAD_BYTES)
        return
    decoder = codecs.getincrementaldecoder(name)("replace")
    while chunk:
        yield decoder.decode(chunk).encode()
        chunk = source.read(HEAD_BYTES)
    if len(decoder.getstate()[0]) > 1:  # an odd byte at the end is no character
        yield decoder.decode(b"", final=True).encode()


def _raw_lines(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Lines as bytes, and whether more than `_LINE_BYTES` stood there; the rest of such a line is never held."""
    rest, cut, after_return = b"", False, False
    for chunk in chunks:
        body = chunk[1:] if after_return and chunk.startswith(b"\n") else chunk
        after_return = chunk.endswith(b"\r") if chunk else after_return
        first, *others = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        room = _LINE_BYTES - len(rest)
        rest, cut = rest + first[:room], cut or len(first) > room
        for line in others:
            yield rest, cut
            rest, cut = line[:_LINE_BYTES], len(line) > _LINE_BYTES
    if rest:
        yield rest, cut


def _decode(raw: bytes, cut: bool) -> str:
    try:
        return codecs.utf_8_decode(raw, "strict", not cut)[0]
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        sound = len(text) - len(text.encode("ascii", "ignore")) - damaged
        return text if sound >= 2 * damaged else raw.decode("cp1252", "replace")


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:  # nearly every line of a real digest
        return text.strip(" ")
    return " ".join(_CONTROLS.sub("", text).replace("\ufeff", "").split())

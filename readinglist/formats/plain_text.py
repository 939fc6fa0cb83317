"""Text of any kind made fit for a file in UTF-8: as one line, with its lines as they are, or as a web address."""

from __future__ import annotations

import re
from urllib.parse import quote

#: Every control character but tab and newline: C0, DEL and C1, in which terminals take orders too.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_LINE_ENDS = re.compile(r"\r\n?")
# Half a surrogate pair has no form in UTF-8.
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
# What RFC 3986 allows in an address, and the percent sign of what is encoded already.
_ADDRESS_SIGNS = "-._~:/?#[]@!$&'()*+,;=%"


def one_line(text: str) -> str:
    """The text with each run of white space as one blank, without control characters."""
    blank = " ".join(text.split())  # first of all: form feeds and their like part words
    return " ".join(_LONE_SURROGATES.sub("�", CONTROLS.sub("", blank)).split())


def as_written(text: str) -> str:
    """The text with its line ends as newlines, without NUL; what UTF-8 can't hold is U+FFFD."""
    return _LONE_SURROGATES.sub("�", _LINE_ENDS.sub("\n", text).replace("\x00", ""))


def address(text: str) -> str:
    """An address as it stands; what no address may hold is percent-encoded."""
    return quote(one_line(text), safe=_ADDRESS_SIGNS)

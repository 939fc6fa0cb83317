"""Web addresses in running text."""

from __future__ import annotations

import re

# Only the characters an address may hold: a CJK full stop, a brace of TeX or a quote ends it.
_REST = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000}"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
# Without a scheme only what can be nothing else.
_KNOWN = r"(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/\w|doi\.org/10\.\d|github\.com/\w|gitlab\.com/\w|huggingface\.co/\w)"
_ADDRESS = re.compile(
    rf"(https?://){_HOST}(?![A-Za-z0-9@-])(?::\d+)?(?:[/?#]{_REST})?|(?<![\w@/.-]){_KNOWN}{_REST}",
    re.ASCII | re.IGNORECASE,
)
_AFTER_LINK = ".,;:!?'*"
_OPENERS = {")": "(", "]": "["}


def links(text: str) -> tuple[str, ...]:
    """The http and https addresses in a text, in order, each once.

    Punctuation that belongs to the sentence and brackets that were opened before the address are left
    off. An address of arXiv, GitHub and a few like them is found without its scheme, and gets https.
    """
    found: dict[str, None] = {}
    at = 0
    while match := _ADDRESS.search(text, at):
        address = _trimmed(match.group())
        at = match.start() + len(address)
        found[address if match[1] else f"https://{address}"] = None
    return tuple(found)


def _trimmed(address: str) -> str:
    """The address up to the first bracket that closes nothing, without punctuation at its end."""
    opened: list[str] = []
    for at, sign in enumerate(address):
        if sign in "([":
            opened.append(sign)
        elif sign in _OPENERS and (not opened or opened.pop() != _OPENERS[sign]):
            address = address[:at]
            break
    return address.rstrip(_AFTER_LINK + "([")

"""Web addresses: those in running text, those of a paper, and those where a paper may be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.core.paper import Paper

# Only the characters an address may hold: a CJK full stop, a brace of TeX or a quote ends it.
_REST = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000}"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
# Without a scheme only what can be nothing else.
_KNOWN = r"(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/\w|doi\.org/10\.\d|github\.com/\w|gitlab\.com/\w|huggingface\.co/\w)"
# Who reads "https://good.example@evil.example" sees another place than the browser opens: that is none.
_USER = r"[A-Za-z0-9\-._~!$&'()*+,;=:%]*@"
_ADDRESS = re.compile(
    rf"(https?://)(?!{_USER}){_HOST}(?![A-Za-z0-9@-])(?::\d+)?(?:[/?#]{_REST})?|(?<![\w@/.-]){_KNOWN}{_REST}",
    re.ASCII | re.IGNORECASE,
)
_SCHEME = re.compile("https?://", re.IGNORECASE)
_AFTER_LINK = ".,;:!?'*"
_OPENERS = {")": "(", "]": "["}

_OUTSIDE = re.compile(r"(?:https?://[^/?#\\\s]|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_DOI = re.compile(r"doi:(?=10\.)", re.IGNORECASE)

LONGEST_LABEL: Final = 40
_ARXIV_PAGE = re.compile(r"arxiv\.org/(?:abs|pdf|html)/(?P<id>[^?#]+?)(?:v\d+)?(?:\.pdf)?(?:[?#].*)?", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(?P<id>.+?)(?:v\d+)?", re.IGNORECASE)
_DOI_PAGE = re.compile(r"(?:dx\.)?doi\.org/(?P<doi>10\..+)", re.IGNORECASE)
# Where the path alone tells which project it is.
_PROJECT = re.compile(r"(?:github\.com|gitlab\.com|huggingface\.co)/(?P<path>[^/?#]+/[^?#]+)", re.IGNORECASE)
_LONGEST_SEARCH: Final = 300
_LOOKUPS: Final = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("HF papers", "https://huggingface.co/papers?q="),
    ("Scholar", "https://scholar.google.com/scholar?q="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A web address and what it is called: plain text of at most 40 printable characters."""

    label: str
    url: str


def links(text: str) -> tuple[str, ...]:
    """The http and https addresses in a text, in order, each once.

    Punctuation that belongs to the sentence and brackets that were opened before the address are left
    off. An address of arXiv, GitHub and a few like them is found without its scheme, and gets https.
    """
    found = (text[start:end] for start, end in address_spans(text))
    return tuple(dict.fromkeys(one if _SCHEME.match(one) else f"https://{one}" for one in found))


def address_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses stand in a text: from the first offset up to, not including, the second."""
    at = 0
    while match := _ADDRESS.search(text, at):
        at = match.start() + len(_trimmed(match.group()))
        yield match.start(), at


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


def links_of(paper: Paper) -> tuple[Link, ...]:
    """The links of a paper, the best first: the user's own, arXiv, DOI, then those in its abstract.

    Each place is named once: an arXiv paper is one place whatever version or form of it an address means.
    """
    found: dict[str, Link] = {}
    for url in _addresses(paper):
        bare = _bare(url)
        name = _identifier(bare)
        found.setdefault(name.casefold() or bare, Link(_shortened(name or _title(bare)), url))
    return tuple(found.values())


def main_link(paper: Paper) -> str | None:
    """Where a paper is best read; None where no address is known."""
    return next(_addresses(paper), None)


def outside_address(link: str) -> str:
    """Where a link may lead: by http, https or mailto, `doi:10.…` to doi.org; empty where it leads anywhere else."""
    address = _DOI.sub("https://doi.org/", link, count=1) if _DOI.match(link) else link
    return address if _OUTSIDE.fullmatch(address) else ""


def lookups(title: str) -> tuple[Link, ...]:
    """Where a paper of this title may be found: searches that a user can open, none for a title without words."""
    asked = quote(" ".join(title.split())[:_LONGEST_SEARCH], safe="", errors="replace")
    return tuple(Link(label, start + asked) for label, start in _LOOKUPS) if asked else ()


def _addresses(paper: Paper) -> Iterator[str]:
    if paper.link:
        yield paper.link
    if paper.identifiers.arxiv:
        yield f"https://arxiv.org/abs/{quote(paper.identifiers.arxiv, errors='replace')}"
    if paper.identifiers.doi:
        yield f"https://doi.org/{quote(paper.identifiers.doi, safe='/:;()', errors='replace')}"
    yield from links(paper.abstract)


def _bare(url: str) -> str:
    """An address without what all of them have."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _identifier(bare: str) -> str:
    """The arXiv id or DOI that an address stands for; empty for other places."""
    if arxiv := _ARXIV_PAGE.fullmatch(bare):
        return f"arXiv:{arxiv['id']}"
    if page := _DOI_PAGE.fullmatch(bare):
        doi = unquote(page["doi"])
        arxiv = _ARXIV_DOI.fullmatch(doi)
        return f"arXiv:{arxiv['id']}" if arxiv else f"doi:{doi}"
    return ""


def _title(bare: str) -> str:
    project = _PROJECT.match(bare)
    return project["path"].rstrip("/").removesuffix(".git") if project else bare


def _shortened(text: str) -> str:
    """A label of bounded length without line ends, controls and what turns the direction of writing."""
    label = "".join(sign for sign in text if sign.isprintable())
    if len(label) <= LONGEST_LABEL:
        return label
    end = LONGEST_LABEL // 2 - 1
    return f"{label[: LONGEST_LABEL - 1 - end]}…{label[-end:]}"

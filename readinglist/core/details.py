"""Details that the user gives a paper: what may be typed, and how it is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote, unquote

from readinglist.core.errors import DetailsError
from readinglist.core.names import SUFFIXES
from readinglist.core.paper import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DetailField = Literal["title", "authors", "year", "arxiv", "doi", "link"]
Detail = str | int | None
"""A detail as it is kept: `year` a number, `authors` one name a line, the others text; None is none of the user's."""

FIELDS: Final[tuple[DetailField, ...]] = ("title", "authors", "year", "arxiv", "doi", "link")

LONGEST: Final[Mapping[DetailField, int]] = {
    "title": LONGEST_TITLE, "authors": 200_000, "year": 100, "arxiv": 2_000, "doi": 2_000, "link": 2_000,
}  # fmt: skip
"""Characters; a paper of physics can have thousands of authors. Comparing and showing is tried for these."""

_ARXIV_PLACE = r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/"
_ARXIV_NEW = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARXIV_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3}"
_DOI_START = r"(?:https?://)?(?:dx\.|www\.)?doi\.org/"
_ARXIV_DOI = rf"(?:doi:\s*|{_DOI_START})?10\.48550/arxiv\."  # the DOI that arXiv itself gives
_ARXIV_CLASS = r"\s*\[[a-z-]+(?:\.[a-z-]+)?\]"  # as in "arXiv:2403.01234v2 [cs.CL]"
_ARXIV = re.compile(
    rf"(?:arxiv:\s*|{_ARXIV_PLACE}|{_ARXIV_DOI})?(?P<id>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?"
    rf"(?:{_ARXIV_CLASS}|(?:\.pdf)?/?(?:[?#].*)?)",
    re.ASCII | re.IGNORECASE,
)
_DOI_PLACE = re.compile(_DOI_START, re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*)?(10\.[0-9]{4,9}/[^\s\x00-\x1f\x7f]+)", re.IGNORECASE)
# A host ends in a name, not in a number: else 10.1000/182 and 2403.01234 would be addresses.
_LINK = re.compile(r"(https?://)?(?:[\w-]+\.)+[a-z][\w-]*(?::\d{1,5})?(?:[/?#]\S*)?", re.ASCII | re.IGNORECASE)
_SIGNS: Final = "-._~:/?#[]@!$&'()*+,;=%"  # what RFC 3986 allows in an address beside letters and digits
_YEARS: Final = range(1000, 3000)
_SHOWN: Final = 40


def read_details(given: Mapping[DetailField, str]) -> dict[DetailField, Detail]:
    """What was typed as it is kept; an empty text takes the user's own away.

    Raises:
        DetailsError: one can't be what it should be; it names the field.
    """
    read: dict[DetailField, Detail] = {}
    for field, text in given.items():
        stripped = text.strip()
        if len(stripped) > LONGEST[field]:
            raise DetailsError(
                f"“{_short(stripped[:_SHOWN])}…” has {len(stripped):,} characters.",
                field,
                f"At most {LONGEST[field]:,} are kept here.",
            )
        read[field] = (_READERS[field](stripped) or None) if stripped else None
    return read


def _title(text: str) -> str:
    return " ".join(text.split())


def _authors(text: str) -> str:
    """One name a line: so a name that stands on a line of its own may hold an "and"."""
    separator = r"[\n;]" if "\n" in text else r";|\sand\s"
    names = [" ".join(name.split()) for name in re.split(separator, text)]
    names = [name for name in names if name]
    if not names:
        raise DetailsError(f"There is no name in “{_short(text)}”.", "authors", "Leave it empty to take yours away.")
    for name in names:
        _check_author(name)
    if not re.search(r"[\n;]", text):
        for name in names:
            _check_comma(name)
    return "\n".join(names)


def _check_author(name: str) -> None:
    """Refuse several names in one: a name has a comma after its family, and one more before a "Jr." only."""
    parts = [part.strip() for part in name.split(",")]
    if not all(parts) or len(parts) > 3 or (len(parts) == 3 and parts[1].casefold() not in SUFFIXES):
        raise DetailsError(
            f"“{_short(name)}” is not one name.",
            "authors",
            "Put “;” between authors, or each on a line of its own.",
        )


def _check_comma(name: str) -> None:
    """Refuse "Ada Example, Bo Sample": without a “;” or a line end anywhere, its comma seems to part two authors."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(" " in part for part in parts) and not name[0].islower():
        raise DetailsError(
            f"“{_short(name)}” is not one name.",
            "authors",
            "Put “;” between authors, and behind one alone whose family name comes first.",
        )


def _year(text: str) -> int:
    if not text.isdecimal() or len(text) != 4 or int(text) not in _YEARS:
        raise DetailsError(f"“{_short(text)}” is no year.", "year", "Write four digits, for example 2024.")
    return int(text)


def _arxiv(text: str) -> str:
    found = _ARXIV.fullmatch(text)
    if not found:
        raise DetailsError(
            f"“{_short(text)}” is no arXiv id.",
            "arxiv",
            "One looks like 2403.01234, or hep-th/9901001 in the years before 2007.",
        )
    return found["id"]


def _doi(text: str) -> str:
    place = _DOI_PLACE.match(text)
    found = _DOI.fullmatch(unquote(text[place.end() :]) if place else text)
    if not found:
        raise DetailsError(f"“{_short(text)}” is no DOI.", "doi", "A DOI begins with 10., as in 10.1000/182.")
    return found[1].lower()


def _link(text: str) -> str:
    """A web address; what no address may hold is percent-encoded."""
    found = _LINK.fullmatch(text)
    if not found:
        raise DetailsError(f"“{_short(text)}” is no web address.", "link", "One looks like https://example.org/paper.")
    return quote(text if found[1] else f"https://{text}", safe=_SIGNS, errors="replace")


_READERS: Final[Mapping[DetailField, Callable[[str], str | int]]] = {
    "title": _title, "authors": _authors, "year": _year, "arxiv": _arxiv, "doi": _doi, "link": _link,
}  # fmt: skip


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else f"{one_line[: _SHOWN - 1]}…"

"""Whether text without a header is a list of papers all the same: a part of a page that somebody copied.

Asked are the entries that the listing's own rules find in it. Each is well formed when its title looks like a title and
its abstract is a paragraph of several sentences; in Latin script about half of the abstracts must also speak as
papers do ("we", "this paper", "propose", …), since headings over paragraphs are common in any prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.core.paper import Entry
from readinglist.formats.listings.weights import columns, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from readinglist.core.paper import Diagnostic

_WITH_DAYS = 0.4
_BARE = 0.2

_SENTENCE_END = re.compile(r"[.!?]\s|[.!?]$|[。！？؟]")
_SPEAKS_AS_PAPERS = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article)|propose[sd]?|methods?|approach|models?|benchmarks?|algorithms?"
    r"|datasets?|networks?|learning|train(?:ed|ing)?|evaluat(?:e|ed|ion)|measure|show|results?|experiments?|baselines?"
    r"|outperforms?|theor(?:y|em|etical)|prove|bounds?|estimat(?:e|or|ion)|optimi[sz]ation|introduce)\b",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z]")


def bare_list_likelihood(found: Iterable[Entry | Diagnostic | date], *, whole: bool) -> float:
    """0.4 for entries under days, 0.2 for bare ones, 0 where too few are well formed; `whole`: nothing follows."""
    entries = [item for item in found if isinstance(item, Entry)]
    if not whole and len(entries) > 1:
        entries.pop()  # the file's start may end within it
    formed = [entry for entry in entries if _well_formed(entry)]
    if not formed or len(formed) < 0.6 * len(entries):
        return 0.0
    if len(entries) == 1 and columns(formed[0].abstract) < 300:
        return 0.0
    latin = [entry for entry in formed if _is_latin(entry.abstract)]
    speaking = sum(len(set(_SPEAKS_AS_PAPERS.findall(entry.abstract.lower()))) >= 2 for entry in latin)
    if speaking < 0.5 * len(latin):
        return 0.0
    return _WITH_DAYS if all(entry.day for entry in entries) else _BARE


def _well_formed(entry: Entry) -> bool:
    title = entry.title
    return (
        8 <= columns(title) <= 250
        and not title.endswith((".", ":", ";", ","))
        and columns(entry.abstract) >= 120
        and len(_SENTENCE_END.findall(entry.abstract)) >= 2
        and ends_sentence(entry.abstract)
        and entry.abstract.count("\n\n") <= 4
    )


def _is_latin(text: str) -> bool:
    return len(_LATIN.findall(text)) * 2 > len(text)

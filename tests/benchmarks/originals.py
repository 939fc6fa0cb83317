"""The papers of the real digests, each once: what every pair of the matching benchmark is made from."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.digests import Context, read_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

CAPTURED = date(2025, 3, 18)
ROOT = Path(__file__).resolve().parents[2]
_SENTENCE_ENDS = re.compile(r"(?<=[a-z)\]%$]\.) +(?=[A-Z])")


class Text(NamedTuple):
    """A title and its abstract, which may be empty."""

    title: str
    abstract: str


def folder_of_digests() -> Path:
    """Where the real digests are; READINGLIST_DIGESTS names another place."""
    return Path(os.environ.get("READINGLIST_DIGESTS") or ROOT.parent / "shared" / "seeds")


def originals(folder: Path) -> tuple[Text, ...]:
    """Every paper of the digests that has an abstract, once, in the order in which they stand.

    Raises:
        SystemExit: there is no digest in the folder.
    """
    found: dict[str, Text] = {}
    for path in sorted(folder.glob("*.txt")):
        with path.open("rb") as stream:
            for entry in read_digest(stream, path.name, Context(CAPTURED)).entries:
                if entry.abstract:
                    found.setdefault(entry.title.casefold(), Text(entry.title, entry.abstract))
    if not found:
        raise SystemExit(f"There is no digest in {folder}; READINGLIST_DIGESTS names their folder.")
    return tuple(found.values())


def sentences(text: str) -> list[str]:
    """A text cut after its full stops."""
    return _SENTENCE_ENDS.split(text)


def half(papers: Sequence[Text], which: str) -> Sequence[Text]:
    """Every other paper, "tuned" or "fresh", or "all": rules are mended on one half and judged on the other."""
    return {"tuned": papers[::2], "fresh": papers[1::2], "all": papers}[which]

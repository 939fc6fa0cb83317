"""Small digests and what is needed to bring them in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from readinglist.commands.import_plan import plan
from readinglist.commands.imports import Imported, apply
from readinglist.commands.sources import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from readinglist.store.library import Library

CAPTURED = date(2025, 3, 20)
HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n"

#: (title, abstract) of papers that have nothing to do with each other.
PAPERS = (
    (
        "Sorting Pebbles by Weight with Two Sieves",
        "We sort pebbles by weight with two sieves of different mesh. The first sieve removes everything that is"
        " lighter than a coin, the second one keeps what is heavier than a spoon. In between we find the pebbles that"
        " a child would pick. The method needs no scale and works on wet beaches.",
    ),
    (
        "Quiet Kettles: Boiling Water Below Hearing",
        "Kettles sing when steam finds a narrow way out. We widen the spout, slow the flame and line the lid with cork."
        " Guests in the next room no longer notice that tea is being made. Measurements over three winters show that"
        " the water is as hot as before.",
    ),
    (
        "A Census of Clouds above Small Harbours",
        "From forty harbours we photographed the sky at noon for one year. Clouds were counted by hand and named by"
        " shape. Harbours that face north have more of the flat kind, while those that face south have towers in the"
        " afternoon. Fishermen knew this already and were kind about it.",
    ),
    (
        "Why Old Bridges Hum",
        "Old bridges hum in the wind of autumn. We hang microphones under nine of them and compare the tone with the"
        " length of the longest beam. A simple rule of strings explains seven; the two others carry tramways whose"
        " rails add a second voice.",
    ),
    (
        "Reading Tree Rings with a Pocket Lens",
        "A pocket lens and patience are enough to read forty years from a stump. We describe how to cut a window into"
        " the bark, how to wet the wood, and how to tell a dry year from a late frost. Twelve volunteers agreed on the"
        " age of all but one tree.",
    ),
)


def page(papers: Sequence[tuple[str, str]] = PAPERS, day: str = "Mar 18") -> bytes:
    """A digest of some papers in the layout with blank lines."""
    return (HEADER + f"\n{day}\n" + "".join(f"\n{title}\n\n{text}\n" for title, text in papers)).encode()


def unlike(chance: Random, words: int) -> str:
    """Words that no other paper has: a large digest of few words would be all repeats."""
    return " ".join("".join(chance.choices("abcdefghiklmnoprstuvwxyz", k=7)) for _ in range(words))


def large_page(chance: Random, papers: int, words: int = 12) -> bytes:
    """A digest of many papers that have nothing to do with each other, with abstracts of so many words."""
    return page([(unlike(chance, 6).title(), f"{unlike(chance, words).capitalize()}.") for _ in range(papers)])


def source(data: bytes, name: str, captured: date = CAPTURED) -> Source:
    """A digest that has no file."""
    return Source(name, name, captured, lambda: BytesIO(data))


def bring_in(library: Library, *pages: bytes, captured: date = CAPTURED) -> Imported:
    """Import pages as one step."""
    sources = [source(data, f"page-{number}.txt", captured) for number, data in enumerate(pages, 1)]
    return apply(library, plan(library, sources))

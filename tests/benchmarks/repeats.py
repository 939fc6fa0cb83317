"""Hard repeats: one paper as it comes back in another digest, a class for every way that it may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.benchmarks import dressings, renamings
from tests.benchmarks.originals import Text
from tests.benchmarks.revisions import cut_short, revised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

NEW_TITLE: Final = "another title, same abstract"
BARE_SLIP: Final = "no abstract, a typo"
REWRITTEN: Final = "two fifths rewritten"
TO_BE_ASKED: Final = frozenset({NEW_TITLE, REWRITTEN, BARE_SLIP, "no abstract", "no abstract, other dress"})
"""Where one of the two witnesses is missing or speaks against it, so that asking a person is as right as merging."""


def repeats(paper: Text, chance: Random, others: Sequence[str]) -> dict[str, Text]:
    """The paper once a class; classes that its title has no room for are left out."""
    title, abstract = paper

    def light(strength: float = 0.6) -> str:
        return revised(abstract, chance, others, strength)

    def renamed() -> str:
        return renamings.renamed(title, chance)

    found: dict[str, Text | None] = {
        "word for word": paper,
        "capitals": Text(dressings.capitals(title, chance), abstract),
        "punctuation": Text(dressings.punctuation(title, chance), abstract),
        "Unicode and TeX": Text(dressings.typesetting(title, chance), dressings.typesetting(abstract, chance)),
        "hyphens": Text(dressings.hyphens(title, chance), abstract),
        "spelling": Text(dressings.spelling(title, chance), abstract),
        "other dress, revised": Text(dressings.dressed(title, chance), light()),
        "a typo": Text(dressings.slip(title, chance), abstract),
        "two typos, revised": Text(dressings.slip(dressings.slip(title, chance), chance), light()),
        "subtitle dropped, revised": _with(renamings.without_subtitle(title, chance), light(0.5)),
        "name dropped, revised": _with(renamings.without_name(title, chance), light(0.5)),
        "subtitle added, revised": Text(renamings.with_subtitle(title, chance), light(0.5)),
        "lightly revised": Text(title, light()),
        "revised": Text(title, light(1.4)),
        REWRITTEN: Text(title, light(2.1)),
        "cut short": Text(title, cut_short(abstract, chance)),
        "cut short, other dress": Text(dressings.dressed(title, chance), cut_short(abstract, chance)),
        "renamed, lightly revised": Text(renamed(), light()),
        "renamed, revised": Text(renamed(), light(1.4)),
        "renamed, cut short": Text(renamed(), cut_short(abstract, chance)),
        NEW_TITLE: Text(renamings.new_title(chance, others), abstract),
        "no abstract": Text(title, ""),
        "no abstract, other dress": Text(dressings.dressed(title, chance), ""),
        BARE_SLIP: Text(dressings.slip(title, chance), ""),
    }
    return {name: text for name, text in found.items() if text}


def _with(title: str | None, abstract: str) -> Text | None:
    return Text(title, abstract) if title else None

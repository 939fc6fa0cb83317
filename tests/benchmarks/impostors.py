"""Hard negatives: other papers that are made to look like one of the library, and must not be merged with it.

A kind says how the title was changed; a witness says which abstract stands under it: that of another paper, that of
a sister paper, the same one with the word swapped wherever it stands (a twin), or none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.benchmarks.originals import Text
from tests.benchmarks.renamings import content_places, new_title
from tests.benchmarks.revisions import revised, sister, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

_FIELDS: Final = (
    "Protein Folding", "Graph Neural Networks", "Speech Recognition", "Wind Turbines", "Time Series Forecasting",
    "Recommender Systems", "Medical Imaging", "Code Generation", "Quantum Circuits", "Traffic Flow", "Crop Yields",
    "Music Retrieval", "Legal Documents", "Robot Grasping",
)  # fmt: skip
_NUMBERS: Final = (
    ("2D", "3D"), ("3D", "2D"), ("3D", "4D"), ("Two", "Three"), ("two", "three"), ("One", "Two"), ("one", "two"),
    ("First", "Second"), ("first", "second"), ("1", "2"), ("2", "3"), ("3", "4"), ("4", "5"), ("II", "III"),
    ("Three", "Four"), ("second", "third"),
)  # fmt: skip
_OPPOSITES: Final = """
    supervised/unsupervised online/offline linear/nonlinear convex/nonconvex forward/backward upper/lower
    positive/negative discrete/continuous static/dynamic sparse/dense image/video text/speech global/local high/low
    weak/strong small/large pre-training/post-training training/inference discriminative/generative
    symmetric/asymmetric short/long single/multiple explicit/implicit spatial/temporal encoder/decoder fast/slow
    deterministic/stochastic public/private
"""
_OPPOSED: Final = tuple(
    (form(one), form(other))
    for pair in _OPPOSITES.split()
    for one, other in (pair.split("/"), pair.split("/")[::-1])
    for form in (str.lower, str.capitalize)
)
_SEQUELS: Final = (
    "{} Revisited", "Revisiting {}", "Beyond {}", "Improved {}", "Rethinking {}", "Faster {}", "{}, Reconsidered",
    "Understanding the Limits of {}", "Better {}",
)  # fmt: skip
_COMMENTS: Final = (
    "Comment on “{}”", 'Comment on "{}"', "Reply to: {}", "Erratum: {}", "Correction to: {}", "Corrigendum to {}",
    "Supplementary Material for {}", "Response to “{}”", "A Note on “{}”",
)  # fmt: skip
_PARTS: Final = ("{}: Part II", "{}, Part 2", "{} II", "{} (Part II: Experiments)", "{}, Volume 2", "{} - Part Two")
_DIMENSIONS: Final = ("{} in 3D", "{} in Three Dimensions", "{} in High Dimensions")
_FIELD_AT_END = re.compile(r"^(.*\b(?:for|in|of) )((?:\w[\w-]* ?){1,4})$")
_NAMED = re.compile(r"^([A-Za-z][\w-]*[A-Z0-9][\w-]*|[A-Z][\w-]*):")
_FROM: Final = "ABCDEFGHIKLMNOPRSTUVWXZ"

TWINS_OF_ONE_WORD: Final = frozenset({"another field", "a word swapped", "another name"})


class Impostor(NamedTuple):
    """`twin`: an almost identical abstract under a title in which one word was swapped: the hardest class there is."""

    kind: str
    witness: str
    text: Text

    @property
    def twin(self) -> bool:
        """Whether it belongs to the class that is reported apart."""
        return self.witness == "twin" and self.kind in TWINS_OF_ONE_WORD


class _Title(NamedTuple):
    kind: str
    title: str
    word: str = ""
    instead: str = ""


def impostors(paper: Text, chance: Random, others: Sequence[str], fresh: Sequence[str]) -> Iterator[Impostor]:
    """The impostors of a paper; `fresh` are abstracts that the library doesn't have, `others` those that it has."""
    for changed in _titles(paper.title, chance, others):
        yield Impostor(changed.kind, "other", Text(changed.title, chance.choice(fresh)))
        yield Impostor(changed.kind, "sister", Text(changed.title, sister(paper.abstract, chance, fresh)))
        yield Impostor(changed.kind, "none", Text(changed.title, ""))
        twin = _twin(paper.abstract, changed, chance, others)
        if twin:
            yield Impostor(changed.kind, "twin", Text(changed.title, twin))
    yield Impostor("the same title", "other", Text(paper.title, chance.choice(fresh)))
    yield Impostor("the same title", "sister", Text(paper.title, sister(paper.abstract, chance, fresh)))


def _twin(abstract: str, changed: _Title, chance: Random, others: Sequence[str]) -> str | None:
    """Almost the same abstract; None where the title promises a word that the abstract doesn't speak of."""
    if changed.kind in {"a comment", "another subtitle"}:
        return None
    near = revised(abstract, chance, others, chance.choice((0.0, 0.3, 0.5)))
    if not changed.word:
        return near if changed.kind in {"a part", "a version", "a sequel"} else None
    told = swapped(near, changed.word, changed.instead)
    return told if told != near else None


def _titles(title: str, chance: Random, others: Sequence[str]) -> Iterator[_Title]:
    bare = title.rstrip(" .:?")
    yield _Title("a part", chance.choice(_PARTS).format(bare))
    yield _Title("a dimension", chance.choice(_DIMENSIONS).format(bare))
    for kind, pairs in (("a number", _NUMBERS), ("an opposite", _OPPOSED)):
        found = [(one, other) for one, other in pairs if re.search(rf"(?<![\w.]){one}(?![\w.])", title)]
        if found:
            one, other = chance.choice(found)
            yield _Title(kind, re.sub(rf"(?<![\w.]){one}(?![\w.])", other, title, count=1), one, other)
    yield _another_field(title, bare, chance)
    places = content_places(title, 4)
    strange = [
        word
        for word in chance.choice(others).split()
        if word.isalpha() and len(word) > 5 and word.casefold()[:5] not in title.casefold()
    ]
    if places and strange:
        yield _a_word_swapped(title, chance.choice(places), chance.choice(strange))
    yield _Title("a version", _NAMED.sub(r"\1-2:", title) if _NAMED.match(title) else f"{bare} 2.0")
    yield _Title("a sequel", chance.choice(_SEQUELS).format(bare))
    yield _Title("a comment", chance.choice(_COMMENTS).format(bare))
    before, colon, after = title.partition(": ")
    if colon:
        name = "".join(chance.choices(_FROM, k=chance.randint(4, 6)))
        yield _Title("another name", f"{name}: {after}", before, name)
        yield _Title("another subtitle", f"{before}: {new_title(chance, others)}")


def _another_field(title: str, bare: str, chance: Random) -> _Title:
    field = chance.choice(_FIELDS)
    found = _FIELD_AT_END.match(title)
    if found:
        return _Title("another field", found[1] + field, found[2].strip(), field)
    return _Title("another field", f"{bare} for {field}")


def _a_word_swapped(title: str, at: int, strange: str) -> _Title:
    words = title.split(" ")
    word = words[at].rstrip(":,")
    instead = strange.capitalize() if word[0].isupper() else strange.lower()
    words[at] = words[at].replace(word, instead)
    return _Title("a word swapped", " ".join(words), word, instead)

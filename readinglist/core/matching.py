"""Whether two entries are one paper: keys that find the candidates, and a verdict with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from readinglist.core.paper import Identifiers
from readinglist.core.shingles import COMMON_WORDS, containment, lasting_shingles, shingles, word_hash
from readinglist.core.text import fold, words
from readinglist.core.title_guards import DECORATIVE, quoted
from readinglist.core.title_relation import Kind, Relation, relate
from readinglist.core.titles import Title, read_title

if TYPE_CHECKING:
    from readinglist.core.title_guards import Remark

CROWD: Final = 64
"""A key that more papers hold tells nothing and is passed over, unless it is always kept."""

KIND_MASK: Final = 7
IDENTIFIER_KEY, TITLE_KEY, CONTENT_KEY, PART_KEY, PAIR_KEY, ABSTRACT_KEY = range(6)
"""The low three bits of a key say what it stands for."""

_HIGH: Final = ((1 << 48) - 1) ^ KIND_MASK
_RAREST: Final = 4
_ARXIV_DOI: Final = "10.48550/arxiv."


class Outcome(StrEnum):
    """Merged by itself, asked, or a paper of its own."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, how much the two share (0 to 1), and what is said of them.

    Most verdicts are never read, so the sentence is put together when it is asked for.
    """

    outcome: Outcome
    score: float
    told: Remark

    @property
    def reason(self) -> str:
        """One sentence for the person who reads it; what stands in “quotes” stands so in one of the titles."""
        return self.told()


@dataclass(frozen=True, slots=True)
class _Row:
    """What a title relation asks of the abstracts: containments for same and for ask, and what holds without."""

    same: float
    ask: float
    bare: Outcome


_NEVER: Final = 2.0
_GUARDED: Final = _Row(_NEVER, 0.60, Outcome.DIFFERENT)
_FRONT_MATTER: Final = _Row(_NEVER, 0.80, Outcome.DIFFERENT)
_FRONT_MATTER_EQUAL: Final = _Row(_NEVER, 0.0, Outcome.ASK)
_ROWS: Final = {
    Kind.EQUAL: _Row(0.40, 0.0, Outcome.SAME),
    Kind.SPELLING: _Row(0.42, 0.12, Outcome.SAME),
    Kind.TYPO: _Row(0.45, 0.12, Outcome.ASK),
    Kind.ORDER: _Row(0.45, 0.12, Outcome.ASK),
    Kind.SUBTITLE: _Row(0.45, 0.12, Outcome.ASK),
    Kind.CUT: _Row(0.45, 0.12, Outcome.ASK),
    Kind.ADDED: _Row(0.50, 0.25, Outcome.DIFFERENT),
    Kind.REPLACED: _Row(_NEVER, 0.40, Outcome.DIFFERENT),
    Kind.OTHER: _Row(_NEVER, 0.40, Outcome.DIFFERENT),
}
_TELLING_TITLE: Final = 5.0
"""So many content words make a title that, equal, needs no abstract."""
_STEM: Final = 4
"""Letters from which a word is also found at the beginning of longer ones."""


class Fingerprint:
    """What is compared of a paper; what comes from the abstract is made when it is first asked for."""

    __slots__ = ("_shingles", "_words", "abstract", "identifiers", "title")

    def __init__(self, title: Title, abstract: str, identifiers: Identifiers) -> None:
        self.title = title
        self.abstract = abstract
        self.identifiers = identifiers
        self._shingles: frozenset[int] | None = None
        self._words: list[str] | None = None

    @property
    def shingles(self) -> frozenset[int]:
        """The runs of three words of the abstract."""
        if self._shingles is None:
            self._shingles = shingles(self.words)
        return self._shingles

    @property
    def words(self) -> list[str]:
        """The words of the abstract."""
        if self._words is None:
            self._words = words(self.abstract)
        return self._words

    def places(self, word: str) -> list[int]:
        """Where in the abstract a folded word stands, or one that goes on from it: train, training, trained."""
        stem = word if len(word) < _STEM else word.removesuffix("e")
        found = []
        for place, other in enumerate(self.words):
            if other.startswith(stem[:3]) and (
                fold(other) == word or (len(stem) >= _STEM and fold(other).startswith(stem))
            ):
                found.append(place)
        return found


def fingerprint(title: str, abstract: str, identifiers: Identifiers = Identifiers()) -> Fingerprint:  # noqa: B008  frozen
    """Prepare an entry for `keys` and `compare`."""
    return Fingerprint(read_title(title), abstract, identifiers)


def keys(paper: Fingerprint) -> tuple[int, ...]:
    """Some fifteen numbers below 2**48, some of which a repeat shares; the same in every run and on every machine."""
    title = paper.title
    content = "".join(title.content)
    found = [_key(TITLE_KEY, word_hash(title.joined)), _key(CONTENT_KEY, word_hash(" ".join(sorted(title.content))))]
    found += [_key(IDENTIFIER_KEY, word_hash(name)) for name in _names(paper.identifiers)]
    if len(title.parts) > 1:
        cut = ("".join(title.parts[0]), "".join(word for part in title.parts[1:] for word in part))
        found += [_key(PART_KEY, word_hash(part)) for part in cut]
    elif content:
        found.append(_key(PART_KEY, word_hash(content)))
    rare = sorted((word in COMMON_WORDS, word_hash(word)) for word in set(title.content))[:_RAREST]
    hashes = [number for _, number in rare]
    found += [
        _key(PAIR_KEY, min(one, other) ^ (max(one, other) << 1))
        for at, one in enumerate(hashes)
        for other in hashes[:at]
    ]
    found += [_key(ABSTRACT_KEY, number) for number in lasting_shingles(words(paper.abstract))]
    return tuple(dict.fromkeys(found))


def always_kept(key: int) -> bool:
    """Whether a key is looked up however many papers hold it: whole titles and identifiers."""
    return key & KIND_MASK <= TITLE_KEY


def compare(new: Fingerprint, old: Fingerprint) -> Verdict:
    """Whether two papers are one; both ways round the outcome is the same."""
    ours, theirs = _names(new.identifiers), _names(old.identifiers)
    if shared := ours & theirs:
        return Verdict(Outcome.SAME, 1.0, lambda: f"Both carry {min(shared)}.")
    relation = relate(new.title, old.title)
    verdict = _judge(new, old, relation)
    return _held_back(verdict, ours, theirs) if ours and theirs else verdict


def _judge(new: Fingerprint, old: Fingerprint, relation: Relation) -> Verdict:
    shared = containment(new.shingles, old.shingles) if new.abstract and old.abstract else None
    equal = relation.kind is Kind.EQUAL and shared == 1.0 and new.words == old.words
    if equal and not new.title.front:  # front matter is asked about even then: journals print the same one every month
        return Verdict(Outcome.SAME, 1.0, partial(_how_equal, new, old))
    row, remark = _row(new, old, relation)
    if shared is None:
        outcome = row.bare
        if outcome is Outcome.SAME and min(new.title.weight, old.title.weight) < _TELLING_TITLE:
            outcome, remark = Outcome.ASK, lambda: "a title this short is not enough"
        elif outcome is Outcome.SAME and _differ_in_number(new.title, old.title):
            outcome, remark = Outcome.ASK, lambda: "one has a plural for a singular"
    else:
        outcome = Outcome.SAME if shared >= row.same else Outcome.ASK if shared >= row.ask else Outcome.DIFFERENT
        if outcome is Outcome.SAME and (against := _speaks_against(new, old, relation)):
            outcome, remark = Outcome.ASK, against
    score = (relation.overlap + (shared or 0.0)) / 2
    return Verdict(outcome, score, partial(_told, relation.kind, shared, remark))


def _told(kind: Kind, shared: float | None, remark: Remark | None) -> str:
    """The relation of the titles, the witness of the abstracts, and what else decided."""
    witness = "there are no two abstracts to compare"
    if shared is not None:
        witness = f"the abstracts share {shared:.0%} of their phrases"
    return "; ".join((kind.value, witness, *([remark()] if remark else []))) + "."


def _how_equal(new: Fingerprint, old: Fingerprint) -> str:
    """What is left between two papers whose words are all equal once they are normalised."""
    ours, theirs = (f"{paper.title.text}\n{paper.abstract}".split() for paper in (new, old))
    if ours == theirs:
        return "Title and abstract are the same, word for word."
    if list(map(str.casefold, ours)) == list(map(str.casefold, theirs)):
        return "Same title and abstract but for capital letters."
    return "Same title and abstract but for spelling and punctuation."


def _differ_in_number(one: Title, other: Title) -> bool:
    ours, theirs = set(one.words) - set(other.words), set(other.words) - set(one.words)
    return any(f"{word}s" in theirs for word in ours) or any(f"{word}s" in ours for word in theirs)


def _row(new: Fingerprint, old: Fingerprint, relation: Relation) -> tuple[_Row, Remark | None]:
    if relation.guard:
        return _GUARDED, relation.guard
    if new.title.front and old.title.front:
        equal = relation.kind is Kind.EQUAL
        return _FRONT_MATTER_EQUAL if equal else _FRONT_MATTER, lambda: "titles of this kind repeat"
    return _ROWS[relation.kind], None


def _speaks_against(new: Fingerprint, old: Fingerprint, relation: Relation) -> Remark | None:
    """What the abstracts say against one paper, where the titles differ by a word."""
    if relation.kind is Kind.ADDED:
        for word in (*relation.ours, *relation.theirs):
            own, other = (new, old) if word in relation.ours else (old, new)
            if _is_missing(word, own, other):
                return partial(_in_one_only, word, own.title, other.title)
            if word not in DECORATIVE and not (own.places(word) or other.places(word)):
                return partial(_unknown, word, own.title, other.title)
    if relation.kind is Kind.TYPO:
        for word, meant in zip(relation.ours, relation.theirs, strict=False):
            if _is_missing(word, new, old) and _is_missing(meant, old, new):
                return partial(_in_one_each, word, meant, new.title, old.title)
    return None


def _in_one_only(word: str, own: Title, other: Title) -> str:
    return f"{quoted(word, own, other)} stands in one title and its abstract only"


def _unknown(word: str, own: Title, other: Title) -> str:
    return f"no abstract knows {quoted(word, own, other)}"


def _in_one_each(word: str, meant: str, own: Title, other: Title) -> str:
    return f"{quoted(word, own, other)} stands in one abstract, {quoted(meant, other, own)} in the other"


def _is_missing(word: str, own: Fingerprint, other: Fingerprint) -> bool:
    """Whether a word is left out where the other abstract runs on alike; one that was cut off is no evidence."""
    places = own.places(word)
    if not places or len(other.places(word)) > len(places) / 3:
        return False
    if len(places) > 1 and len(other.words) >= 0.75 * len(own.words):
        return True
    return any(
        shingles(own.words[start : start + 3]) & other.shingles
        for place in places
        for start in (place - 3, place + 1)
        if start >= 0
    )


def _held_back(verdict: Verdict, ours: frozenset[str], theirs: frozenset[str]) -> Verdict:
    """The verdict where both papers have identifiers and share none: other arXiv ids are other papers.

    One paper can have two DOIs, as preprint and as article; so these only turn "same" into a question.
    """
    kinds = {name.partition(":")[0] for name in ours} & {name.partition(":")[0] for name in theirs}
    if "arXiv" in kinds:
        return Verdict(Outcome.DIFFERENT, verdict.score, lambda: f"Other arXiv ids: {min(ours)} and {min(theirs)}.")
    if "doi" in kinds and verdict.outcome is not Outcome.DIFFERENT:
        outcome = Outcome.ASK if verdict.outcome is Outcome.SAME else Outcome.DIFFERENT
        return Verdict(outcome, verdict.score, lambda: f"{verdict.reason[:-1]}; the DOIs differ.")
    return verdict


def _names(identifiers: Identifiers) -> frozenset[str]:
    """The identifiers as "arXiv:…" and "doi:…"; the DOI that arXiv gives is the arXiv id."""
    if identifiers.arxiv is None and identifiers.doi is None:
        return frozenset()
    arxiv, doi = (identifiers.arxiv or "").casefold(), (identifiers.doi or "").casefold()
    if doi.startswith(_ARXIV_DOI):
        arxiv, doi = arxiv or doi.removeprefix(_ARXIV_DOI), ""
    named = (f"arXiv:{arxiv}" if arxiv else "", f"doi:{doi}" if doi else "")
    return frozenset(name for name in named if name)


def _key(kind: int, number: int) -> int:
    return (number & _HIGH) | kind

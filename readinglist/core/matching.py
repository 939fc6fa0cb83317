"""Whether two papers are one: a verdict from how their titles relate and what their abstracts share; and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from readinglist.core.shingles import ENOUGH, containment, shingles
from readinglist.core.text import fold
from readinglist.core.title_guards import DECORATIVE, quoted
from readinglist.core.title_relation import Kind, Relation, relate
from readinglist.core.titles import as_written
from readinglist.core.word_lists import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.core.fingerprint import Fingerprint
    from readinglist.core.title_guards import Remark
    from readinglist.core.titles import Title


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
    Kind.TYPO: _Row(0.52, 0.12, Outcome.ASK),
    Kind.ORDER: _Row(0.60, 0.12, Outcome.ASK),
    Kind.SUBTITLE: _Row(0.52, 0.12, Outcome.ASK),
    Kind.CUT: _Row(0.52, 0.12, Outcome.ASK),
    Kind.ADDED: _Row(0.55, 0.25, Outcome.DIFFERENT),
    Kind.REPLACED: _Row(_NEVER, 0.40, Outcome.DIFFERENT),
    Kind.OTHER: _Row(_NEVER, 0.40, Outcome.DIFFERENT),
}
_OTHER_SMALL_WORDS: Final = _Row(0.52, 0.12, Outcome.SAME)
_LEAST: Final = min(row.ask for kind, row in _ROWS.items() if kind is not Kind.EQUAL)
"""Abstracts that share less than this leave nothing to be asked, unless the titles are equal."""
_TELLING_SMALL_WORDS: Final = STOP_WORDS - {"a", "an", "the", "and", "our", "its"}
_LONG: Final = 12
"""Runs of uncommon words, of an abstract of about sixty words."""
_TELLING_TITLE: Final = 5.0
"""So many content words make a title that, equal, needs no abstract."""


def compare(new: Fingerprint, old: Fingerprint) -> Verdict:
    """Whether two papers are one; both ways round the outcome is the same."""
    ours, theirs = new.names, old.names
    if shared := ours & theirs:
        return Verdict(Outcome.SAME, 1.0, lambda: f"Both carry {min(shared)}.")
    verdict = _judge(new, old)
    return _held_back(verdict, ours, theirs) if ours and theirs else verdict


def _judge(new: Fingerprint, old: Fingerprint) -> Verdict:
    if _is_word_for_word(new, old):
        return Verdict(Outcome.SAME, 1.0, partial(_how_equal, new, old))
    equal = new.title.joined == old.title.joined
    if not equal and _speak_of_other_things(new, old):
        return Verdict(Outcome.DIFFERENT, 0.0, partial(_told_of_others, new, old))
    shared = containment(new.shingles, old.shingles) if new.abstract and old.abstract else None
    if shared is not None and shared < _LEAST and not equal:
        return Verdict(Outcome.DIFFERENT, shared / 2, partial(_told_of_others, new, old))
    if (
        equal
        and shared == 1.0
        and new.words == old.words
        and not new.title.front
        and new.title.signs == old.title.signs
    ):
        return Verdict(Outcome.SAME, 1.0, partial(_how_equal, new, old))
    return _weighed(new, old, relate(new.title, old.title), shared)


def _is_word_for_word(new: Fingerprint, old: Fingerprint) -> bool:
    """The commonest repeat, seen without taking the other text apart.

    Front matter is asked about even then: journals print the same one every month. A stub of an abstract says nothing.
    """
    return (
        new.abstract == old.abstract
        and new.text == old.text
        and len(set(new.words)) >= ENOUGH + 2
        and not new.title.front
    )


def _weighed(new: Fingerprint, old: Fingerprint, relation: Relation, shared: float | None) -> Verdict:
    row, remark = _row(new, old, relation)
    if shared is None:
        outcome = row.bare
        if outcome is Outcome.SAME and min(new.title.weight, old.title.weight) < _TELLING_TITLE:
            outcome, remark = Outcome.ASK, lambda: "a title this short is not enough"
        elif outcome is Outcome.SAME and _differ_in_number(new.title, old.title):
            outcome, remark = Outcome.ASK, lambda: "one has a plural for a singular"
        elif outcome is Outcome.SAME and _differ_in_small_words(new.title, old.title):
            outcome, remark = Outcome.ASK, lambda: "small words differ"
    else:
        outcome = Outcome.SAME if shared >= row.same else Outcome.ASK if shared >= row.ask else Outcome.DIFFERENT
        if outcome is Outcome.SAME and (against := _speaks_against(new, old, relation)):
            outcome, remark = Outcome.ASK, against
    score = (relation.overlap + (shared or 0.0)) / 2
    return Verdict(outcome, score, partial(_told, relation.kind, shared, remark))


def _speak_of_other_things(new: Fingerprint, old: Fingerprint) -> bool:
    """Whether two abstracts of some length have hardly a run of three uncommon words in common: seen at a glance."""
    return min(len(new.runs), len(old.runs)) >= _LONG and len(set(new.runs).intersection(old.runs)) < 2


def _told_of_others(new: Fingerprint, old: Fingerprint) -> str:
    """How the titles of papers relate whose abstracts have already said that they are two."""
    relation = relate(new.title, old.title)
    return _told(relation.kind, containment(new.shingles, old.shingles), _row(new, old, relation)[1])


def _told(kind: Kind, shared: float | None, remark: Remark | None) -> str:
    """The relation of the titles, the witness of the abstracts, and what else decided."""
    witness = "there are no two abstracts to compare"
    if shared is not None:
        witness = f"the abstracts share {shared:.0%} of their phrases"
    return "; ".join((kind.value, witness, *([remark()] if remark else []))) + "."


def _how_equal(new: Fingerprint, old: Fingerprint) -> str:
    """What is left between two papers whose words are all equal once they are normalised."""
    if new.text == old.text and new.abstract == old.abstract:
        return "Title and abstract are the same, word for word."
    ours, theirs = (f"{paper.text}\n{paper.abstract}".split() for paper in (new, old))
    if ours == theirs:
        return "Title and abstract are the same, word for word."
    if list(map(str.casefold, ours)) == list(map(str.casefold, theirs)):
        return "Same title and abstract but for capital letters."
    return "Same title and abstract but for spelling and punctuation."


def _differ_in_number(one: Title, other: Title) -> bool:
    ours, theirs = set(one.words) - set(other.words), set(other.words) - set(one.words)
    return any(f"{word}s" in theirs for word in ours) or any(f"{word}s" in ours for word in theirs)


def _differ_in_small_words(one: Title, other: Title) -> bool:
    """Whether more than articles differ: "from" for "to" makes another title of it, "is it" for "it is" too."""
    ours, theirs = ([word for word in title.words if word in _TELLING_SMALL_WORDS] for title in (one, other))
    return ours != theirs


def _row(new: Fingerprint, old: Fingerprint, relation: Relation) -> tuple[_Row, Remark | None]:
    if relation.guard:
        return _GUARDED, relation.guard
    if new.title.front and old.title.front:
        equal = relation.kind is Kind.EQUAL
        return _FRONT_MATTER_EQUAL if equal else _FRONT_MATTER, lambda: "titles of this kind repeat"
    if relation.kind is Kind.SPELLING and _differ_in_small_words(new.title, old.title):
        return _OTHER_SMALL_WORDS, None
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
    if relation.kind is Kind.SUBTITLE and _is_kind_of_paper(new, old, relation):
        return lambda: "no abstract knows what one title has before the colon"
    if relation.kind is Kind.TYPO:
        for word, meant in zip(relation.ours, relation.theirs, strict=False):
            if _is_own(word, new, old) and _is_own(meant, old, new):
                return partial(_in_one_each, word, meant, new.title, old.title)
    return None


def _is_kind_of_paper(new: Fingerprint, old: Fingerprint, relation: Relation) -> bool:
    """Whether one title has some plain words before the colon that say what it is: Matters Arising, Removal Notice."""
    longer, extra = (new.title, relation.ours) if relation.ours else (old.title, relation.theirs)
    return (
        len(extra) > 1
        and list(extra) == longer.parts[0]
        and not any(_is_name(as_written(longer, word)) or new.places(word) or old.places(word) for word in extra)
    )


def _is_name(written: str) -> bool:
    return any(letter.isdigit() or letter.isupper() for letter in written[1:])


def _in_one_only(word: str, own: Title, other: Title) -> str:
    return f"{quoted(word, own, other)} stands in one title and its abstract only"


def _unknown(word: str, own: Title, other: Title) -> str:
    return f"no abstract knows {quoted(word, own, other)}"


def _in_one_each(word: str, meant: str, own: Title, other: Title) -> str:
    return f"{quoted(word, own, other)} stands in one abstract, {quoted(meant, other, own)} in the other"


def _is_own(word: str, own: Fingerprint, other: Fingerprint) -> bool:
    """Whether a word of the title stands more often in its own abstract: then it was meant, and not mistyped."""
    return _count(word, own.words) > _count(word, other.words)


def _count(word: str, said: Sequence[str]) -> int:
    """How often a word stands in a text, as one or as two: kmeans, k means."""
    return sum(fold(one) == word or fold(one + next_) == word for one, next_ in pairwise([*said, ""]))


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

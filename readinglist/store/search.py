"""Query -> SQL: the WHERE of a list, with the full-text index behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.core.found import folded_words
from readinglist.core.query import Field
from readinglist.core.reading import Status, tag_key
from readinglist.store.journal import CONCERNED
from readinglist.store.vocabulary import INDEXED_BEGINNINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.query import Query, Term

    WordsFrom = Callable[[str], list[str] | None]
    """The words of the index that begin with some letters; None where they are too many."""

_COLUMNS = {Field.TITLE: "title", Field.NOTE: "notes"}
_FLAGS = {"starred": "c.starred = 1", "noted": "c.notes <> ''", "check": "c.to_check = 1"}

#: The papers of the digests of a name, and those of a day; each half from an index.
_OF_DIGEST = (
    "SELECT m.cluster FROM digest d CROSS JOIN sighting s ON s.digest = d.id CROSS JOIN member m ON m.id = s.member"
    " WHERE d.standing = 1 AND {named} UNION ALL"
    " SELECT m.cluster FROM sighting s CROSS JOIN digest d ON d.id = s.digest AND d.standing = 1"
    " CROSS JOIN member m ON m.id = s.member WHERE s.day = ?"
)

#: The papers that a step is about; of an import that is undone those that stay for what the user wrote about them.
_OF_STEP = (
    f"(c.id IN ({' UNION ALL '.join(f'SELECT * FROM ({select})' for select in CONCERNED)})"
    " AND (c.seen = 0 OR NOT EXISTS (SELECT 1 FROM digest WHERE step = ? AND standing = 0)))"
)


@dataclass(frozen=True, slots=True)
class Where:
    """A condition over `cluster c` and its parameters."""

    sql: str
    parameters: tuple[object, ...]


def where(query: Query, words_from: WordsFrom) -> Where:
    """The condition that a query says; terms that the index decides are asked of it together."""
    conditions: list[str] = []
    parameters: list[object] = []
    wanted = [_match(term, words_from) for term in query.terms if _is_text(term) and not term.negated]
    if wanted:
        conditions.append("c.id IN (SELECT rowid FROM search WHERE search MATCH ?)")
        parameters.append(" AND ".join(wanted))
    for term in query.terms:
        if _is_text(term) and not term.negated:
            continue
        condition, values = _condition(term, words_from)
        if condition:
            conditions.append(f"NOT ({condition})" if term.negated else condition)
            parameters.extend(values)
    return Where(" AND ".join(conditions) or "1", tuple(parameters))


def _is_text(term: Term) -> bool:
    """Whether the index decides; a term without letter or digit holds no word, so it decides nothing."""
    return term.field in (Field.TEXT, *_COLUMNS) and any(sign.isalnum() for sign in term.value)


def _match(term: Term, words_from: WordsFrom) -> str:
    """One term in the language of FTS5: always quoted strings, so that no sign in them has a meaning."""
    column = _COLUMNS.get(term.field)
    words = _quoted(term.value) if term.phrase else _beginning(term.value, words_from)
    return f"({column} : {words})" if column else f"({words})"


def _beginning(value: str, words_from: WordsFrom) -> str:
    """What begins with a value: of a word that is longer than what the index keeps, the words that it may go on to."""
    words = folded_words(value)
    known = words_from(words[0]) if len(words) == 1 and len(words[0]) > INDEXED_BEGINNINGS else None
    if known is None:
        return f"{_quoted(value)} *"
    return f"({' OR '.join(map(_quoted, known or words))})"


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""').replace("\0", " ") + '"'


def _condition(term: Term, words_from: WordsFrom) -> tuple[str, tuple[object, ...]]:
    if _is_text(term):
        return "c.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (_match(term, words_from),)
    if term.field is Field.IS:
        if term.value in _FLAGS:
            return _FLAGS[term.value], ()
        return f"c.status = {Status(term.value).height}", ()  # a literal, or the partial index of the queue is not used
    return _of_named(term)


def _of_named(term: Term) -> tuple[str, tuple[object, ...]]:
    """The papers of a tag, a digest or a step."""
    if term.field is Field.TAG:
        return (
            "c.id IN (SELECT k.cluster FROM tag g JOIN cluster_tag k ON k.tag = g.id WHERE g.key = ?)",
            (tag_key(term.value),),
        )
    if term.field is Field.DIGEST:
        named = "d.name = ?" if term.phrase else "instr(lower(d.name), lower(?)) > 0"
        return f"c.id IN ({_OF_DIGEST.format(named=named)})", (term.value, term.value)
    if term.field is Field.STEP:
        return _OF_STEP, (int(term.value), 0) * len(CONCERNED) + (int(term.value),)
    return "", ()

"""Query -> SQL: the WHERE of a list, with the full-text index behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from readinglist.core.found import folded_words
from readinglist.core.query import TEXT_FIELDS, And, Field, Not, Or, Term
from readinglist.store.conditions import Where, looked_up
from readinglist.store.vocabulary import INDEXED_BEGINNINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readinglist.core.query import Node, Query

    WordsFrom = Callable[[str], list[str] | None]
    """The words of the index that begin with some letters; None where they are too many."""

_COLUMNS = {Field.TITLE: "title", Field.AUTHOR: "authors", Field.NOTE: "notes"}
_MATCHED: Final = "c.id IN (SELECT rowid FROM search WHERE search MATCH ?)"


def where(query: Query, words_from: WordsFrom) -> Where:
    """The condition that a query says; whatever the index can decide is asked of it together."""
    return _Tree(words_from).where(query.tree) if query.tree else Where("1")


def words_of(query: Query, words_from: WordsFrom) -> str:
    """What the index is asked for that every paper of a query has; empty where that is nothing."""
    return (query.tree and _Tree(words_from).words(query.tree)) or ""


def words_and_rest(query: Query, words_from: WordsFrom) -> tuple[str, Where] | None:
    """What the index is asked for, and the condition that is left; None where it can't be asked for all papers."""
    return _Tree(words_from).parted(query.tree) if query.tree else None


def has_words(query: Query) -> bool:
    """Whether there are words by which papers are found, and how well they fit can be said."""
    return bool(words_of(query, lambda _: None))


def is_of_words(query: Query) -> bool:
    """Whether the index alone decides what a query finds."""
    return query.tree is not None and bool(_Tree(lambda _: None).matched(query.tree))


class _Tree:
    """Writes a tree down; each term is put into the language of the index once, however often it is met."""

    def __init__(self, words_from: WordsFrom) -> None:
        self._words_from = words_from
        self._known: dict[Term, str] = {}

    def parted(self, node: Node) -> tuple[str, Where] | None:
        """A node as a question to the index and a condition on what that finds."""
        whole = self._match(node)
        if whole or not isinstance(node, And):
            return (whole, Where("1")) if whole else None
        first, *rest = self._together(node.parts)
        matched = self._match(first)
        return (matched, _joined(" AND ", map(self.where, rest))) if matched else None

    def where(self, node: Node) -> Where:
        """The condition that a node says."""
        matched = self._match(node)
        if matched:
            return Where(_MATCHED, (matched,))
        if isinstance(node, Not):
            negated = self.where(node.part)
            return Where(f"NOT ({negated.sql})", negated.parameters)
        if isinstance(node, And):
            return _joined(" AND ", map(self.where, self._together(node.parts)))
        if isinstance(node, Or):
            either = _joined(" OR ", map(self.where, self._apart(node.parts)))
            return Where(f"({either.sql})", either.parameters)
        return looked_up(node)

    def matched(self, node: Node) -> str | None:
        """The question to the index that a node is; None where the index does not decide it alone."""
        return self._match(node)

    def words(self, node: Node) -> str | None:
        """The question to the index that a node is, or holds beside other conditions."""
        asked = self._split(node.parts)[0] if isinstance(node, And) and not self._match(node) else [node]
        return self._all_matched(" AND ", asked)

    def _together(self, parts: Iterable[Node]) -> list[Node]:
        """Parts that must hold: those that the index decides as one, less what it can take away from them."""
        asked, others = self._split(parts)
        if not asked:
            return others
        taken = [part for part in others if isinstance(part, Not) and self._match(part.part)]
        one = [And((*asked, *taken))] if len(asked) + len(taken) > 1 else asked
        return [*one, *(part for part in others if part not in taken)]

    def _apart(self, parts: Iterable[Node]) -> list[Node]:
        """Parts of which one must hold: those that the index decides as one."""
        asked, others = self._split(parts)
        return [*([Or(tuple(asked))] if len(asked) > 1 else asked), *others]

    def _split(self, parts: Iterable[Node]) -> tuple[list[Node], list[Node]]:
        """Parts that the index decides, and the others."""
        asked: list[Node] = []
        others: list[Node] = []
        for part in parts:
            (asked if self._match(part) else others).append(part)
        return asked, others

    def _match(self, node: Node) -> str | None:
        """What is asked of the index where it alone decides; it can take away only from what it found."""
        if isinstance(node, Term) and node.field in TEXT_FIELDS:
            if node not in self._known:
                self._known[node] = _match(node, self._words_from)
            return self._known[node]
        if isinstance(node, Or):
            return self._all_matched(" OR ", node.parts)
        if isinstance(node, And):
            taken = [part.part for part in node.parts if isinstance(part, Not)]
            found = self._all_matched(" AND ", [part for part in node.parts if not isinstance(part, Not)])
            away = self._all_matched(" OR ", taken)
            return found if not taken else f"({found} NOT {away})" if found and away else None
        return None

    def _all_matched(self, word: str, parts: Iterable[Node]) -> str | None:
        """Several parts as one question to the index; None where it does not decide all of them, or there are none."""
        matched = [self._match(part) for part in parts]
        if not matched or None in matched:
            return None
        return matched[0] if len(matched) == 1 else f"({word.join(filter(None, matched))})"


def _joined(word: str, parts: Iterable[Where]) -> Where:
    parts = list(parts)
    return Where(word.join(part.sql for part in parts), tuple(value for part in parts for value in part.parameters))


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

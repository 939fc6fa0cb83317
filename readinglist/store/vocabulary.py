"""Every word that stands in the search index: what a beginning that was typed may go on to.

FTS5 keeps beginnings of up to four letters. For a longer one it would gather all papers of all words that begin with
it before it gives the first (200 ms for "learn" among a million); asked for the words themselves it gives some at once.
A word stays here when its last paper goes, until a purge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

INDEXED_BEGINNINGS: Final = 4
"""Letters up to which the index itself knows what begins with them."""

MOST_WORDS: Final = 3_000
"""Words that are asked for in place of a beginning; asking for more takes longer than gathering their papers."""

_LAST_SIGN: Final = "\U0010ffff"


def make_table(connection: sqlite3.Connection) -> None:
    """Make the table, empty."""
    connection.execute("CREATE TABLE search_word (word TEXT PRIMARY KEY) WITHOUT ROWID")


def words_from(connection: sqlite3.Connection, beginning: str) -> list[str] | None:
    """The words that begin with some letters, folded as in the index; None where they are too many to be asked for."""
    found = connection.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? LIMIT ?",
        (beginning, beginning + _LAST_SIGN, MOST_WORDS + 1),
    ).fetchall()
    return [word for (word,) in found] if len(found) <= MOST_WORDS else None


def learn(connection: sqlite3.Connection, texts: str) -> None:
    """Add the words of the texts that a SELECT gives, in its one column; cut by FTS5 as the index does."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.heard USING fts5(text, content='', detail=none,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.heard_words USING fts5vocab(temp, heard, row)")
    connection.execute(f"INSERT INTO heard (text) {texts}")
    connection.execute("INSERT OR IGNORE INTO search_word SELECT term FROM heard_words")
    connection.execute("INSERT INTO heard (heard) VALUES ('delete-all')")


def renew(connection: sqlite3.Connection) -> None:
    """Make the table anew from the index, which has no word any more of what was deleted."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab(main, search, row)")
    connection.execute("DELETE FROM search_word")
    connection.execute("INSERT INTO search_word SELECT term FROM indexed_words")


def unknown(connection: sqlite3.Connection) -> int:
    """How many words of the index are not known here: none."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab(main, search, row)")
    count = "SELECT count(*) FROM indexed_words WHERE term NOT IN (SELECT word FROM search_word)"
    return int(connection.execute(count).fetchone()[0])

"""An hour of typing in one note, saved every second: what it leaves on the disk, against the note's own size."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.commands.notes import write_note
from readinglist.store.library import Library
from tests.arguments import WORDS
from tests.digests import PAPERS, bring_in, page

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS_A_SECOND = 4
MOST_TIMES = 10  # what log and second copy may take of a note that was typed, once they are made small
PAUSE = 300  # saves after which the writer does something else, so that another step begins


@dataclass
class Told:
    """Sizes in bytes: the note, its changes in the log, the second copy's lines about it, the database file."""

    saves: int = 0
    note: int = 0
    log: int = 0
    copy: int = 0
    database: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def times(self) -> float:
        """Log and second copy against the note."""
        return (self.log + self.copy) / self.note


def type_an_hour(count: int, folder: Path, seed: int, tell: Callable[[str], object]) -> Told:
    """Save so often while typing, and say what is left; the text is the one typed, also in a library made again."""
    path = folder / "library.db"
    with Library.open(path) as library:
        bring_in(library, page(PAPERS))
        before = size_of(library)
        text = type_on(library, count, seed)
        saved = _times(size_of(library), before, text)
        library.compact()
        after = size_of(library)
        log, copy, database = (now - then for now, then in zip(after, before, strict=True))
        told = Told(count, len(text.encode()), log, copy, database)
        if told.times > MOST_TIMES:
            told.lost.append(f"{told.times:.1f} times the note are left")
        if library.record(1).note != text:
            told.lost.append("the note is not what was typed")
    Library.restore(path)
    with Library.open(path) as again:
        if again.record(1).note != text:
            told.lost.append("the note in the library made again is not what was typed")
    tell(
        f"{count:,} saves of a note of {told.note:,} bytes left {saved:.1f} times as much in log and second copy; made"
        f" small, {told.log:,} in the log and {told.copy:,} in the copy: {told.times:.1f} times the note"
    )
    return told


def _times(after: tuple[int, int, int], before: tuple[int, int, int], text: str) -> float:
    log, copy, _ = (now - then for now, then in zip(after, before, strict=True))
    return (log + copy) / len(text.encode())


def type_on(library: Library, saves: int, seed: int) -> str:
    """Type in the note on paper 1, save by save, as the window does; the text at the end.

    Most goes to the end of the note, some into its middle, and now and then a word is taken out again.
    """
    chance, text, stretch = random.Random(seed), "", None
    keys = iter(lambda: f"{chance.choice(WORDS.split())} ", None)
    waiting = ""
    at: int | None = None  # where it is typed; None is the end
    for save in range(saves):
        if save % 40 == 0:
            at = chance.randrange(len(text)) if text and chance.random() < 0.4 else None
        while len(waiting) < KEYS_A_SECOND:
            waiting += next(keys)
        typed, waiting = waiting[:KEYS_A_SECOND], waiting[KEYS_A_SECOND:]
        base, place = text, len(text) if at is None else at
        text = text[:place] + typed + text[place:]
        if at is not None:
            at += len(typed)
        if save % 25 == 24 and len(text) > 20:  # a word is thought better of
            cut = chance.randrange(len(text) - 10)
            text, at = text[:cut] + text[cut + 8 :], None
        changes = write_note(library, paper=1, text=text, base=base, joins=stretch)
        stretch = None if save % PAUSE == PAUSE - 1 else changes.group
        text = library.record(1).note
    return text


def size_of(library: Library) -> tuple[int, int, int]:
    """Bytes of the log's changes of notes, of the second copy, and of the database without its journal."""
    ask = library._connection.execute
    (log,) = ask(
        "SELECT coalesce(sum(length(CAST(coalesce(before, '') || coalesce(after, '') AS BLOB)) + length(tbl)"
        " + length(field) + 24), 0) FROM log_change WHERE tbl = 'note'"
    ).fetchone()
    (pages,), (size,) = ask("PRAGMA page_count").fetchone(), ask("PRAGMA page_size").fetchone()
    return int(log), library.health().copy_size, int(pages) * int(size)

"""The tags that some papers can be given: which they have, which fit what is typed, and whether one would be new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from readinglist.commands.tags import tag_name
from readinglist.core.reading import tag_key
from readinglist.gui.letters import fold
from readinglist.gui.words import paper_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.core.reading import TagCount
    from readinglist.core.selection import Selection
    from readinglist.store.library import Library

Index = QModelIndex | QPersistentModelIndex
Mark = Literal["", "some", "all"]  # how many of the papers have a tag
CHOICE = Qt.ItemDataRole.UserRole
NAMES = 500  # tags that are offered
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag, how many papers have it in the library, and whether these do; `new` is one that is not there yet."""

    name: str
    papers: int
    mark: Mark = ""
    new: bool = False


def fitting(choices: Sequence[TagChoice], text: str) -> list[TagChoice]:
    """Those that begin with the text, those that hold it, and last the one that would be new, if no tag is that one.

    Raises:
        ReadingListError: the text can't be the name of a tag.
    """
    if not text.strip().lstrip("#"):
        return list(choices)
    name = tag_name(text)
    wanted = fold(name)
    found = [one for one in choices if wanted in fold(one.name)]
    found.sort(key=lambda one: (tag_key(one.name) != tag_key(name), not fold(one.name).startswith(wanted)))
    known = any(tag_key(one.name) == tag_key(name) for one in found)
    return found if known else [*found, TagChoice(name, 0, new=True)]


def said(choice: TagChoice) -> str:
    """A tag in words, for who hears it."""
    if choice.new:
        return f"Create “{choice.name}”"
    mark = {"all": ", on", "some": ", on some", "": ""}[choice.mark]
    return f"{choice.name}{mark}, {paper_count(choice.papers)}"


class TagChoiceModel(QAbstractListModel):
    """Tags of the papers first, then the most used. The order stays while tags are given and taken.

    `papers` is how many papers the tags are for.
    """

    def __init__(self, tags: Sequence[TagCount], on: Mapping[str, Mark], papers: int) -> None:
        super().__init__()
        self._papers = papers
        self._all = sorted(_choices(tags, on), key=lambda one: (not one.mark, -one.papers, tag_key(one.name)))
        self._rows = list(self._all)

    def choice(self, row: int) -> TagChoice:
        """The tag of a row."""
        return self._rows[row]

    def row_of(self, name: str) -> int:
        """Where a tag stands; -1 where it does not."""
        keys = [tag_key(one.name) for one in self._rows]
        return keys.index(tag_key(name)) if tag_key(name) in keys else -1

    def refresh(self, tags: Sequence[TagCount], on: Mapping[str, Mark]) -> None:
        """Show what the library says now; every row stays where it is."""
        now = {tag_key(one.name): one for one in _choices(tags, on)}
        here = {tag_key(one.name) for one in self._all}
        self._all = [_now(one, now) for one in self._all] + [one for key, one in now.items() if key not in here]
        self._rows = [_now(one, now) for one in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def show_fitting(self, text: str) -> None:
        """Show the tags that fit what is typed; none at all where it can't be a tag.

        Raises:
            ReadingListError: the text can't be the name of a tag.
        """
        self.beginResetModel()
        try:
            self._rows = []
            self._rows = fitting(self._all, text)
        finally:
            self.endResetModel()

    def toggle(self, row: int) -> TagChoice:
        """Give all papers a tag that not all of them have, else take it from all; returns what it is now."""
        before = self._rows[row]
        if before.new:
            after = TagChoice(before.name, self._papers, "all")
            self._all.insert(0, after)
        else:
            after = _toggled(before, self._papers)
            self._all[self._all.index(before)] = after
        self._rows[row] = after
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        return after

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One a tag."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The choice itself for the delegate; its name, or the row said in words."""
        if not index.isValid():
            return None
        choice = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(choice)
        return choice if role == CHOICE else None


def _choices(tags: Sequence[TagCount], on: Mapping[str, Mark]) -> list[TagChoice]:
    marks = {tag_key(name): mark for name, mark in on.items()}
    return [TagChoice(tag.name, tag.papers, marks.get(tag_key(tag.name), "")) for tag in tags]


def _now(choice: TagChoice, now: Mapping[str, TagChoice]) -> TagChoice:
    """A choice as it is now; a tag that the library no longer names is on no paper."""
    gone = choice if choice.new else TagChoice(choice.name, 0)
    return now.get(tag_key(choice.name), gone)


def _toggled(choice: TagChoice, papers: int) -> TagChoice:
    """Where only some of the papers have the tag nobody here knows how many: the count then waits for the library's."""
    if choice.mark == "all":
        return replace(choice, mark="", papers=max(0, choice.papers - papers))
    return replace(choice, mark="all", papers=choice.papers + (0 if choice.mark else papers))


def tags_of(papers: Selection, library: Library) -> tuple[list[TagCount], dict[str, Mark]]:
    """The tags that there are, and which of them all or some of these papers have."""
    ids = library.selected(papers)
    counts = library.tags_of(ids)
    return library.tags(NAMES), {tag.name: "all" if tag.papers == len(ids) else "some" for tag in counts}

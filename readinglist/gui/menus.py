"""What stands in which menu, and below which heading of the keys; the words come from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LINE = "-"

#: The orders of a list.
ORDERS = (
    "list.sort_newest", "list.sort_oldest", "list.sort_best", "list.sort_seen", "list.sort_title", "list.sort_queue",
    "list.sort_return", "list.sort_random",
)  # fmt: skip

#: How papers are moved in the queue.
QUEUE_ORDER = ("paper.queue_up", "paper.queue_down", "paper.queue_top", "paper.queue_end")

#: Menus of the menu bar in their order. A tuple is a menu within the menu: its name, then its commands.
MENUS: Mapping[str, Sequence[str | tuple[str, ...]]] = {
    "&File": (
        "digest.import", "digest.paste", LINE, "papers.export", LINE, "backup.make", "window.backups", LINE,
        "window.quit",
    ),
    "&Edit": (
        "history.undo", "history.redo", "go.history", LINE, "papers.copy_bibtex", "papers.copy_citation",
        "papers.copy_link", LINE, "find.papers",
    ),
    "&Paper": (
        "paper.queue", "paper.read", "paper.dismiss", "paper.later", "paper.inbox",
        ("Order in the queue", *QUEUE_ORDER), LINE, "paper.toggle_star", "paper.rate", LINE, "paper.tag", "paper.note",
        "note.save", "paper.details", LINE, "papers.merge", "papers.separate", "paper.split", LINE, "paper.open", LINE,
        "papers.purge",
    ),
    "&Lists": (
        "go.inbox", "go.queued", "go.later", "go.read", "go.dismissed", "go.check", "go.starred", LINE, "go.all", LINE,
        ("Sort", *ORDERS), LINE, "search.save", LINE, "repeats.find", "repeats.merge_alike",
    ),
    "&View": (
        "window.palette", LINE, "view.larger", "view.smaller", "view.usual_size", LINE,
        ("Colours", "view.system", "view.light", "view.dark"), ("Density", "view.comfortable", "view.compact"),
        ("Formulas", "view.formulas_readable", "view.formulas_as_they_came"),
    ),
    "&Help": ("window.help", "window.keys", LINE, "window.report"),
}  # fmt: skip

#: The menu of a paper in the list, and of selected text's surroundings: what is done to papers, then taking them out.
PAPER_MENU: Sequence[str | tuple[str, ...]] = (
    *MENUS["&Paper"], LINE, "papers.copy_bibtex", "papers.copy_citation", "papers.copy_link", "papers.export",
)  # fmt: skip

#: Of these one at a time holds, and its menu item is ticked.
ONE_OF = (("view.system", "view.light", "view.dark"), ("view.comfortable", "view.compact"), ORDERS,
          ("view.formulas_readable", "view.formulas_as_they_came"))  # fmt: skip

RATING_NAMES = ("No rating", "1", "2", "3", "4", "5")

#: The headings of the keys overlay, and the commands below each, in their order.
KEY_GROUPS: Mapping[str, Sequence[str]] = {
    "Move": ("list.next", "list.previous", "list.read_on", "list.back", "paper.open", "find.papers"),
    "Go to": (
        "go.inbox", "go.queued", "go.later", "go.read", "go.dismissed", "go.check", "go.starred", "go.all",
        "go.history",
    ),
    "Decide": (
        "paper.queue", "paper.read", "paper.dismiss", "paper.later", "paper.inbox", "history.undo", "history.redo",
    ),
    "Order in the queue": QUEUE_ORDER,
    "Annotate": (
        "paper.toggle_star", "paper.rate", "paper.tag", "paper.note", "note.save", "paper.details", "papers.merge",
    ),
    "Repeats": (
        "pair.merge", "pair.separate", "pair.pass_over", "pair.scroll_down", "pair.scroll_up", "pair.leave",
    ),
    "Import": (
        "import.accept", "import.leave", "import.next_file", "import.previous_file", "digest.import", "digest.paste",
    ),
    "History": (
        "history.undo_step", "history.redo_step", "step.papers", "step.next", "step.previous", "step.find",
        "step.leave",
    ),
    "Take out": ("papers.export", "papers.copy_bibtex"),
    "Anywhere": (
        "window.palette", "window.keys", "window.help", "search.save", "view.larger", "view.smaller",
        "view.usual_size", "view.formulas", "window.quit",
    ),
}  # fmt: skip


def in_menus() -> Iterator[tuple[str, list[str]]]:
    """The menus by their names, without mnemonics, each with its commands in their order."""
    for name, items in MENUS.items():
        yield name.replace("&", ""), list(_flat(items))


def _flat(items: Sequence[str | tuple[str, ...]]) -> Iterator[str]:
    for item in items:
        if isinstance(item, tuple):
            yield from item[1:]
        elif item != LINE:
            yield item

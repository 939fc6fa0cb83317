"""What the window says about an import, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.gui.words import counted, listed, paper_count, plain_keys, short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.commands.import_plan import ImportPlan
    from readinglist.commands.imports import Imported

MOST_NAMED = 3  # files that are named with what is wrong with them; the bar must stay a bar


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what is to be added to it, and what the button says that goes on; empty: there is nothing to do."""

    sentence: str
    detail: str
    button: str = ""


def offer(plan: ImportPlan) -> Said:
    """What an import would bring: "53 new, 7 known, 2 to check"."""
    new, known, check = (plan.count(verdict) for verdict in ("new", "same", "ask"))
    fresh = [file for file in plan.files if file.fresh]
    parts = [f"{number:,} {word}" for number, word in ((new, "new"), (known, "known"), (check, "to check")) if number]
    papers = new + check
    if not fresh or not parts:
        button = ""
    elif papers:
        button = f"Import {paper_count(papers)}"
    else:
        button = f"Import {counted(sum(len(file.entries) for file in fresh), 'entry', 'entries')}"
    lines = [*_unread(plan), *_here(plan)]
    if button:
        names = listed([short_name(file.source.name) for file in fresh])
        lines.append(f"From {names}. Nothing is written yet.")
    return Said(", ".join(parts) or "Nothing to import", "\n".join(lines), button)


def report(imported: Imported, undo_key: str) -> Said:
    """What an import has brought."""
    papers = len(imported.papers)
    plan = imported.plan
    digests = counted(len({file.hash for file in plan.files if file.fresh}), "digest", "digests")
    check = plan.count("ask")
    lines = list(_unread(plan))
    lines += [f"{counted(check, 'paper', 'papers')} may repeat another: look for “possible repeat”."] if check else []
    lines += [f"{plain_keys(undo_key)} takes it back as one step."] if undo_key else []
    return Said(f"{paper_count(papers)} came in from {digests}.", "\n".join(lines))


def reading(done: int, files: int, name: str) -> Said:
    """How far the reading is."""
    if files < 2:
        return Said("Reading the file…", short_name(name))
    return Said(f"Reading {min(done + 1, files)} of {files} files…", short_name(name))


def _unread(plan: ImportPlan) -> Iterator[str]:
    """The files that could not be read, with the reason; then how many places in the others."""
    unread = [file for file in plan.files if not file.parsed.readable]
    for file in unread[:MOST_NAMED]:
        why = next(one.message for one in file.parsed.diagnostics if one.severity == "error" and one.line is None)
        yield f"{short_name(file.source.name)} was not read. {why}"
    if len(unread) > MOST_NAMED:
        yield f"{counted(len(unread) - MOST_NAMED, 'file', 'files')} more could not be read."
    places = [
        one for file in plan.files if file.parsed.readable for one in file.parsed.diagnostics if one.severity == "error"
    ]
    if places:
        yield f"{counted(len(places), 'place', 'places')} could not be read, the first at line {places[0].line}."


def _here(plan: ImportPlan) -> Iterator[str]:
    names = [short_name(file.source.name) for file in plan.files if file.known]
    if names:
        yield f"{listed(names)} {'is' if len(names) == 1 else 'are'} here already."

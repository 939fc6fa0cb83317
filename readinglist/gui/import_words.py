"""What the window says about an import, before and after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.core.reading import Status
from readinglist.core.sentences import time_left
from readinglist.gui.words import STATUS, counted, day, listed, paper_count, short_day, short_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from readinglist.commands.import_plan import Far, ImportPlan, PlannedFile
    from readinglist.commands.imports import Imported
    from readinglist.core.pace import Outlook
    from readinglist.core.paper import Diagnostic
    from readinglist.core.reading import Row
    from readinglist.store.taking_out import TakenOut

AGAIN = "Reading again…"
TAKING_OUT = "Taking out what came in…"
UNDONE = "Undone as one step, from the digest's page as well."
HOW_A_DAY_IS_WRITTEN = "A day is written as 2025-03-18."
NO_FORMAT = "Not known"

#: The verdicts of a plan, and what could not be read, in the order in which they are counted.
VERDICTS = {"new": "New", "same": "Known", "ask": "To check", "unread": "Not read"}


#: What is said in the place of the entries where a file has none of a verdict, and where it has none at all.
NONE_OF = {
    "all": "There is nothing in this file.",
    "new": "Nothing in this file is new.",
    "same": "Nothing in this file is known yet.",
    "ask": "Nothing in this file has to be checked.",
    "unread": "Everything in this file could be read.",
}

#: What the user did with a paper that has a status.
_SAID = {Status.DISMISSED: "dismissed", Status.READ: "read", Status.QUEUED: "queued", Status.LATER: "put off"}

_PLACES = {
    "missing-title": "An abstract without a title.",
    "missing-abstract": "Comes in without an abstract.",
    "damaged-characters": "Some characters are damaged.",
    "line-too-long": "Too long; its end is left out.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what is to be added to it, and what the button says that goes on; empty: there is nothing to do."""

    sentence: str
    detail: str
    button: str = ""


def offer(plan: ImportPlan, added: int = 0, known_papers: Collection[Row] = ()) -> Said:
    """What an import would bring; `added` files came to it a moment ago, `known_papers` are those it met."""
    new, known, check = (plan.count(verdict) for verdict in ("new", "same", "ask"))
    found = new + known + check
    button = _button(plan, new + check) if found and any(file.fresh for file in plan.files) else ""
    lines = [f"{counted(added, 'file', 'files')} {_came(added)} added."] if added else []
    lines += [*_stays(known_papers), *_unread(plan), *_here(plan), *(["Nothing is written yet."] if button else [])]
    if not found:
        return Said("Nothing to import.", " ".join(lines))
    where = f" in {len(plan.files):,} files" if len(plan.files) > 1 else ""
    first = f"{counted(new, 'new paper', 'new papers') if new else 'No new papers'}{where}"
    rest = [f"{known:,} you already know"] if known else []
    rest += [f"{check:,} to check"] if check else []
    return Said(f"{', '.join([first, *rest])}.", " ".join(lines), button)


def report(imported: Imported) -> str:
    """What an import has brought."""
    papers, check, known = len(imported.papers), imported.plan.count("ask"), imported.plan.count("same")
    if papers:
        return f"{paper_count(papers)} came in{f', {check:,} to check' if check else ''}."
    return f"No new papers came in; {known:,} {_came(known)} seen again." if known else "No new papers came in."


def reading(far: Far, outlook: Outlook | None = None) -> Said:
    """How far the reading is; what is to be expected of comparing."""
    if far.doing == "comparing":
        return Said("Comparing with the papers that are here…", _so_far(far.done, far.total, outlook))
    if far.total < 2:
        return Said("Reading the file…", short_name(far.name))
    return Said(f"Reading {min(far.done + 1, far.total)} of {far.total} files…", short_name(far.name))


def importing(button: str) -> str:
    """What is said while an import is being written, by what its button said."""
    return f"{button.replace('Import', 'Importing', 1)}…"


def importing_now(done: int, total: int, outlook: Outlook | None) -> str:
    """How far the writing is, and what is to be expected of it."""
    return f"Importing, {_so_far(done, total, outlook)}"


def stayed(taken: TakenOut) -> str:
    """What is said of papers that stay though their import was cancelled."""
    (_, title), *others = taken.kept
    first = f"“{short_name(title)}”"
    if not others:
        return f"{first} stays, because you have written on it."
    return f"{first} and {paper_count(len(others))} more stay, because you have written on them."


def why_not_read(file: PlannedFile) -> str:
    """Why nothing of a file could be read; empty for one that was read."""
    notes = file.parsed.diagnostics
    return next((one.message for one in notes if one.severity == "error" and one.line is None), "")


def about_file(file: PlannedFile, now: date) -> str:
    """What is to be said of a file as a whole, if it was read."""
    if file.known:
        return f"Here already since {day(file.known.imported.astimezone().date(), now)}; it is not imported again."
    return next((one.message for one in file.parsed.diagnostics if one.line is None and one.severity != "error"), "")


def matter_of(file: PlannedFile) -> str:
    """What is the matter with a file among the others; empty where nothing is."""
    return "here already" if file.known else "" if file.parsed.readable else "not read"


def standing(row: Row, now: date) -> str:
    """What is known of a paper: "Queued, seen 4×, last 12 Mar, with a note."."""
    parts = [STATUS[row.reading.status]]
    parts += [f"seen {row.seen:,}×"] if row.seen > 1 else []
    parts += [f"last {'' if row.seen > 1 else 'seen '}{short_day(row.day, now)}"] if row.day else []
    parts += ["with a note"] if row.noted else []
    return f"{', '.join(parts)}."


def place(one: Diagnostic) -> str:
    """What is to be said of a place in a file, as short as a row is; the whole is its message."""
    return _PLACES.get(one.code, one.message)


def first_part(reason: str) -> str:
    """What a reason says first, as a sentence."""
    return f"{reason.partition('; ')[0].rstrip('.')}."


def wrong_day(text: str) -> str:
    """What is said of something that is no day."""
    return f"“{short_name(text, 20)}” is no day. {HOW_A_DAY_IS_WRITTEN}" if text else HOW_A_DAY_IS_WRITTEN


def _button(plan: ImportPlan, papers: int) -> str:
    if papers:
        return f"Import {paper_count(papers)}"
    return f"Import {counted(sum(len(file.entries) for file in plan.files if file.fresh), 'entry', 'entries')}"


def _stays(papers: Collection[Row]) -> Iterator[str]:
    """What was said of papers that are seen again: "3 you dismissed and 2 you read stay so."."""
    counts = Counter(row.reading.status for row in papers)
    found = [f"{counts[status]:,} you {word}" for status, word in _SAID.items() if counts[status]]
    if found:
        alone = sum(counts[status] for status in _SAID) == 1
        yield f"{listed(found, len(_SAID))} {'stays' if alone else 'stay'} so."


def _unread(plan: ImportPlan) -> Iterator[str]:
    """The files that could not be read, then how many places in the others."""
    names = [short_name(file.source.name) for file in plan.files if not file.parsed.readable]
    if names:
        yield f"{listed(names)} {_came(len(names))} not read."
    places = sum(
        one.severity == "error" for file in plan.files if file.parsed.readable for one in file.parsed.diagnostics
    )
    if places:
        they = "it is" if places == 1 else "they are"
        where = "below, in place" if len(plan.files) == 1 else "in place"
        yield f"{counted(places, 'place', 'places')} could not be read; {they} shown {where}."


def _here(plan: ImportPlan) -> Iterator[str]:
    names = [short_name(file.source.name) for file in plan.files if file.known]
    if names:
        yield f"{listed(names)} {'is' if len(names) == 1 else 'are'} here already."


def _so_far(done: int, total: int, outlook: Outlook | None) -> str:
    parts = [f"{done:,} of {counted(total, 'entry', 'entries')}"]
    parts += [f"{outlook.rate:,.0f} a second", time_left(outlook.left)] if outlook else []
    return ", ".join(parts)


def _came(number: int) -> str:
    return "was" if number == 1 else "were"

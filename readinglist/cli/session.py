"""What every verb shares: the library it works on, how it reports, and how it names papers."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from functools import cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import combining, east_asian_width

import click

from readinglist.cli.progress import progress
from readinglist.commands.text import clean
from readinglist.core.batches import batches
from readinglist.core.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from readinglist.core.changes import Changes
    from readinglist.core.query import Query
    from readinglist.core.reading import Row
    from readinglist.store.library import Library
    from readinglist.workspace import Workspace

COMMAND_LINE_LOG = "command-line.log"
_AROUND = 36  # characters of a query that are shown on either side of what is wrong
Function = TypeVar("Function", bound="Callable[..., Any]")


class Session:
    """One run of the command line: the path of a library that was named, if any, and how to report."""

    def __init__(self, library: str | None, *, as_json: bool = False) -> None:
        self.library = library
        self.as_json = as_json

    @cached_property
    def workspace(self) -> Workspace:
        """Settings, registry and keymap around the library that was named."""
        from readinglist.workspace import Workspace

        return Workspace.of(self.library)

    def open(self, *, write: bool, make: bool = False) -> Library:
        """The library; to be closed by the verb. Only an import makes one that is not there.

        That a damaged one was made again is said on stderr, and that what an import left was taken out. Papers that
        were put off until today come back where it is written to.
        """
        self.workspace.start_log(COMMAND_LINE_LOG)
        library = self.workspace.open_library(write=write, make=make)
        if write:
            library.new_day(datetime.now(UTC).astimezone().date())
        for done in (library.recovery, library.cut_off):
            if done:
                click.echo(done.sentence, err=True)
        return library

    def renew_keys(self, library: Library) -> None:
        """Have the keys by which repeats are found made anew where another version's rules made them."""
        if library.keys_are_stale():
            from readinglist.commands.duplicates import renew_keys

            with self.open(write=True) as writer, progress("Making ready to recognise repeats") as tell:
                renew_keys(writer, lambda done, total: tell(done, total, ""))

    def renew_search(self, library: Library) -> None:
        """Have the search index made whole, where a library was made again."""
        if library.search_is_partial():
            from readinglist.commands.backups import renew_search

            with self.open(write=True) as writer, progress("Making ready to search") as tell:
                renew_search(writer, lambda done, total: tell(done, total, ""))

    def change(self, command: str, *, as_json: bool, **arguments: Any) -> None:
        """Run a command that writes, and report what it did; papers and saved searches may still be names."""
        with self.open(write=True) as library:
            if "ids" in arguments:
                arguments["ids"] = [library.paper_id(name) for name in dict.fromkeys(arguments["ids"])]
            if "before" in arguments:
                arguments["before"] = library.paper_id(arguments["before"])
            if "paper" in arguments:
                arguments["paper"] = library.paper_id(arguments["paper"])
            if "member" in arguments:
                arguments["paper"] = library.member_id(arguments.pop("member"))
            if "search" in arguments:
                arguments["search"] = library.saved_search(arguments["search"]).id
            report_changes(self.workspace.registry[command].run(library, **arguments), as_json=as_json)


def verb(name: str, **settings: Any) -> Callable[[Function], click.Command]:
    """A click command that also takes --library and --json behind its own name.

    The function below it gets `session` and `as_json` beside its own parameters, all by keyword; its docstring is
    the verb's help.
    """

    def make(function: Function) -> click.Command:
        def run(*, library: str | None, as_json: bool, **arguments: Any) -> Any:
            outer: Session = click.get_current_context().obj
            session = Session(library or outer.library, as_json=as_json or outer.as_json)
            return function(session=session, as_json=session.as_json, **arguments)

        shared = (
            click.Option(["--json", "as_json"], is_flag=True, help="Report as JSON."),
            click.Option(["--library"], metavar="PATH", help="The library's file."),
        )
        own = reversed(getattr(function, "__click_params__", []))  # decorators are applied from below
        text = settings.pop("help", cleandoc(function.__doc__ or ""))
        return click.Command(name, callback=run, params=[*own, *shared], help=text, **settings)

    return make


def echo_json(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(_as_json(value))


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=None, separators=(", ", ": "))


def echo_json_list(values: Iterable[Any]) -> None:
    """One JSON document on stdout, a list, written while it is made: however long it is."""
    begin = "["
    for value in values:
        click.echo(f"{begin}{_as_json(value)}", nl=False)
        begin = ",\n "
    click.echo("[]" if begin == "[" else "]")


def report_changes(changes: Changes, *, as_json: bool) -> None:
    """What a step did."""
    if as_json:
        echo_json(told(changes))
    elif changes:
        click.echo(f"{changes.label}: done. `readinglist undo` takes it back.")
    else:
        click.echo(f"{changes.label}: it was so already, nothing was changed.")


def told(changes: Changes) -> dict[str, Any]:
    """What a step did, as scripts read it."""
    return {
        "label": changes.label,
        "step": changes.group,
        "added": list(changes.added),
        "updated": list(changes.updated),
        "removed": list(changes.removed),
    }


def listed(library: Library, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Papers as scripts read them, some hundred at a time."""
    for chunk in batches(rows):
        names = library.digest_names(row.id for row in chunk)
        for row in chunk:
            yield {
                "id": row.id,
                "uid": row.uid,
                "title": row.title,
                "status": row.reading.status.value,
                "until": iso(row.reading.until),
                "seen": row.seen,
                "tags": list(row.tags),
                "starred": row.reading.starred,
                "rating": row.reading.rating,
                "digests": names.get(row.id, []),
            }


def iso(day: date | None) -> str | None:
    """A day for scripts."""
    return day.isoformat() if day else None


def typed_words(words: Iterable[str]) -> list[str]:
    """The words that were typed; -word is no option of ours."""
    typed = [clean(word) for word in words]
    for word in typed:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    return typed


def as_typed(words: Iterable[str]) -> str:
    """What was typed, as one text that the shell has split into words."""
    return " ".join(typed_words(words))


def read_query(text: str) -> Query:
    """A query; where it can't be read, a terminal shows the place before the error says what is wrong."""
    from readinglist.core.query_parser import parse

    try:
        return parse(text)
    except QueryError as error:
        if sys.stderr.isatty():
            click.echo(pointed_at(text, error.position), err=True)
        raise


def pointed_at(text: str, position: int) -> str:
    """Some of a text around a character in one line, and below it a caret that points there."""
    begins = max(0, position - _AROUND)
    shown = "".join(sign if sign.isprintable() else " " for sign in text[begins : position + _AROUND])
    return f"  {shown}\n  {' ' * sum(map(_cells, shown[: position - begins]))}^"


def _cells(sign: str) -> int:
    """How many columns of a terminal a character takes."""
    return 0 if combining(sign) else 1 + (east_asian_width(sign) in "WF")


#: Lets `-tag:rl` and `+a -b` through to the verb as they were typed.
AS_TYPED = {"ignore_unknown_options": True}

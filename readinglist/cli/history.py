"""`readinglist undo|redo|history`: the steps that were made."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from readinglist.cli.session import AS_TYPED, Session, echo_json, echo_json_list, told, typed_words, verb
from readinglist.commands.history import said_of_kept
from readinglist.commands.registry import papers
from readinglist.commands.sources import digest_name
from readinglist.core.sentences import titles

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.history import About, Verdict
    from readinglist.store.journal import Step
    from readinglist.store.library import Library

NAMED = 10  # papers that stay which are named


@verb("undo", short_help="Take back the last step.")
@click.option("--import", "digest", metavar="DIGEST", help="Take back the import that brought this digest in instead.")
@click.option("--step", type=click.IntRange(1), metavar="STEP", help="Take back this one step of the history instead.")
def undo_(*, session: Session, digest: str | None, step: int | None, as_json: bool) -> None:
    """Take back the last step, also one of an earlier day; again for the one before.

    With --import, take an import back, also when other steps followed: its papers go, but for those that you worked
    on, which are named, and those that another digest shows. With --step, take back one step that `history` numbers,
    where nothing later changed what it changed.

    Example: readinglist undo
    """
    if digest is not None and step is not None:
        raise click.UsageError("Say once what to take back: --import or --step.")
    command = "history.undo" if digest is None else "digest.undo_import"
    _turn(
        session, command if step is None else "history.undo_step", "Undone", digest=digest, step=step, as_json=as_json
    )


@verb("redo", short_help="Do again what was undone last.")
@click.option("--step", type=click.IntRange(1), metavar="STEP", help="Do this one undone step again instead.")
def redo_(*, session: Session, step: int | None, as_json: bool) -> None:
    """Do again what was undone last. With --step, one undone step that `history` numbers, where nothing is in its way.

    Example: readinglist redo
    """
    _turn(session, "history.redo" if step is None else "history.redo_step", "Redone", step=step, as_json=as_json)


@verb("history", context_settings=AS_TYPED, short_help="List the steps, newest first.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@click.option("--all", "every", is_flag=True, help="Every step, however many there are.")
@click.option("--step", type=click.IntRange(1), metavar="STEP", help="Say of this one step what it is about instead.")
def history_(
    *, session: Session, words: tuple[str, ...], limit: int, every: bool, step: int | None, as_json: bool
) -> None:
    """List the steps that were made, newest first; with WORDS those that have all of them in their name.

    With --step, say what papers a step is about, and whether it can be undone or done again.

    Example: readinglist history --limit 10
    """
    with session.open(write=False) as library:
        if step is not None:
            _show(library, library.verdict(step), as_json=as_json)
            return
        wanted = typed_words(words)
        steps = islice(library.steps(wanted), None if every else limit)
        if as_json:
            echo_json_list(map(_as_json, steps))
            return
        nothing = True
        for one in steps:
            click.echo(_line(one))
            nothing = False
    if nothing:
        click.echo("No step has all of these words in its name." if wanted else "Nothing was done yet.")


def _line(step: Step) -> str:
    undone = "" if step.standing else "  (undone)"
    return f"{step.id:>6}  {step.time.astimezone():%Y-%m-%d %H:%M}  {step.label}{undone}"


def _as_json(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "label": step.label,
        "time": step.time.isoformat(),
        "state": "done" if step.standing else "undone",
    }


def _show(library: Library, verdict: Verdict, *, as_json: bool) -> None:
    """One step: what it is about, whether it can be turned, what would stay."""
    step, refused = verdict.step, verdict.refused
    about = library.about([step.id])[step.id]
    if as_json:
        echo_json(
            {
                **_as_json(step),
                "papers": about.papers,
                "can_be_turned": refused is None,
                "refused": str(refused) if refused else None,
                "in_the_way": refused.by if refused else None,
                "would_stay": verdict.stays,
            }
        )
        return
    click.echo(_line(step).strip())
    if about.papers:
        click.echo(f"About {_said(about)}. `readinglist list step:{step.id}` lists what is there of it.")
    verb = "undo" if step.standing else "redo"
    click.echo(str(refused) if refused else f"`readinglist {verb} --step {step.id}` {_does(verdict)}.")


def _said(about: About) -> str:
    many = f"more than {papers(about.papers)}" if about.more else papers(about.papers)
    return f"{many}: {titles([about.title], about.papers)}" if not about.more else f"{many}, “{about.title}” among them"


def _does(verdict: Verdict) -> str:
    if not verdict.step.standing:
        return "does it again"
    stays = f"; {papers(verdict.stays)} that you worked on would stay" if verdict.stays else ""
    return f"takes it back{stays}"


def _turn(
    session: Session, command: str, done: str, *, as_json: bool, digest: str | None = None, step: int | None = None
) -> None:
    with session.open(write=True) as library:
        arguments = {} if digest is None else {"digest": library.digest_named(digest_name(digest)).id}
        arguments |= {} if step is None else {"step": step}
        changes: Changes = session.workspace.registry[command].run(library, **arguments)
        if as_json:
            kept = [{"id": row.id, "title": row.title} for row in library.rows(changes.kept)]
            echo_json({**told(changes), "turned": changes.turned, "kept": kept})
            return
        click.echo(f"{done}: {changes.label}.")
        if kept_sentence := said_of_kept(library, changes, NAMED):
            click.echo(f"{kept_sentence} `readinglist list step:{changes.turned}` lists them.")

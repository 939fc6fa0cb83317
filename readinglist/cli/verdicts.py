"""`readinglist queue|dismiss|read|inbox|star|unstar ID…`: one verdict on some papers."""

from __future__ import annotations

import click

from readinglist.cli.session import Session, verb


def _verdict(name: str, command: str, help_: str) -> click.Command:
    @verb(name, help=f"{help_}\n\nExample: readinglist {name} 12 15", short_help=help_)
    @click.argument("ids", nargs=-1, required=True, metavar="ID…")
    def run(*, session: Session, ids: tuple[str, ...], as_json: bool) -> None:
        session.change(command, ids=ids, as_json=as_json)

    return run


queue_ = _verdict("queue", "paper.queue", "Put papers at the end of the queue.")
dismiss_ = _verdict("dismiss", "paper.dismiss", "Take papers out of sight.")
read_ = _verdict("read", "paper.read", "Mark papers as read.")
inbox_ = _verdict("inbox", "paper.inbox", "Put papers back into the inbox.")
star_ = _verdict("star", "paper.star", "Star papers.")
unstar_ = _verdict("unstar", "paper.unstar", "Take the star from papers.")

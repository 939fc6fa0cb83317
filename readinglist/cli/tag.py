"""`readinglist tag ID… +a -b`: tags."""

from __future__ import annotations

import click

from readinglist.cli.session import AS_TYPED, Session, typed_words, verb


@verb("tag", context_settings=AS_TYPED, short_help="Add tags to papers and take others away.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED, required=True, metavar="ID… +TAG -TAG")
def tag_(*, session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Add tags to papers and take others away, in one step.

    Example: readinglist tag 12 15 +moe -later
    """
    typed = typed_words(words)
    add = [word[1:] for word in typed if word.startswith("+")]
    remove = [word[1:] for word in typed if word.startswith("-")]
    ids = [word for word in typed if word[0:1] not in {"+", "-"}]
    if not ids or not (add or remove) or "" in (*add, *remove):
        raise click.UsageError("Name papers and tags, for example: readinglist tag 12 +moe -rl")
    session.change("paper.tag", ids=ids, add=add, remove=remove, as_json=as_json)

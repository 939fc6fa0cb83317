"""What the command palette finds: commands, lists, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.core.found import holds_a_word
from readinglist.core.query import Field, Query, Term, all_of
from readinglist.gui import words
from readinglist.gui.menus import RATING_NAMES, in_menus
from readinglist.gui.models.hits import Hit
from readinglist.gui.places import CHECK, EVERYTHING, STATE_ICONS, STATES, Place, digest_place, saved_place
from readinglist.gui.views.paper_row import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.commands.registry import Registry
    from readinglist.core.reading import Row
    from readinglist.gui.actions import Actions
    from readinglist.store.library import Library

PAPERS = 8  # papers that are shown for what was typed
NAMES = 500  # digests and tags that are looked through


def commands(registry: Registry, actions: Actions) -> list[Hit]:
    """Every command that stands in a menu, as an action that may be disabled just now."""
    return list(_commands(registry, actions))


def _commands(registry: Registry, actions: Actions) -> Iterator[Hit]:
    for menu, command in ((menu, registry[name]) for menu, names in in_menus() for name in names):
        if command.id == "window.palette":
            continue
        if command.id == "paper.rate":
            for rating, name in enumerate(RATING_NAMES):
                action = actions.action(command.id, rating=rating)
                title = f"{command.title} {name}" if rating else "Take the rating away"
                yield Hit("command", title, menu, "star", str(rating), action, enabled=action.isEnabled())
            continue
        action = actions.action(command.id)
        yield Hit("command", command.title, menu, "keys", actions.key_of(command.id), action, action.isEnabled())


def lists(library: Library, actions: Actions) -> list[Hit]:
    """The lists of the sidebar, all of them."""
    totals = library.totals()
    found = [
        Hit("list", place.name, _count_of(place, totals), STATE_ICONS[key], actions.key_of(f"go.{key}"), place)
        for key, place in STATES.items()
    ]
    found.append(Hit("list", EVERYTHING.name, "Every list", "digest", actions.key_of("go.all"), EVERYTHING))
    found += [Hit("list", one.name, "Saved search", "saved", "", saved_place(one)) for one in library.saved_searches()]
    for tag in library.tags(NAMES):
        place = Place("tag", tag.name, tag.name, tag.name)
        found.append(Hit("list", tag.name, f"Tag, {words.paper_count(tag.papers)}", "tag", "", place))
    now = words.today()
    for one in library.digests(NAMES):
        place = digest_place(one.digest, now)
        found.append(Hit("list", one.digest.name, f"Digest, {words.paper_count(one.papers)}", "digest", "", place))
    return found


def _count_of(place: Place, totals: Mapping[str, int]) -> str:
    if place == CHECK:
        return words.counted(totals["questions"], "question", "questions") if totals["questions"] else "No questions"
    return words.paper_count(totals[place.key])


def title_query(text: str) -> Query:
    """A query for the papers whose title has words that begin with what is typed."""
    return Query(all_of(Term(Field.TITLE, word) for word in text.split() if holds_a_word(word)))


def papers(rows: Iterable[Row]) -> list[Hit]:
    """Papers that were found."""
    return [
        Hit("paper", row.title, words.STATUS[row.reading.status], SIGNS[row.reading.status][0], "", row.id)
        for row in rows
    ]

"""The views that are about repeats: the review, merging by hand, and a paper that was merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from picture_scene import Scene, button, main, select_next, selected, settle, wait_for, wait_for_searches

from readinglist.commands import duplicates, notes
from readinglist.gui import words
from readinglist.gui.places import CHECK, EVERYTHING
from readinglist.gui.views.paper_words import where_seen
from readinglist.store.questions import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readinglist.store.library import Library


def pair(scene: Scene) -> None:
    """A possible repeat, side by side."""
    scene.window.pages.go(CHECK)
    wait_for(scene.parts.pair_page.texts.isVisible)


def pair_alike(scene: Scene) -> None:
    """A possible repeat of which much is known, among others that are surely alike."""
    main(scene)
    select_next(scene, 3)
    one, two, three, four = selected(scene)

    def write(library: Library) -> None:
        with library.transaction("Find repeats") as tx:
            tx.ask(
                Found(one, other, 0.97, "Same title; the abstracts are the same.", alike=True) for other in (two, four)
            )
            tx.ask([Found(three, four, 0.91, "Same title but for a subtitle; no abstract to compare.", alike=True)])

    scene.parts.tasks.write(write)
    wait_for(lambda: scene.parts.tasks.writes == 0)
    pair(scene)
    for _ in range(2):
        wait_for_searches(scene)
        scene.parts.review.pass_over()
    wait_for_searches(scene)


def pair_end(scene: Scene) -> None:
    """Every question was put off."""
    pair(scene)
    while scene.parts.pair_page.texts.isVisible():
        scene.parts.review.pass_over()
        wait_for_searches(scene)
    button(scene, "Leave").setFocus()


def keys_pair(scene: Scene) -> None:
    """The keys of the review."""
    pair(scene)
    scene.window.sheets.keys()


def merge(scene: Scene) -> None:
    """What a merge of three papers would unite, of which two were called different before."""
    main(scene)
    select_next(scene, 2)
    papers = selected(scene)
    scene.parts.tasks.write(lambda library: duplicates.separate(library, ids=papers[1:]))
    wait_for(lambda: scene.parts.tasks.writes == 0)
    scene.window.sheets.merge()


def merged(scene: Scene) -> None:
    """A paper that was merged from two with notes, and where it was seen."""
    main(scene)
    select_next(scene, 1)
    paper, other = selected(scene)

    def write(library: Library) -> None:
        notes.write_note(library, paper=other, text="Compare with the figures of the older one.")
        duplicates.merge(library, ids=(paper, other))

    scene.parts.tasks.write(write)
    wait_for(lambda: scene.parts.tasks.writes == 0)
    scene.window.pages.go(EVERYTHING, paper=min(paper, other))
    scene.window.pages.show_lists()
    button(scene, where_seen(scene.parts.library.record(paper), words.today())).click()


def merged_notes(scene: Scene) -> None:
    """The notes from before a merge, below the abstract."""
    merged(scene)
    settle()
    button(scene, "1 more note").click()


REPEATS: Mapping[str, Callable[[Scene], None]] = {
    "pair": pair, "pair-alike": pair_alike, "pair-end": pair_end, "keys-pair": keys_pair, "merge": merge,
    "merged": merged, "merged-notes": merged_notes,
}  # fmt: skip

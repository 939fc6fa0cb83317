"""Every command that writes can be undone and redone, exactly; a new command is covered by being in the registry."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.commands.registry import Command, make_registry
from readinglist.core.changes import Changes
from readinglist.core.errors import UndoRefusedError
from readinglist.core.query import Query
from readinglist.store.library import Library
from readinglist.store.questions import Found
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of

REGISTRY = make_registry()
WRITING = [command for command in REGISTRY if command.writes]


def arguments_for(command: Command, folder: Path) -> dict[str, object]:
    """An argument for every parameter of a command, by its name; a new name has to be added here."""
    digest = folder / "another.txt"
    digest.write_bytes(
        page([*PAPERS[3:], ("Shadows of Ladders", "A ladder casts a shadow. We measured it.")], "Mar 19")
    )
    samples: dict[str, object] = {
        "ids": [2, 1],
        "paper": 2,
        "text": "Compare with the sieve.\n\n- wet sand?",
        "until": date(2999, 3, 24),
        "rating": 4,
        "add": ["sand", "field work"],
        "remove": ["seaside"],
        "paths": [str(digest)],
        "captured": None,
        "title": "A Kettle That Nobody Hears",
        "authors": "Ada Example; Bo Sample",
        "year": "2024",
        "arxiv": "arXiv:2403.01234v2",
        "doi": "https://doi.org/10.1000/Kettle",
        "link": "example.org/kettle",
        "base": "Cork works.",
        "joins": None,
        "search": 1,
        "name": "Wet sand",
        "query": "tag:seaside -is:read",
        "sighting": None,
        "places": 1,
        "before": 3,
    }
    names = list(inspect.signature(command.run).parameters)[1:]
    return {name: samples[name] for name in names}


@pytest.fixture
def worked_on(library: Library) -> Library:
    """A library in which something has been done already."""
    bring_in(library, page(PAPERS[:4]))
    for identity, arguments in (
        ("paper.queue", {"ids": [3]}),
        ("paper.read", {"ids": [2]}),
        ("paper.tag", {"ids": [1, 2], "add": ["seaside"]}),
        ("paper.note", {"paper": 2, "text": "Cork works."}),
        ("paper.unstar", {"ids": [1]}),
        ("search.save", {"name": "Shore", "query": "tag:seaside"}),
    ):
        REGISTRY[identity].run(library, **arguments)
    return library


def make_ready_for(command: Command, library: Library) -> None:
    """Do what a command needs so that it has something to do."""
    if command.id == "paper.inbox":
        REGISTRY["paper.queue"].run(library, ids=[1])
    if command.id == "paper.unstar":
        REGISTRY["paper.star"].run(library, ids=[1, 2])
    if command.id in ("paper.queue_up", "paper.queue_top", "queue.move"):  # below paper 3
        REGISTRY["paper.queue"].run(library, ids=[1, 2])
    if command.id in ("paper.queue_down", "paper.queue_end"):  # above it
        REGISTRY["paper.queue"].run(library, ids=[1, 2])
        REGISTRY["paper.queue_end"].run(library, ids=[3])
    if command.id == "paper.split":
        REGISTRY["papers.merge"].run(library, ids=[1, 2])
    if command.id == "repeats.merge_alike":
        with library.transaction("Find repeats") as tx:
            tx.ask([Found(1, 2, 0.9, "They sound alike.", alike=True), Found(3, 2, 0.5, "They may be.", alike=False)])
    if command.id == "repeats.find":
        for paper in (1, 2):
            REGISTRY["paper.details"].run(library, paper=paper, arxiv="2403.01234")


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command.id)
def test_a_command_is_undone_and_redone_exactly(command: Command, worked_on: Library, tmp_path: Path) -> None:
    make_ready_for(command, worked_on)
    before = state_of(worked_on)
    changes = command.run(worked_on, **arguments_for(command, tmp_path))
    after = state_of(worked_on)
    assert isinstance(changes, Changes)
    assert changes
    assert after != before
    undone = worked_on.undo()
    assert undone.label == changes.label
    assert state_of(worked_on) == before
    redone = worked_on.redo()
    assert redone.label == changes.label
    assert state_of(worked_on) == after
    assert {name: after[name] for name in recomputed(worked_on)} == recomputed(worked_on)


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command.id)
def test_a_command_done_twice_is_one_step(command: Command, worked_on: Library, tmp_path: Path) -> None:
    if command.id in (
        "paper.toggle_star",
        "paper.split",
    ):  # the one goes back, the other has nothing left to take apart
        return
    make_ready_for(command, worked_on)
    arguments = arguments_for(command, tmp_path)
    command.run(worked_on, **arguments)
    steps = len(worked_on.history(100))
    assert not command.run(worked_on, **arguments)
    assert len(worked_on.history(100)) == steps


def test_undo_goes_many_steps_back_and_survives_a_restart(library: Library, library_path: Path) -> None:
    empty = state_of(library)
    bring_in(library, page())
    states = [empty, state_of(library)]
    for identity in ("paper.queue", "paper.dismiss", "paper.read", "paper.star"):
        REGISTRY[identity].run(library, ids=[1, 4])
        states.append(state_of(library))
    for expected in reversed(states[:-1]):
        library.close()
        library = Library.open(library_path)
        library.undo()
        assert state_of(library) == expected
    with pytest.raises(UndoRefusedError, match="nothing to undo"):
        library.undo()
    for expected in states[1:]:
        library.close()
        library = Library.open(library_path)
        library.redo()
        assert state_of(library) == expected
    with pytest.raises(UndoRefusedError, match="nothing to redo"):
        library.redo()
    library.close()


def test_undo_brings_the_spelling_of_a_tag_back(library: Library) -> None:
    bring_in(library, page())
    states = [state_of(library)]
    for arguments in ({"ids": [1], "add": ["MoE"]}, {"ids": [1], "remove": ["moe"]}, {"ids": [2], "add": ["moe"]}):
        REGISTRY["paper.tag"].run(library, **arguments)
        states.append(state_of(library))
    assert library.record(2).tags == ("moe",)
    for expected in reversed(states[:-1]):
        library.undo()
        assert state_of(library) == expected
    library.redo()
    assert library.record(1).tags == ("MoE",)
    for expected in states[2:]:
        library.redo()
        assert state_of(library) == expected


def test_a_tag_for_no_paper_is_no_step(library: Library) -> None:
    bring_in(library, page())
    REGISTRY["paper.tag"].run(library, ids=[1], add=["MoE"])
    REGISTRY["paper.tag"].run(library, ids=[1], remove=["MoE"])
    assert not REGISTRY["paper.tag"].run(library, ids=[], add=["moe"])


def test_something_new_after_an_undo_ends_redo(worked_on: Library) -> None:
    worked_on.undo()
    REGISTRY["paper.dismiss"].run(worked_on, ids=[4])
    with pytest.raises(UndoRefusedError, match="nothing to redo"):
        worked_on.redo()


def test_history_is_never_erased(worked_on: Library) -> None:
    steps = [step.label for step in worked_on.history(100)]
    worked_on.undo()
    worked_on.undo()
    assert [step.label for step in worked_on.history(100)] == steps
    assert [step.standing for step in worked_on.history(100)][:3] == [False, False, True]


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(
                ["paper.queue", "paper.dismiss", "paper.read", "paper.inbox", "paper.star", "paper.unstar"]
            ),
            st.fixed_dictionaries({"ids": st.lists(st.integers(1, 5), min_size=1, max_size=5, unique=True)}),
        ),
        st.tuples(
            st.just("paper.note"),
            st.fixed_dictionaries({"paper": st.integers(1, 5), "text": st.text("ab\n🌊é", max_size=12)}),
        ),
        st.tuples(
            st.just("paper.tag"),
            st.fixed_dictionaries(
                {
                    "ids": st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True),
                    "add": st.lists(st.sampled_from(["moe", "MoE", "rl"]), max_size=2),
                    "remove": st.lists(st.sampled_from(["ssm", "proof"]), max_size=2),
                }
            ),
        ),
        st.tuples(
            st.just("paper.tag"),
            st.fixed_dictionaries({"ids": st.just([1, 2]), "remove": st.just(["moe", "rl"])}),
        ),
        st.tuples(
            st.just("search.save"),
            st.fixed_dictionaries(
                {"name": st.sampled_from(["Sand", "sand", "Sky"]), "query": st.sampled_from(["tag:moe", "is:read", ""])}
            ),
        ),
        st.tuples(
            st.just("paper.details"),
            st.fixed_dictionaries(
                {"paper": st.integers(1, 5)},
                optional={
                    "title": st.sampled_from(["", "Kettles", "Wet sand"]),
                    "year": st.sampled_from(["", "2024"]),
                    "arxiv": st.sampled_from(["", "2403.01234", "2403.01235"]),
                    "doi": st.sampled_from(["", "10.1000/a", "10.48550/arXiv.2403.01234"]),
                },
            ),
        ),
        st.tuples(st.just("undo"), st.just({})),
        st.tuples(st.just("redo"), st.just({})),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_walk_of_steps_undos_and_redos_matches_a_stack_of_states(
    steps: list[tuple[str, dict[str, object]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Library.open(tmp_path_factory.mktemp("walk") / "library.db") as library:
        bring_in(library, page())
        undoable, redoable = [state_of(library)], []
        for name, arguments in steps:
            if name == "undo":
                if len(undoable) > 1:
                    library.undo()
                    redoable.append(undoable.pop())
            elif name == "redo":
                if redoable:
                    library.redo()
                    undoable.append(redoable.pop())
            elif REGISTRY[name].run(library, **arguments):
                undoable.append(state_of(library))
                redoable = []
            assert state_of(library) == undoable[-1]
        assert [row.id for row in library.iterate(Query())] == undoable[-1]["list"]

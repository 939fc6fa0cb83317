"""`readinglist edit` and what `show` makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers."""
    run("import", digest)
    return run


def test_details_that_the_user_gave_are_shown_and_marked(five: Run) -> None:
    said = five(
        "edit", "2", "--title", "Silent Kettles", "--authors", "Ada Example; Bo Sample", "--year", "2024",
        "--arxiv", "https://arxiv.org/abs/2403.01234v2", "--doi", "doi:10.1000/Kettle", "--link", "example.org/kettle",
    )  # fmt: skip
    assert said.out == "Edit details: done. `readinglist undo` takes it back.\n"
    lines = five("show", "2").out.splitlines()
    assert lines[0] == "Silent Kettles (yours)"
    assert lines[2:7] == [
        "authors: Ada Example; Bo Sample (yours)",
        "year: 2024 (yours)",
        "arXiv: 2403.01234 (yours)",
        "DOI: 10.1000/kettle (yours)",
        "link: https://example.org/kettle (yours)",
    ]
    assert lines[-5:] == [
        "https://example.org/kettle", "", "https://arxiv.org/abs/2403.01234", "", "https://doi.org/10.1000/kettle",
    ]  # fmt: skip


def test_show_gives_scripts_the_details_and_says_whose_they_are(five: Run) -> None:
    names = ("authors", "year", "arxiv", "doi", "link", "own")
    shown = five("show", "2", "--json").json
    assert [shown[name] for name in names] == [[], None, None, None, None, []]
    five("edit", "2", "--link", "example.org/kettle", "--year", "2024", "--authors", "Ada Example and Bo Sample")
    shown = five("show", "2", "--json").json
    assert [shown[name] for name in names] == [
        ["Ada Example", "Bo Sample"], 2024, None, None, "https://example.org/kettle", ["authors", "year", "link"],
    ]  # fmt: skip
    assert shown["links"] == ["https://example.org/kettle"]


def test_an_empty_text_takes_a_detail_away(five: Run) -> None:
    before = five("show", "2", "--json").json
    five("edit", "2", "--year", "2024", "--title", "Silent Kettles")
    assert five("edit", "2", "--year", "", "--title", "", "--json").json["updated"] == [2]
    assert five("show", "2", "--json").json == before
    assert "it was so already" in five("edit", "2", "--year", "").out


def test_a_mistake_is_said_and_nothing_is_changed(five: Run) -> None:
    said = five("edit", "2", "--title", "Silent Kettles", "--year", "soon")
    assert (said.code, said.err) == (1, "readinglist: “soon” is no year. Write four digits, for example 2024.\n")
    assert five("edit", "2").code == 2
    assert five("edit", "77", "--year", "2024").code == 1
    assert len(five("history", "--json").json) == 1


def test_what_was_given_leaves_in_exports(five: Run) -> None:
    five(
        "edit", "2", "--title", "Silent $k$-Kettles", "--authors", "Ada van Example; The Demo Team", "--year", "2024",
        "--arxiv", "2403.01234", "--doi", "10.1000/a_b", "--link", "https://example.org/Inc.",
    )  # fmt: skip
    bibtex = five("export", "bibtex", "--id", "2").out
    assert bibtex.splitlines() == [
        "@misc{vanexample_silent_k_kettles_2024,",
        "  title = {Silent {$k$-Kettles}},",
        "  author = {van Example, Ada and {The Demo Team}},",
        "  year = {2024},",
        "  eprint = {2403.01234},",
        "  archivePrefix = {arXiv},",
        "  doi = {10.1000/a_b},",
        "  url = {https://example.org/Inc.}",
        "}",
    ]
    markdown = five("export", "markdown", "--id", "2").out
    assert "\n# Silent \\$k\\$-Kettles\n" in markdown
    for fact in (
        "authors: Ada van Example; The Demo Team",
        "year: 2024",
        "arxiv: 2403.01234",
        "doi: 10.1000/a\\_b",
        "links: <https://example.org/Inc.>",
    ):
        assert f"\n- {fact}\n" in markdown, fact


def test_nothing_is_exported_that_nobody_gave(five: Run) -> None:
    assert five("export", "bibtex", "--id", "2").out.splitlines()[1:] == [
        "  title = {Quiet Kettles: Boiling Water Below Hearing}",
        "}",
    ]

"""The measure of matching in small: what must never be merged is not, most repeats are recognised, and speed runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import matching, quality_table, speed
from tests.benchmarks.judges import peers
from tests.benchmarks.originals import originals
from tests.benchmarks.quality import EASIER, HARDEST, Quality, measure


@pytest.fixture(scope="module")
def found(real_digests: Path) -> Quality:
    """Every fourth paper of the real digests, once as everything that it might come back as."""
    papers = originals(real_digests)
    return measure(papers[::4], peers()[0][:1], seeds=[7], repeats_in=1)


def test_no_impostor_is_merged_but_for_twins_and_of_those_hardly_any(found: Quality) -> None:
    assert found.groups[EASIER].texts > 2000
    assert found.groups[EASIER].same == 0, found.merged
    assert found.groups[HARDEST].same <= 1, found.merged


def test_repeats_are_recognised_and_none_is_taken_for_another_paper(found: Quality) -> None:
    assert found.recall(asked=False) >= 0.975
    assert found.recall(asked=True) >= 0.995
    assert sum(tally.wrong for tally in found.repeats.values()) == 0


def test_papers_that_are_really_new_are_not_asked_about(found: Quality) -> None:
    assert found.new.texts > 20
    assert (found.new.asked, found.new.wrong) == (0, 0)


def test_the_tables_name_every_class_and_every_judge(found: Quality) -> None:
    said = "\n".join(quality_table.lines(found, ["equal titles"]))
    assert all(name in said for name in found.repeats)
    assert all(f"{kind}, {witness}" in said for kind, witness in found.impostors)
    assert "equal titles" in said
    assert "precision" in said


def test_the_speed_of_bringing_entries_in_can_be_measured(real_digests: Path, tmp_path: Path) -> None:
    said = "\n".join(speed.lines(real_digests, tmp_path, (60, 120), lambda _: None, several=40, times=1))
    for row in ("floor", "planning", "writing", "one entry alone", "table of keys"):
        assert row in said
    assert len(list(tmp_path.glob("stored-*.db"))) == 2


def test_both_parts_are_run_by_one_command(
    real_digests: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = ["--papers", "50", "--entries", "20", "--times", "1", "--cache", str(tmp_path)]
    matching.main(["speed", *small, "--digests", str(real_digests)])
    assert "20 entries brought into a library" in capsys.readouterr().out

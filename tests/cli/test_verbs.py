"""The other verbs: as typed, as documented, and with an answer to every mistake."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from readinglist.cli import VERBS
from readinglist.cli.app import root
from tests.cli.conftest import Run
from tests.digests import page


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers."""
    run("import", digest)
    return run


def test_list_gives_what_scripts_rely_on(five: Run) -> None:
    papers = five("list", "--json").json
    assert [set(paper) for paper in papers] == [
        {"id", "uid", "title", "status", "until", "seen", "tags", "starred", "rating", "digests"}
    ] * 5
    assert papers[0] | {"uid": ""} == {
        "id": 1, "uid": "", "title": "Sorting Pebbles by Weight with Two Sieves", "status": "inbox",
        "until": None, "seen": 1, "tags": [], "starred": False, "rating": 0, "digests": ["page.txt"],
    }  # fmt: skip
    assert five("list", "--limit", "2", "--json").json == papers[:2]
    assert five("list", "--limit", "0", "--json").json == []


def test_list_and_export_come_in_the_order_that_is_asked_for(five: Run, tmp_path: Path) -> None:
    by_title = ["A Census of Clouds", "Quiet Kettles", "Reading Tree Rings", "Sorting Pebbles", "Why Old Bridges"]
    listed = five("list", "--sort", "title", "--json").json
    assert all(paper["title"].startswith(begins) for paper, begins in zip(listed, by_title, strict=True))
    assert [paper["id"] for paper in listed] == [3, 2, 5, 1, 4]
    assert [line.split()[0] for line in five("list", "--sort", "oldest", "--limit", 2).out.splitlines()] == ["5", "4"]
    assert five("list", "--sort", "best", "of", "pebbles", "--json").json[0]["id"] == 1
    written = five("export", "citation", "--sort", "title", "--to", "-").out
    assert [written.index(title) for title in by_title] == sorted(written.index(title) for title in by_title)


def test_one_seed_gives_one_random_order(five: Run) -> None:
    lists = {five("list", "--sort", "random", "--seed", seed, "--json").out for seed in (*range(8), *range(8))}
    assert 1 < len(lists) <= 8
    assert len(five("list", "--sort", "random", "--json").json) == 5


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["list", "--sort", "best", "is:inbox"], "wants words"),
        (["list", "--seed", "3"], "--seed is for --sort random"),
        (["list", "--sort", "alphabet"], "alphabet"),
        (["export", "bibtex", "--id", "1", "--sort", "title"], "order given"),
    ],
)
def test_an_order_that_makes_no_sense_is_one_line_that_says_why(five: Run, arguments: list[str], says: str) -> None:
    said = five(*arguments)
    assert said.code == 2
    assert says in said.err


def test_show_gives_what_scripts_rely_on(five: Run) -> None:
    five("note", "2", "--text", "Cork.")
    shown = five("show", "2", "--json").json
    assert set(shown) >= {"id", "uid", "abstract", "note", "highlights", "links", "sightings"}
    assert (shown["note"], shown["highlights"], shown["links"]) == ("Cork.", [], [])
    assert shown["abstract"].startswith("Kettles sing")
    (sighting,) = shown["sightings"]
    assert (sighting["digest"], sighting["line"]) == ("page.txt", 15)
    assert sighting["title"] == "Quiet Kettles: Boiling Water Below Hearing"
    assert five("show", shown["uid"], "--json").json == shown


def test_verdicts_stars_and_ratings(five: Run) -> None:
    for verb in ("queue", "dismiss", "read", "inbox"):
        assert five(verb, "3", "1").code == 0
        status = {"queue": "queued", "dismiss": "dismissed"}.get(verb, verb)
        assert {paper["id"] for paper in five("list", f"is:{status}", "--json").json} >= {1, 3}
    five("queue", "3", "1", "5")
    assert [paper["id"] for paper in five("list", "is:queued", "--json").json] == [3, 1, 5]
    five("star", "2")
    five("rate", "2", "4")
    (paper,) = five("list", "is:starred", "--json").json
    assert (paper["id"], paper["starred"], paper["rating"]) == (2, True, 4)
    five("unstar", "2")
    assert five("list", "is:starred", "--json").json == []
    assert five("rate", "2", "6").code == 2


def test_the_queue_is_put_in_order(five: Run) -> None:
    def queue() -> list[int]:
        return [paper["id"] for paper in five("list", "is:queued", "--json").json]

    five("queue", "1", "2", "3", "4")
    for words, becomes in (
        (("3", "--up"), [1, 3, 2, 4]), (("1", "--down"), [3, 1, 2, 4]), (("4", "2", "--top"), [2, 4, 3, 1]),
        (("2", "--end"), [4, 3, 1, 2]), (("2", "1", "--before", "3"), [4, 1, 2, 3]),
    ):  # fmt: skip
        assert five("move", *words).code == 0
        assert queue() == becomes
    assert "Move 1 paper up in the queue: it was so already" in five("move", "4", "--up").out
    five("undo")
    assert queue() == [4, 3, 1, 2]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["1"], 2, "Say one of --up"), (["1", "--up", "--down"], 2, "Say one of --up"),
        (["1", "--up", "--before", "2"], 2, "Say one of --up"), (["--up"], 2, "Missing argument"),
        (["1", "5", "--up"], 1, "Paper 5 is not in the queue. `readinglist queue 5` puts it there."),
        (["1", "--before", "5"], 1, "Paper 5 is not in the queue."), (["77", "--up"], 1, "There is no paper 77"),
    ],
)  # fmt: skip
def test_a_move_that_makes_no_sense_changes_nothing(five: Run, arguments: list[str], code: int, says: str) -> None:
    five("queue", "2", "1")
    said = five("move", *arguments)
    assert (said.code, says in said.err) == (code, True)
    assert [paper["id"] for paper in five("list", "is:queued", "--json").json] == [2, 1]


def test_tags_work_as_they_are_typed(five: Run) -> None:
    said = five("tag", "1", "2", "+a", "+field-work", "-b", "--json")
    assert said.code == 0
    assert said.json["updated"] == [1, 2]
    five("tag", "2", "-a", "+rl")
    assert {paper["id"]: paper["tags"] for paper in five("list", "--json").json if paper["tags"]} == {
        1: ["a", "field-work"],
        2: ["field-work", "rl"],
    }
    assert [paper["id"] for paper in five("list", "-tag:rl", "--json").json] == [1, 3, 4, 5]
    assert [paper["id"] for paper in five("list", "-tag:rl", "tag:a", "--json").json] == [1]
    assert [paper["id"] for paper in five("list", "-pebbles", "--limit", "1", "--json").json] == [2]
    assert five("tag", "1").code == 2
    assert five("tag", "+a").code == 2
    assert five("tag", "1", "+").code == 2
    assert five("tag", "1", "--json", "-field-work").json["updated"] == [1]


def test_a_note_replaces_and_comes_from_text_file_or_standard_input(
    five: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def note() -> str:
        return str(five("show", "1", "--json").json["note"])

    five("note", "1", "--text", "one\r\ntwo")
    assert note() == "one\ntwo"
    file = tmp_path / "note.md"
    file.write_text("# From a file\n", "utf-8")
    five("note", "1", "--file", file)
    assert note() == "# From a file"
    for arguments in (["-"], ["--file", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("piped é".encode()), "utf-8"))
        five("note", "1", *arguments)
        assert note() == "piped é"
    five("undo")
    assert note() == "# From a file"
    five("note", "1", "--text", "")
    assert note() == ""
    assert five("note", "1").code == 2
    assert five("note", "1", "--text", "a", "-").code == 2
    assert five("note", "1", "--file", tmp_path / "no.md").code == 1
    five("note", "1", "--text", "half \udcff a character")
    assert note() == "half ? a character"


def test_undo_redo_and_history(five: Run) -> None:
    five("queue", "1", "2")
    assert five("undo").out == "Undone: Queue 2 papers.\n"
    assert [step["state"] for step in five("history", "--json").json] == ["undone", "done"]
    assert five("redo", "--json").json["updated"] == [1, 2]
    five("undo")
    five("undo")
    assert five("list", "--json").json == []
    assert five("undo").err == "readinglist: There is nothing to undo.\n"


def test_export_goes_to_a_file_or_to_standard_output(five: Run, tmp_path: Path) -> None:
    five("queue", "4")
    said = five("export", "bibtex", "is:queued", "--to", "-")
    assert said.out.count("@misc{") == 1
    file = tmp_path / "all.md"
    file.write_text("old", "utf-8")
    assert five("export", "markdown", "--to", file, "--json").json["papers"] == 5
    assert "Why Old Bridges Hum" in file.read_text("utf-8")
    chosen = five("export", "bibtex", "--id", "5", "--id", "1").out
    assert chosen.index("Tree Rings") < chosen.index("Pebbles")
    assert five("export", "bibtex", "--id", "5", "--id", "1", "--id", "5").out == chosen
    assert five("export", "papyrus").code == 2
    assert five("export", "bibtex", "--to", tmp_path / "no" / "folder.bib").code == 1
    assert five("export", "bibtex", "is:nothing").code == 2


def test_doctor_finds_a_sound_library_sound(five: Run) -> None:
    said = five("doctor", "--json")
    assert said.code == 0
    assert said.json["sound"] is True
    assert (said.json["papers"], said.json["digests"]) == (5, 1)
    assert "Sound." in five("doctor").out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["list", "foo:bar"], 2, "There is no field"),
        (["list", "is:nothing"], 2, "States are inbox"),
        (["list", '"open'], 2, "quote is opened"),
        (["list", "tag:"], 2, "wants a value"),
        (["list", "--frob"], 2, "No such option"),
        (["show", "99"], 1, "There is no paper 99"),
        (["show", "99999999999999999999999"], 1, "There is no paper"),
        (["show", "x"], 1, "There is no paper x"),
        (["queue"], 2, "Missing argument"),
        (["queue", "1", "77"], 1, "There is no paper 77"),
        (["rate", "1", "many"], 2, "not a valid integer"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(five: Run, arguments: list[str], code: int, says: str) -> None:
    said = five(*arguments)
    assert said.code == code
    assert says in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["queue"],
        ["tag", "+a"],
        ["rate", "--json", "3"],
        ["note", "--text", "x"],
        ["edit", "--year", "2024"],
        ["export", "bibtex", "--id"],
    ],
)
def test_an_id_that_no_text_can_hold_names_no_paper(five: Run, arguments: list[str]) -> None:
    verb, *rest = arguments
    words = [verb, *rest, "\udcff"] if verb == "export" else [verb, "\udcff", *rest]
    said = five(*words)
    assert (said.code, said.out) == (1, "")
    assert said.err == "readinglist: There is no paper ?. `readinglist list` shows the ids.\n"


def test_a_tag_that_no_text_can_hold_is_kept_as_far_as_it_can(five: Run) -> None:
    assert five("tag", "1", "+caf\udce9", "+two words").code == 0
    assert five("show", "1", "--json").json["tags"] == ["caf?", "two-words"]
    five("tag", "1", "-caf\udce9")
    assert five("show", "1", "--json").json["tags"] == ["two-words"]


def test_a_step_that_fails_changes_nothing(five: Run) -> None:
    five("queue", "1", "77")
    assert five("list", "is:queued", "--json").json == []
    assert len(five("history", "--json").json) == 1


def test_the_library_can_be_named_before_and_behind_the_verb_and_by_the_environment(
    five: Run, digest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "deep" / "other.db"
    five("import", digest, "--library", other)
    assert other.exists()
    assert (tmp_path / "deep" / "other.db.files" / "digests").is_dir()
    assert len(five("list", "--library", other, "--json").json) == 5
    monkeypatch.setenv("READINGLIST_LIBRARY", str(other))
    command = [sys.executable, "-m", "readinglist", "list"]
    assert len(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()) == 5


def test_a_reader_that_stops_reading_is_no_error(five: Run, library_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m readinglist --library {shlex.quote(str(library_path))} list | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_output_that_can_not_be_written_is_said(five: Run, library_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    command = [sys.executable, "-m", "readinglist", "--library", str(library_path), "list"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "readinglist: The output can't be written: No space left on device.\n"


def test_no_verb_but_import_makes_a_library(run: Run, library_path: Path) -> None:
    for arguments in (["undo"], ["queue", "1"], ["export", "bibtex"], ["list"], ["doctor"], ["history"]):
        run(*arguments)
        assert not library_path.exists()


def test_names_that_no_text_can_hold_are_no_obstacle(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "caf\udce9.txt"
    try:
        odd.write_bytes(page())
    except OSError:
        pytest.skip("this file system has no such names")
    assert run("import", odd, "--json").json["summary"]["new"] == 5
    assert run("list", "digest:caf", "--json").json[0]["digests"] == ["caf?.txt"]
    assert run("list", "caf\udce9").code == 0


def test_an_import_is_taken_back_by_the_name_of_its_file_however_odd(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / 'b\nc".txt'
    try:
        odd.write_bytes(page())
    except OSError:
        pytest.skip("this file system has no such names")
    first, *_ = run("import", odd).out.splitlines()
    assert first.startswith(f'{tmp_path}/b c".txt: 5 entries')
    assert len(run("list", 'digest:"b c\'.txt"', "--json").json) == 5
    assert run("undo", "--import", odd.name).out == "Undone: Import b c'.txt.\n"


def test_a_home_that_does_not_exist_is_no_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READINGLIST_LIBRARY", "~nosuchuser/library.db")
    command = [sys.executable, "-m", "readinglist", "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "No papers.\n"


def test_tags_meet_whatever_their_case_and_accents(five: Run) -> None:
    five("tag", "1", "+Über", "+moe")
    five("tag", "1", "+U\u0308BER", "+MOE")
    assert five("show", "1", "--json").json["tags"] == ["moe", "Über"]
    assert [paper["id"] for paper in five("list", "tag:über", "--json").json] == [1]
    five("tag", "1", "-MoE")
    five("tag", "2", "+MOE")
    assert five("show", "2", "--json").json["tags"] == ["MOE"]
    assert five("tag", "1", "+a", "-A").code == 1


def test_a_note_of_spaces_is_no_note(five: Run) -> None:
    five("note", "1", "--text", "   \n ")
    assert five("list", "is:noted", "--json").json == []


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_help_with_an_example_that_works(name: str, five: Run, tmp_path: Path) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.help
    examples = re.findall(r"Example: (readinglist .+)", command.help)
    assert examples
    for example in examples:
        words = [word for word in shlex.split(example)[1:] if word != "seeds/*.txt"]
        file = tmp_path / "example.txt"
        file.write_bytes(page(day="Mar 2"))
        words = [str(file) if word == "read.bib" else word for word in words]
        words = [{"12": "1", "15": "2"}.get(word, word) for word in words] + ([str(file)] if name == "import" else [])
        if name == "move":
            five("queue", "1", "2")
        if name == "split":
            five("merge", "1", "2")
        if name == "restore":
            five("backup")
        if name == "redo":
            five("queue", "1")
            five("undo")
        assert five(*words).code == 0, example


def test_every_verb_reports_as_json_before_and_behind(five: Run) -> None:
    assert five("list", "--json").json == five("--json", "list").json


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file")
def test_a_note_from_a_file_that_never_ends_is_refused(five: Run) -> None:
    five("note", "1", "--text", "Cork.")
    said = five("note", "1", "--file", "/dev/zero")
    assert said.code == 1
    assert "/dev/zero is longer than the 1,000,000 characters that a note may have." in said.err
    assert five("show", "1", "--json").json["note"] == "Cork."

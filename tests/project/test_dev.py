"""packaging/dev.py and the files beside it: what they decide, with nothing installed."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
SET_UP_FILES = ["dev.py", "environment.py", "system_packages.py"]


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("dev")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, dev: ModuleType, tmp_path: Path) -> ModuleType:
    """The module that makes .venv, pointed at a folder of its own."""
    module = importlib.import_module("environment")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    python = venv / "bin" / "python"
    python.touch()
    for name, value in {"VENV": venv, "PYTHON": python, "STAMP": venv / "stamp.json"}.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def system_packages(dev: ModuleType) -> ModuleType:
    return importlib.import_module("system_packages")


def never(*arguments: Any) -> None:
    raise AssertionError(f"this was not to be done: {arguments}")


def always(value: Any) -> Callable[..., Any]:
    return lambda *_, **__: value


class TestTheCommandLine:
    def test_an_old_python_can_load_the_files_and_is_told_that_it_is_too_old(self, dev: ModuleType) -> None:
        for name in SET_UP_FILES:
            ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 8))
        assert dev.too_old((3, 10))
        assert not dev.too_old((3, 11))
        assert not dev.too_old((4, 0))

    def test_on_an_old_python_nothing_is_begun(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(dev, "too_old", always(True))
        monkeypatch.setattr(dev, "set_up", never)
        assert dev.main(["test"]) == 1
        assert "needs Python 3.11 or newer" in capsys.readouterr().err

    @pytest.mark.parametrize(("arguments", "code"), [([], 2), (["fly"], 2), (["bench", "flights"], 2), (["--help"], 0)])
    def test_without_a_known_verb_the_verbs_are_shown(
        self, dev: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
    ) -> None:
        assert dev.main(arguments) == code
        shown = capsys.readouterr()
        assert all(
            f"dev.py {verb}" in shown.out + shown.err
            for verb in ("run", "test", "check", "pictures", "build", "bench", "faults")
        )

    def test_what_stands_in_the_way_is_said_without_a_traceback(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(level: str) -> None:
            raise dev.SetUpError("Run this, then try again")

        monkeypatch.setattr(dev, "set_up", fail)
        assert dev.main(["pictures"]) == 1
        assert capsys.readouterr().err == "Run this, then try again\n"

    def test_the_readme_begins_with_the_two_commands(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        commands = re.findall(r"^    (python3 packaging/dev\.py .*)$", readme, flags=re.MULTILINE)
        assert commands[:2] == ["python3 packaging/dev.py run seeds/*.txt", "python3 packaging/dev.py test"]

    def test_the_build_server_runs_the_same_command(self) -> None:
        assert "python3 packaging/dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


class TestRun:
    def test_patterns_that_the_shell_left_alone_are_expanded_in_order(self, dev: ModuleType, tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "c.md"):
            (tmp_path / name).touch()
        found = dev.expand([str(tmp_path / "*.txt"), str(tmp_path / "c.md")])
        assert [Path(name).name for name in found] == ["a.txt", "b.txt", "c.md"]

    def test_a_file_whose_name_looks_like_a_pattern_is_that_file(self, dev: ModuleType, tmp_path: Path) -> None:
        (tmp_path / "[1].txt").touch()
        (tmp_path / "1.txt").touch()
        assert dev.expand([str(tmp_path / "[1].txt")]) == [str(tmp_path / "[1].txt")]

    def test_files_that_are_not_there_are_named_before_anything_is_set_up(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        monkeypatch.setattr(dev, "set_up", never)
        assert dev.main(["run", str(tmp_path / "*.txt")]) == 2
        assert str(tmp_path / "*.txt") in capsys.readouterr().err

    def test_with_a_display_the_window_opens_with_the_files(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        digest = tmp_path / "digest.txt"
        digest.touch()
        call = Mock(return_value=3)
        monkeypatch.setattr(dev, "set_up", always(None))
        monkeypatch.setattr(dev, "has_display", always(True))
        monkeypatch.setattr(dev, "call", call)
        assert dev.main(["run", str(digest)]) == 3
        call.assert_called_once_with("-m", "readinglist", "gui", str(digest))

    def test_without_a_display_it_imports_lists_and_draws_and_keeps_the_first_failure(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        digest = tmp_path / "digest.txt"
        digest.touch()
        calls: list[tuple[str, ...]] = []

        def call(*arguments: str, **_: Any) -> int:
            calls.append(arguments)
            return 1 if "import" in arguments else 0

        monkeypatch.setattr(dev, "set_up", always(None))
        monkeypatch.setattr(dev, "has_display", always(False))
        monkeypatch.setattr(dev, "library_in_use", always("library.db"))
        monkeypatch.setattr(dev, "call", call)
        assert dev.main(["run", str(digest)]) == 1
        assert calls[0] == ("-m", "readinglist", "import", str(digest))
        assert calls[1][:3] == ("-m", "readinglist", "list")
        assert Path(calls[2][0]).name == "pictures.py"
        assert "library.db" in calls[2]

    @pytest.mark.parametrize(
        ("system", "variables", "display", "platforms"),
        [
            ("linux", {}, False, []),
            ("linux", {"DISPLAY": ""}, False, []),
            ("linux", {"DISPLAY": ":0"}, True, ["xcb"]),
            ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, True, ["xcb", "wayland"]),
            ("darwin", {"DISPLAY": ":0"}, True, []),
            ("win32", {}, True, []),
        ],
    )
    def test_where_a_window_can_be_shown(
        self,
        system_packages: ModuleType,
        system: str,
        variables: dict[str, str],
        display: bool,
        platforms: list[str],
    ) -> None:
        assert system_packages.has_display(system, variables) is display
        assert system_packages.qt_platforms(system, variables) == platforms

    def test_the_picture_goes_to_the_cache_of_the_user(self, dev: ModuleType, tmp_path: Path) -> None:
        assert dev.cache_folder({"XDG_CACHE_HOME": str(tmp_path)}).is_relative_to(tmp_path)
        assert not dev.cache_folder({}).is_relative_to(ROOT)


class TestTestAndCheck:
    def test_arguments_go_to_pytest_after_our_own(self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        call = Mock(return_value=5)
        monkeypatch.setattr(dev, "set_up", always(None))
        monkeypatch.setattr(dev, "call", call)
        assert dev.main(["test", "-n", "0", "tests/core"]) == 5
        assert call.call_args.args[:3] == ("-m", "pytest", "-n")
        assert call.call_args.args[-3:] == ("-n", "0", "tests/core")

    def test_one_failed_check_fails_all_and_the_others_still_run(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        passes = Mock(side_effect=lambda name, *_: name != "ruff check")
        monkeypatch.setattr(dev, "set_up", always(None))
        monkeypatch.setattr(dev, "passes", passes)
        assert dev.main(["check"]) == 1
        assert {call.args[1] for call in passes.call_args_list} == {"ruff", "mypy", "lint-imports"}

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
    def test_a_crash_is_passed_on_as_a_shell_would(self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
        assert dev.call("-c", "import sys; sys.exit(7)") == 7
        assert dev.call("-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)") == 128 + 15


class TestTheStamp:
    def test_what_was_done_is_read_back_under_its_key_only(self, environment: ModuleType) -> None:
        environment.write_stamp(environment.STAMP, "key", {"run", "offscreen"})
        assert environment.read_stamp(environment.STAMP, "key") == {"run", "offscreen"}
        assert environment.read_stamp(environment.STAMP, "other") == set()

    @pytest.mark.parametrize(
        "content", ["", "{", "[]", "{}", '{"key": "key"}', '{"key": "key", "done": null, "folder": ""}']
    )
    def test_a_damaged_stamp_counts_as_none(self, environment: ModuleType, content: str) -> None:
        environment.STAMP.write_text(content, encoding="utf-8")
        assert environment.read_stamp(environment.STAMP, "key") == set()

    def test_the_key_changes_with_each_part_and_with_where_one_ends(self, environment: ModuleType) -> None:
        keys = {
            environment.stamp_key(*parts)
            for parts in [("a", "b"), ("a", "c"), ("b", "b"), ("ab", ""), ("", "ab"), ("a", "b", "")]
        }
        assert len(keys) == 6

    @pytest.mark.parametrize("level", ["run", "test"])
    def test_where_the_stamp_fits_nothing_is_done(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch, level: str
    ) -> None:
        monkeypatch.setattr(environment, "stamp_key", always("key"))
        monkeypatch.setattr(environment, "make_environment", never)
        monkeypatch.setattr(environment, "find_qt_libraries", never)
        environment.write_stamp(environment.STAMP, "key", {"test", "offscreen"})
        environment.set_up(level)
        assert environment.read_stamp(environment.STAMP, "key") == {"test", "offscreen"}

    def test_a_display_that_is_new_asks_for_its_libraries_only(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(environment, "stamp_key", always("key"))
        monkeypatch.setattr(environment, "make_environment", never)
        monkeypatch.setattr(environment, "find_qt_libraries", lambda _, platforms: asked.append(platforms))
        environment.write_stamp(environment.STAMP, "key", {"run", "offscreen"})
        environment.set_up("run", ["xcb"])
        assert asked == [["xcb"]]
        assert environment.read_stamp(environment.STAMP, "key") == {"run", "offscreen", "xcb"}

    def test_testing_after_running_adds_packages_and_keeps_what_was_found_of_qt(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed: list[str] = []
        monkeypatch.setattr(environment, "stamp_key", always("key"))
        monkeypatch.setattr(environment, "make_environment", always(None))
        monkeypatch.setattr(environment, "install_packages", installed.append)
        monkeypatch.setattr(environment, "find_qt_libraries", never)
        environment.write_stamp(environment.STAMP, "key", {"run", "offscreen"})
        environment.set_up("test")
        assert installed == ["test"]


class TestTheEnvironment:
    def test_one_that_was_left_half_made_is_noticed(self, environment: ModuleType) -> None:
        environment.write_stamp(environment.STAMP, "", {environment.UNFINISHED})
        assert environment.why_unusable() == ".venv was left half made"

    def test_one_that_was_moved_or_copied_is_noticed(self, environment: ModuleType) -> None:
        environment.write_stamp(environment.STAMP, "key", {"run"})
        moved = environment.STAMP.read_text("utf-8").replace(str(environment.VENV), "elsewhere")
        environment.STAMP.write_text(moved, "utf-8")
        assert environment.why_unusable() == ".venv was made in another folder"

    def test_one_whose_python_does_not_start_is_noticed(self, environment: ModuleType) -> None:
        assert environment.why_unusable() == ".venv has no Python that starts"

    def test_one_of_another_python_is_noticed(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = subprocess.CompletedProcess([], 0, stdout="cpython-39\n")
        monkeypatch.setattr(subprocess, "run", always(answer))
        assert environment.why_unusable() == ".venv was made by another version of Python"

    def test_a_sound_one_is_kept(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = subprocess.CompletedProcess([], 0, stdout=f"{sys.implementation.cache_tag}\n")
        monkeypatch.setattr(subprocess, "run", always(answer))
        environment.make_environment([])
        assert environment.PYTHON.exists()

    @pytest.mark.parametrize("before", [None, '{"key": "key", "done": ["run"]}'])
    def test_when_pip_fails_what_was_there_counts_as_before(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch, before: str | None
    ) -> None:
        if before is not None:
            environment.STAMP.write_text(before, encoding="utf-8")
        answer = subprocess.CompletedProcess([], 1, stdout="", stderr="no route to host\n")
        monkeypatch.setattr(subprocess, "run", always(answer))
        with pytest.raises(environment.SetUpError, match="no route to host\npip could not install"):
            environment.install_packages("test")
        after = environment.STAMP.read_text(encoding="utf-8") if environment.STAMP.exists() else None
        assert after == before


class TestTheSystem:
    def test_the_name_that_this_release_has_is_chosen(self, system_packages: ModuleType) -> None:
        names = ["libegl1", "libglib2.0-0t64|libglib2.0-0"]
        assert system_packages.choose(names, {"libegl1", "libglib2.0-0t64"}.__contains__) == [
            "libegl1",
            "libglib2.0-0t64",
        ]
        assert system_packages.choose(names, {"libegl1", "libglib2.0-0"}.__contains__)[1] == "libglib2.0-0"

    def test_where_apt_knows_nothing_yet_the_old_name_is_given(self, system_packages: ModuleType) -> None:
        assert system_packages.choose(["libglib2.0-0t64|libglib2.0-0"], always(False)) == ["libglib2.0-0"]

    def test_libraries_of_x11_are_asked_for_with_a_display_only(self, system_packages: ModuleType) -> None:
        bare = system_packages.qt_packages([])
        assert not any("xcb" in name for name in bare)
        assert set(bare) < set(system_packages.qt_packages(["xcb"]))

    def test_who_may_not_install_is_given_one_command(
        self, system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system_packages, "is_root", always(False))
        monkeypatch.setattr(system_packages, "apt_knows", always(True))
        monkeypatch.setattr(system_packages, "apt", never)
        with pytest.raises(system_packages.SetUpError, match=r"sudo apt-get install -y libegl1 libgl1$"):
            system_packages.install_system_packages(["libegl1", "libgl1"])

    @pytest.mark.parametrize("lists_there", [False, True])
    def test_missing_or_old_lists_of_packages_are_renewed(
        self, system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lists_there: bool
    ) -> None:
        done: list[str] = []

        def apt(verb: str, *rest: str) -> str:
            done.append(verb)
            return "404 Not Found" if verb == "install" and "update" not in done else ""

        if lists_there:
            (tmp_path / "mirror_Packages").touch()
        monkeypatch.setattr(system_packages, "APT_LISTS", tmp_path)
        monkeypatch.setattr(system_packages, "is_root", always(True))
        monkeypatch.setattr(system_packages, "apt_knows", always(True))
        monkeypatch.setattr(system_packages, "apt", apt)
        system_packages.install_system_packages(["libegl1"])
        assert done == (["install", "update", "install"] if lists_there else ["update", "install"])

    def test_what_apt_says_in_the_end_is_shown(
        self, system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system_packages, "is_root", always(True))
        monkeypatch.setattr(system_packages, "apt_knows", always(True))
        monkeypatch.setattr(system_packages, "apt", always("no space left"))
        with pytest.raises(system_packages.SetUpError, match="no space left"):
            system_packages.install_system_packages(["libegl1"])

    def test_certificates_that_were_added_by_hand_are_there_after_the_installation(
        self, system_packages: ModuleType, tmp_path: Path
    ) -> None:
        def certificate(name: str) -> str:
            return f"-----BEGIN CERTIFICATE-----\n{name}\n-----END CERTIFICATE-----"

        bundle = tmp_path / "ca-certificates.crt"
        bundle.write_text(f"# by hand\n{certificate('ours')}\n{certificate('known')}\n")
        with system_packages.certificates_kept(bundle):
            bundle.write_text(f"{certificate('known')}\n{certificate('new')}\n")
        held = [one.decode() for one in system_packages.certificates_in(bundle)]
        assert held == [certificate("known"), certificate("new"), certificate("ours")]
        with system_packages.certificates_kept(tmp_path / "none.crt"):
            pass
        assert not (tmp_path / "none.crt").exists()

    def test_off_debian_the_missing_library_is_named(
        self, system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system_packages, "on_debian", always(False))
        monkeypatch.setattr(system_packages, "probe_qt", always(("no libEGL.so.1", 0)))
        monkeypatch.setattr(system_packages, "install_system_packages", never)
        with pytest.raises(system_packages.SetUpError, match=r"no libEGL\.so\.1"):
            system_packages.find_qt_libraries(Path("python"), [])

    def test_qt_is_really_loaded(self, system_packages: ModuleType) -> None:
        assert system_packages.probe_qt(Path(sys.executable), [])[0] == ""

    def test_a_plug_in_that_can_not_be_loaded_is_named(self, system_packages: ModuleType) -> None:
        assert "libqnowhere" in system_packages.probe_qt(Path(sys.executable), ["nowhere"])[0]

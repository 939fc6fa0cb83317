"""How the program that runs without Python is built, and what goes into it; `test_frozen.py` runs what was built."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SPEC = (PACKAGING / "reading-list.spec").read_text(encoding="utf-8")
QT = "PySide6/Qt/plugins/"


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The command line, with nothing set up."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    module = importlib.import_module("dev")
    monkeypatch.setattr(module, "set_up", Mock())
    monkeypatch.setattr(module.os, "environ", {})
    return module


@pytest.fixture(scope="module")
def belongs() -> Callable[[str], bool]:
    """The rule of the spec, without PyInstaller."""
    rules = {"PLUGINS", "UNUSED_QT", "SYSTEM", "belongs"}
    wanted: list[ast.stmt] = [
        node
        for node in ast.parse(SPEC).body
        if (isinstance(node, ast.Import | ast.ImportFrom) and "PyInstaller" not in ast.unparse(node))
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in rules)
        or (isinstance(node, ast.FunctionDef) and node.name in rules)
    ]
    names: dict[str, Any] = {}
    exec(compile(ast.Module(wanted, []), "reading-list.spec", "exec"), names)
    rule: Callable[[str], bool] = names["belongs"]
    return rule


@pytest.mark.parametrize(("arguments", "built", "calls"), [([], 0, 1), (["--try"], 0, 2), (["--try"], 1, 1)])
def test_what_was_built_is_tried_where_that_is_asked_for(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], built: int, calls: int
) -> None:
    call = Mock(return_value=built)
    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["build", *arguments]) == built
    assert Path(call.call_args_list[0].args[0]).name == "build.py"
    assert call.call_count == calls
    assert ("READINGLIST_FROZEN" in dev.os.environ) == (calls == 2)


def test_an_argument_it_does_not_know_builds_nothing(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["build", "--fly"]) == 2
    assert "build [--try]" in capsys.readouterr().err
    assert not dev.set_up.called


@pytest.mark.parametrize(
    "name",
    [
        QT + "platforms/libqxcb.so",
        QT + "platforms/libqwayland.so",
        QT + "platforms/libqoffscreen.so",
        QT + "iconengines/libqsvgicon.so",
        QT + "wayland-shell-integration/libxdg-shell.so",
        QT + "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        QT + "platformthemes/libqxdgdesktopportal.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/QtSvg.abi3.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "libxcb-cursor.so.0",
        "libpython3.11.so.1.0",
        "pysqlite3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "readinglist/shipped/keymap.toml",
        "readinglist/shipped/seeds/01-trending-language.txt",
    ],
)
def test_what_the_program_needs_goes_into_it(belongs: Callable[[str], bool], name: str) -> None:
    assert belongs(name)


@pytest.mark.parametrize(
    "name",
    [
        QT + "platforms/libqeglfs.so",
        QT + "platforms/libqvnc.so",
        QT + "imageformats/libqpdf.so",
        QT + "platforminputcontexts/libqtvirtualkeyboardplugin.so",
        QT + "networkinformation/libqglib.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6QmlModels.so.6",
        "libstdc++.so.6",
        "libfontconfig.so.1",
        "libX11-xcb.so.1",
        "libgtk-3.so.0",
        "libglib-2.0.so.0",
        "libwayland-client.so.0",
    ],
)
def test_what_it_does_not_need_or_must_find_on_the_machine_stays_out(belongs: Callable[[str], bool], name: str) -> None:
    assert not belongs(name)


def test_modules_that_are_loaded_by_name_and_shipped_files_go_into_it() -> None:
    assert 'collect_submodules("readinglist")' in SPEC
    assert '"readinglist/shipped"' in SPEC
    assert '"readinglist/shipped/seeds"' in SPEC

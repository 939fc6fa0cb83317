"""The command line as a script meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from readinglist.cli.app import main
from tests.digests import PAPERS, page


@dataclass(frozen=True)
class Said:
    """What one call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(library_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `readinglist` in this process, on the test's own library; it must never print a traceback."""

    def call(*arguments: object) -> Said:
        capfd.readouterr()
        code = main(["--library", str(library_path), *map(str, arguments)])
        said = Said(code, *capfd.readouterr())
        assert "Traceback" not in said.err
        assert len(said.err.splitlines()) <= 1 or code == 0, "an error is one line"
        return said

    return call


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    """A digest of five papers, saved to a file."""
    path = tmp_path / "page.txt"
    path.write_bytes(page(PAPERS))
    return path

"""What every test stands on: folders of its own, no unexpected log record, and the real digests where they are."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from readinglist.store.library import Library

ROOT = Path(__file__).resolve().parent.parent
REAL_DIGESTS = Path(os.environ.get("READINGLIST_DIGESTS") or ROOT.parent / "shared" / "seeds")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test asserts a time. In CI the examples are the same in every run: new ones are found by those who can mend them.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, XDG folders and a library that no other test and no user has."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in {
        "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("READINGLIST_LIBRARY", raising=False)
    return home


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test fails on any record of warning or above that it did not ask for with `caplog.clear()`."""
    caplog.set_level(logging.INFO)
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.get_records("teardown")]
    loud = [record for record in records if record.levelno >= logging.WARNING]
    assert not loud, f"logged unexpectedly: {[record.getMessage() for record in loud]}"


@pytest.fixture(scope="session")
def real_digests() -> Path:
    """The folder of the five real digests; they are not part of the project, and where they are missing we say so."""
    if not list(REAL_DIGESTS.glob("*.txt")):
        assert not os.environ.get("CI"), f"the real digests are missing: {REAL_DIGESTS}"
        pytest.skip(f"no real digests in {REAL_DIGESTS}; READINGLIST_DIGESTS names their folder")
    return REAL_DIGESTS


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """Where a test's library lies; not made yet."""
    return tmp_path / "library.db"


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(library_path) as opened:
        yield opened

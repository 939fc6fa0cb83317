"""Where the user is, for a while."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """Have the clock of this process show another zone's time."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows keeps one zone for all programs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        yield
    time.tzset()

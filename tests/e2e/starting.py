"""The shape of the fixture that starts the program as a user does."""

from __future__ import annotations

from collections.abc import Callable

Use = Callable[..., None]

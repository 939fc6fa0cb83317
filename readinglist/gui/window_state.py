"""How the window was left, so that it comes back as it was: a small file that may be lost."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from readinglist.store.place.files import make_folder, replaced

if TYPE_CHECKING:
    from pathlib import Path

FILE = "window.json"
MOST = 2**30  # no number in it is so large, and Qt's would end a little above


@dataclass
class WindowState:
    """Sizes are Qt's own states as text; `library` is the one that place, paper and the heights are about.

    `place` has the four parts of a `Place`, `top` the height of the paper's row, `page` how far its page is scrolled.
    `orders` says how kinds of lists are sorted.
    """

    geometry: str = ""
    sidebar: str = ""
    body: str = ""
    note: str = ""
    appearance: str = "system"
    reading_size: float = 1.0
    compact: bool = False
    formulas: bool = True
    library: str = ""
    place: list[str] = field(default_factory=list)
    paper: int = 0
    top: int = 0
    page: int = 0
    orders: list[str] = field(default_factory=list)


def load(folder: Path) -> WindowState:
    """What was kept; what can't be read, or is not what it should be, is as at the first start."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return WindowState()
    if not isinstance(kept, dict):
        return WindowState()
    usual = WindowState()
    return WindowState(**{one.name: _fit(kept.get(one.name), getattr(usual, one.name)) for one in fields(usual)})


def keep(folder: Path, state: WindowState) -> bool:
    """Write it down; False where that can't be done, which costs nobody more than the size of a window."""
    try:
        make_folder(folder)
        with replaced(folder / FILE) as out:
            out.write(json.dumps(asdict(state), indent=1).encode())
    except OSError:
        return False
    return True


def _fit(value: Any, usual: Any) -> Any:
    """A value of the kind that is usual there."""
    fits = type(value) is type(usual)
    if isinstance(usual, list):
        fits = fits and all(isinstance(one, str) and _is_text(one) for one in value)
    elif isinstance(usual, str):
        fits = fits and _is_text(value)
    elif isinstance(usual, float):
        return float(value) if type(value) in (int, float) and 0 < value < MOST else usual
    elif fits and type(usual) is int:
        fits = -MOST < value < MOST
    return type(usual)(value) if fits else usual


def _is_text(value: str) -> bool:
    """Not half of a sign, which JSON can hold and nothing else."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)

"""`python -m tests.faults [NAME] [--count N] [--seed N]`: do to libraries what must not lose anything."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.faults.backups import kill_backups
from tests.faults.chunks import kill_chunks
from tests.faults.damage import damage
from tests.faults.full import fill_up
from tests.faults.fuzz import fuzz
from tests.faults.kill import kill
from tests.faults.migration import kill_migrations
from tests.faults.note_typing import type_an_hour
from tests.faults.power import cut_power
from tests.faults.recovery_time import time_recovery
from tests.faults.two_writers import kill_both


class Told(Protocol):
    """What a fault showed."""

    lost: list[str]


FAULTS: dict[str, tuple[Callable[..., Told], int]] = {
    "kill": (kill, 10_000),
    "chunks": (kill_chunks, 1_000),
    "migration": (kill_migrations, 400),
    "power": (cut_power, 20_000),
    "two-writers": (kill_both, 2_000),
    "damage": (damage, 500),
    "backup": (kill_backups, 2_000),
    "full": (fill_up, 100),
    "fuzz": (fuzz, 200_000),
    "recovery": (time_recovery, 7),
    "typing": (type_an_hour, 3_600),
}


def main() -> int:
    """Do one fault or all of them; 1 where something was lost."""
    asked = argparse.ArgumentParser(prog="faults", description=__doc__)
    asked.add_argument("name", nargs="?", choices=list(FAULTS))
    asked.add_argument("--count", type=int)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    lost: list[str] = []
    for name in [wanted.name] if wanted.name else list(FAULTS):
        fault, count = FAULTS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            told = fault(wanted.count or count, Path(folder), wanted.seed, _say)
        _say(f"{name}: {told} in {time.monotonic() - began:.0f} s")
        lost += told.lost
    return 1 if lost else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

"""One signal tells every view what has changed in the library."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from readinglist.core.changes import Changes, Ids

#: What is told when another program wrote, for instance the command line: any paper may have come, changed or gone.
ELSEWHERE = Changes("Changed by another program", 0, added=Ids(((1, 2**63 - 1),)))


class Bus(QObject):
    """Whoever writes emits `changed(Changes)`; whoever shows papers listens."""

    changed = Signal(object)

"""Ids that stay unique across devices."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new_uid() -> str:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then chance.

    Ids made later sort later, so that an index over a million of them grows at its end.
    """
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))

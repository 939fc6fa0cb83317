"""JSON without spaces, as copies and backups hold it."""

from __future__ import annotations

import json
from typing import Final

#: One encoder for all rows: making it takes longer than its use, and `json.dumps` makes one a call.
to_json: Final = json.JSONEncoder(separators=(",", ":")).encode

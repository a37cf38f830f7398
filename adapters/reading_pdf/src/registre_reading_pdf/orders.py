"""What a host tells its nursery, and hears from it."""

from __future__ import annotations

import struct

ORDER = struct.Struct("!cI")
"""What is to be done, and to which worker; with the two descriptors of one to be raised: its line, its document."""

REPORT = struct.Struct("!iQ")
"""A worker's number, or how it ended; and the bytes it held at most."""

RAISE, BURY = b"R", b"B"

READY = b"ready"
"""Said once, when the engine is there."""

"""How long things take, in seconds where nothing else is said."""

from __future__ import annotations

SILENT = 30.0
"""So long after its last beat a worker counts as dead, and what it had in hand is given to others."""
BEATS = 6
"""So often within that time a worker says that it is there, and looks for what others left: five may get lost."""
POLL = 1.0
"""So often it looks for work that the server does not announce: what was in dead hands."""
ROOM = 3.0
"""So long it waits for one of its own connections before it takes the server for lost."""
LOOK = 0.1
"""So often it asks whether to end."""
PAUSE = 1.0
"""So long after the server was lost it tries to come back."""
KEPT_HOURS = 72
"""So long runs are remembered, those that failed too."""
TIDY = 3600.0
"""So often those are removed that are older."""
CATCH_UP = 23 * 3600.0
"""What came due so long ago while no worker was there is still run, once; a day would run today's with yesterday's."""

"""Thousands of reports at once: what each proposes, on one machine or on many, kept in a file as it comes.

`Archive.of` finds the reports of a folder, `propose_archive` reads them on any `concurrent.futures.Executor`, and a
`Ledger` keeps what came of each, so that a run that was stopped goes on where it was: `propose_folder` is all three. No
register is needed; what people accept of it, they accept in theirs.
"""

from registre_core.archives.entities import Failure, File, Outcome, Settings, Tally, Unread
from registre_core.archives.folders import Archive, duplicates
from registre_core.archives.ledger import Ledger
from registre_core.archives.proposing import propose_archive, propose_folder
from registre_core.archives.running import Workers

__all__ = [
    "Archive",
    "Failure",
    "File",
    "Ledger",
    "Outcome",
    "Settings",
    "Tally",
    "Unread",
    "Workers",
    "duplicates",
    "propose_archive",
    "propose_folder",
]

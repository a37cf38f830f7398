"""The desk at which reports are read: no account, no storage, no transaction.

Use cases read at it, and so do the command line and whoever works through an archive.
"""

from registre_core.services.reading.desk import ReportDesk
from registre_core.services.reading.recognitions import Recognitions, Remembered
from registre_core.services.reading.report import OpenReport, Proposal

__all__ = ["OpenReport", "Proposal", "Recognitions", "Remembered", "ReportDesk"]

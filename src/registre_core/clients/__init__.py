"""Which versions of the pages and of the application may still be used (S10)."""

from registre_core.clients.policy import THE_SOURCES_VERSIONS, ClientPolicy, ClientState, ClientVerdict, judge
from registre_core.clients.tables import REQUIREMENTS, UPDATES, Requirement
from registre_core.clients.versions import LONGEST_VERSION, Version

__all__ = [
    "LONGEST_VERSION",
    "REQUIREMENTS",
    "THE_SOURCES_VERSIONS",
    "UPDATES",
    "ClientPolicy",
    "ClientState",
    "ClientVerdict",
    "Requirement",
    "Version",
    "judge",
]

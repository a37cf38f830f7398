"""The front door: who may pass, and why not."""

from registre_core.access.actions import Action
from registre_core.access.arrivals import Arrival, ArrivalState
from registre_core.access.facts import RecordKept, RecordRefused
from registre_core.access.gates import OPEN, Answer, Gate, Gates
from registre_core.access.policy import decide, may_operate
from registre_core.access.printed import SurvivalRow, survival_rows, survival_table
from registre_core.access.survival import FINISHING, Column, Survival, survival, survives_an_update
from registre_core.access.tables import ACTIONS, OPENED
from registre_core.access.welcomes import Welcome, welcome

__all__ = [
    "ACTIONS",
    "FINISHING",
    "OPEN",
    "OPENED",
    "Action",
    "Answer",
    "Arrival",
    "ArrivalState",
    "Column",
    "Gate",
    "Gates",
    "RecordKept",
    "RecordRefused",
    "Survival",
    "SurvivalRow",
    "Welcome",
    "decide",
    "may_operate",
    "survival",
    "survival_rows",
    "survival_table",
    "survives_an_update",
    "welcome",
]

"""The front door: who may pass, and why not."""

from registre_core.access.arrivals import Arrival, ArrivalState
from registre_core.access.policy import decide, may_operate
from registre_core.access.tables import ACTIONS, OPENED, Action

__all__ = ["ACTIONS", "OPENED", "Action", "Arrival", "ArrivalState", "decide", "may_operate"]

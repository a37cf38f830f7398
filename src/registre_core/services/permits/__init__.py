"""Use cases: hot-work permits, and the fire watch after them (S8, S9)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.permits.closing import Closing
from registre_core.services.permits.desk import PermitToSign, target_of
from registre_core.services.permits.drafting import Drafting
from registre_core.services.permits.questions import PermitLine, Questions
from registre_core.services.permits.reminding import Reminded, Reminding
from registre_core.services.permits.signing import SIGNABLE, SignablePermit
from registre_core.services.permits.ticking import Ticking
from registre_core.services.permits.watching import Watching
from registre_core.services.permits.working import Working

__all__ = [
    "SIGNABLE",
    "PermitLine",
    "PermitToSign",
    "PermitsService",
    "Reminded",
    "SignablePermit",
    "target_of",
]


@frozen
class PermitsService(Drafting, Ticking, Working, Closing, Watching, Reminding, Questions):
    """Draws permits up, follows the work, has the place looked after, and closes them with their last signature."""

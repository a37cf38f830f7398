"""What a policy answers with: yes, or no and every reason why."""

from __future__ import annotations

from typing import Self

from attrs import frozen

from registre_core.kernel.errors import Refused
from registre_core.kernel.reasons import Reason


@frozen
class Verdict:
    """The answer of a policy. It is true exactly when nothing speaks against.

    A policy never raises: a page greys its button out with the very reasons that would refuse the click.
    """

    reasons: tuple[Reason, ...] = ()
    """What speaks against, all of it at once; empty means yes."""

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: Verdict) -> Verdict:
        """Both must agree; the reasons add up."""
        return Verdict(self.reasons + other.reasons)

    @classmethod
    def no(cls, *reasons: Reason) -> Self:
        """Build a refusal from its reasons."""
        return cls(reasons)

    def require(self, family: type[Refused]) -> None:
        """Raise `family` with all reasons unless the answer is yes: the one place where a policy becomes an error.

        Raises:
            Refused: of the family given (`Forbidden` or `RuleViolation`).
        """
        if self.reasons:
            raise family.because(self.reasons)


YES = Verdict()
"""Nothing speaks against."""

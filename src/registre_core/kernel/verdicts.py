"""What a policy answers with: yes, or no and every reason why."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from attrs import field, frozen

from registre_core.kernel.errors import FactValue, Refused


class Mark(StrEnum):
    """How far a dated number or a rule of law was checked."""

    VERIFIED = "V"
    """Read in the text itself, or in two independent sources."""
    SECOND_HAND = "S"
    """Read in one second-hand source."""
    UNVERIFIED = "?"
    """Not verified; never the only ground of a default."""


@frozen
class Source:
    """The text that says so: a law, a norm, a release note, or a house rule."""

    text: str
    """The document and its clause, such as ``CCH R. 143-44``."""
    mark: Mark = Mark.VERIFIED
    """How far it was checked."""


@frozen
class Reason:
    """One ground of a refusal, stable enough to translate, test and count."""

    code: str
    """Stable, kebab-case."""
    message: str
    """One English sentence for developers."""
    source: Source
    """The text that asks for it."""
    facts: Mapping[str, FactValue] = field(factory=dict)
    """What the sentence quotes."""


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

"""Why somebody may do something, or may not: each layer in turn says what it has to say."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile
from registre_core.rights.policy.holding import (
    denied,
    is_known,
    lacking,
    may_act,
    missing_prerequisites,
    not_held,
    works_there,
)
from registre_core.rights.situations import Situated


class Layer(StrEnum):
    """What has a say in whether somebody may do something, in the order people read."""

    ACCOUNT = "account"
    """The account: active, not locked, not expired."""
    SITE = "site"
    """The sites he works on."""
    CATALOGUE = "catalogue"
    """The modules that are there."""
    PROFILE = "profile"
    """The profile he shares."""
    GRANT = "grant"
    """Rights of his own."""
    DENIAL = "denial"
    """Rights that are denied to himself."""
    PREREQUISITE = "prerequisite"
    """The rights that this one needs."""


class Says(StrEnum):
    """What a layer says."""

    GIVES = "gives"
    """It gives the right."""
    ALLOWS = "allows"
    """It is in order, and gives nothing by itself."""
    BLOCKS = "blocks"
    """It alone is enough for a no."""
    NOTHING = "nothing"
    """It does not speak of this right."""


@frozen
class Statement:
    """What one layer says."""

    layer: Layer
    """Which."""
    says: Says
    """What it says."""
    name: str | None = None
    """Whose word it is, where the layer has a name: the profile."""
    reasons: tuple[Reason, ...] = ()
    """Why it blocks, with the text that asks for it."""


@frozen
class Explanation:
    """Whether somebody may do something, and each layer that says so."""

    right: str
    """What was asked about."""
    site: SiteId | None
    """Where; ``None``: at all."""
    on: date
    """On which day."""
    statements: tuple[Statement, ...]
    """What every layer says, in their order."""

    @property
    def verdict(self) -> Verdict:
        """Yes, or no with every reason there is, of all layers at once."""
        blocked = Verdict(tuple(reason for statement in self.blocked_by for reason in statement.reasons))
        return blocked if self.through else Verdict.no(not_held(self.right, self.profile)) & blocked

    @property
    def profile(self) -> str | None:
        """The profile he shares, by name."""
        return next((one.name for one in self.statements if one.layer is Layer.PROFILE), None)

    @property
    def through(self) -> tuple[Statement, ...]:
        """The layers that give the right, whether or not another blocks it."""
        return tuple(statement for statement in self.statements if statement.says is Says.GIVES)

    @property
    def blocked_by(self) -> tuple[Statement, ...]:
        """The layers that block it."""
        return tuple(statement for statement in self.statements if statement.says is Says.BLOCKS)


def explained(
    catalogue: Catalogue, account: Situated, profile: Profile | None, right: str, site: SiteId | None, on: date
) -> Explanation:
    """Explain why an account may do this, here, on this day, or why not; `may` gives the same answer in a word."""
    gives = _gives(right in profile.rights if profile else False)
    return Explanation(
        right,
        site,
        on,
        (
            _guard(Layer.ACCOUNT, may_act(account, on)),
            _guard(Layer.SITE, works_there(account, site)),
            _guard(Layer.CATALOGUE, is_known(catalogue, right)),
            Statement(Layer.PROFILE, gives, profile.name if profile else None),
            Statement(Layer.GRANT, _gives(right in account.grants)),
            _denial(account, profile, right),
            _prerequisites(catalogue, account, profile, right),
        ),
    )


def _gives(given: bool) -> Says:  # noqa: FBT001  # the one thing it is about
    return Says.GIVES if given else Says.NOTHING


def _guard(layer: Layer, verdict: Verdict) -> Statement:
    return Statement(layer, Says.ALLOWS if verdict else Says.BLOCKS, reasons=verdict.reasons)


def _denial(account: Situated, profile: Profile | None, right: str) -> Statement:
    if right not in account.denials:
        return Statement(Layer.DENIAL, Says.NOTHING)
    return Statement(Layer.DENIAL, Says.BLOCKS, reasons=(denied(right, profile),))


def _prerequisites(catalogue: Catalogue, account: Situated, profile: Profile | None, right: str) -> Statement:
    if not (missing := missing_prerequisites(catalogue, account, profile, right)):
        return Statement(Layer.PREREQUISITE, Says.ALLOWS)
    return Statement(Layer.PREREQUISITE, Says.BLOCKS, reasons=(lacking(right, profile, missing),))

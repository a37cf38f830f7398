"""Where an account stands, as people and programs read it: the banner, the days, what stays possible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from registre_cli import banners
from registre_cli.invoices.question import Question
from registre_cli.invoices.till import Till
from registre_cli.invoices.words import LEVELS, amount, since
from registre_cli.labels import day
from registre_cli.profiles.words import rights
from registre_cli.saying import say
from registre_cli.terminal import Words
from registre_cli.typography import typeset
from registre_core.access.survival import Column, Survival, survival
from registre_core.billing import Invoice, Standing, Survives, standing
from registre_core.rights import Catalogue

THROUGH = {Column.WEB: "par le web", Column.MOBILE: "par l'application mobile"}
"""Ways in."""


@frozen
class Prospect:
    """What is true of an account on a day, or would be."""

    on: date
    standing: Standing
    cause: Invoice | None
    """The invoice behind it."""
    column: Column
    """Through what somebody comes in."""
    catalogue: Catalogue
    allowed: frozenset[str]
    """The rights that still open something."""
    running: frozenset[str]
    """Those of them that only finish a safety record that is running."""

    @classmethod
    def of_question(cls, asked: Question, catalogue: Catalogue) -> Prospect:
        """Work it out of what was supposed."""
        found = standing(asked.ledger, on=asked.on, policy=asked.policy)
        cause = next((one for one in asked.ledger if one.id == found.cause), None)
        return cls.of(asked.on, found, cause, asked.column, asked.policy.survives, catalogue)

    @classmethod
    def of_ledger(cls, ledger: Till, on: date | None = None, column: Column = Column.WEB) -> Prospect:
        """Work it out of a ledger; for today unless told otherwise."""
        found = ledger.standing(on)
        cause = ledger.billing.invoice(ledger.actor, found.cause) if found.cause else None
        preset = ledger.registre.ports.billing.survives
        return cls.of(on or ledger.today, found, cause, column, preset, ledger.catalogue)

    @classmethod
    def of(
        cls,
        on: date,
        found: Standing,
        cause: Invoice | None,
        column: Column,
        preset: Survives,
        catalogue: Catalogue,
    ) -> Prospect:
        """Add what stays possible."""
        every = catalogue.every
        if not found.is_suspended:
            return cls(on, found, cause, column, catalogue, every, frozenset())
        kept = {right: survival(right, preset, column) for right in every}
        allowed = frozenset(right for right in every if kept[right] is not Survival.NO)
        running = frozenset(right for right in every if kept[right] is Survival.RUNNING)
        return cls(on, found, cause, column, catalogue, allowed, running)

    def in_short(self) -> dict[str, Any]:
        """Give what it comes to, as plain values."""
        found, banner = self.standing, self.standing.banner
        return {
            "on": self.on.isoformat(),
            "level": found.level.value,
            "colour": banner.colour.value if banner else None,
            "text": banner.text if banner else None,
            "button": banner.button if banner else None,
            "cut_off_on": found.cut_off_on and found.cut_off_on.isoformat(),
            "until": found.until and found.until.isoformat(),
            "cause": self.cause and self.cause.number,
        }

    def as_json(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {
            **self.in_short(),
            "allowed": sorted(self.allowed),
            "running": sorted(self.running),
        }

    def tell(self) -> None:
        """Show it to people: the banner as they would see it, then what it means."""
        if self.standing.banner:
            say(banners.shown(self.standing.banner))
        for said in self._sentences():
            say(Words(said))

    def tell_what_survives(self) -> None:
        """Say what stays possible while access is cut."""
        if not self.standing.is_suspended:
            return
        through = THROUGH[self.column]
        if not self.allowed:
            say(Words(typeset(f"Rien ne reste possible {through}.")))
        for codes, said in (
            (self.allowed - self.running, f"Reste possible {through} : "),
            (self.running, f"Et seulement pour finir ce qui est en cours {through} : "),
        ):
            if codes:
                say(Words(f"{typeset(said)}{rights(self.catalogue, codes)}."))

    def _sentences(self) -> Iterator[str]:
        found = self.standing
        yield typeset(f"Le {day(self.on)} : {LEVELS[found.level]}.")
        if (cause := self.cause) is not None:
            due = f", échéance {day(cause.due_on)}{self._left(cause)}."
            yield f"{typeset('En cause : la facture ')}{cause.number}{due}"
        if found.cut_off_on:
            yield f"Accès coupé {since(found)}."
        yield typeset(
            f"Vrai jusqu'au {day(found.until)} inclus, si rien n'est réglé." if found.until else self._always()
        )

    def _left(self, cause: Invoice) -> str:
        """Say what remained of an invoice, unless that was not yet what remains now."""
        is_as_now = all(movement.recorded_on <= self.on for movement in cause.movements)
        return f", reste {amount(cause.remaining)}" if is_as_now else ""

    def _always(self) -> str:
        return "Aucun changement à venir." if self.standing.banner is None else "Vrai tant que rien n'est réglé."

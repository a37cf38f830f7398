"""The command that tells where an account would stand: to try out days, invoices and terms, without a register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter

from registre_cli import banners
from registre_cli.invoices.question import SOURCES_OWN, Question, Terms
from registre_cli.invoices.words import LEVELS, amount
from registre_cli.labels import day
from registre_cli.options import Json
from registre_cli.profiles.words import rights, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import Host
from registre_core.access.survival import Column, Survival, survival
from registre_core.billing import Invoice, Standing, standing
from registre_core.rights import Catalogue

On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour dont on parle, JJ/MM/AAAA ou AAAA-MM-JJ.")]
Invoices = Annotated[
    list[str],
    Parameter(
        name="--invoice",
        metavar="FACTURE",
        negative=(),
        help="Une facture : due=JOUR,total=MONTANT, et ce qui s’y ajoute. Peut être répété.",
    ),
]
Through = Annotated[
    str,
    Parameter(name="--client", metavar="web|mobile", help="Par où l’on entre ; par défaut, par le web."),
]

THROUGH = {Column.WEB: "par le web", Column.MOBILE: "par l'application mobile"}
"""Ways in."""


def stand(
    *,
    on: On,
    invoice: Invoices = [],  # noqa: B006  # cyclopts' way
    client: Through = Column.WEB.value,
    terms: Terms = SOURCES_OWN,
    as_json: Json = False,
) -> None:
    """Tell where an account with these invoices stands on a day."""
    asked = Question.read(on, invoice, client, terms)
    prospect = Prospect.of(asked, Host.discover().catalogue())
    if as_json:
        write_json(prospect.as_json())
    else:
        prospect.tell()


@frozen
class Prospect:
    """What would be true."""

    asked: Question
    standing: Standing
    catalogue: Catalogue
    allowed: frozenset[str]
    """The rights that still open something."""
    running: frozenset[str]
    """Those of them that only finish a safety record that is running."""

    @classmethod
    def of(cls, asked: Question, catalogue: Catalogue) -> Prospect:
        """Work it out."""
        found = standing(asked.ledger, on=asked.on, policy=asked.policy)
        if not found.is_suspended:
            return cls(asked, found, catalogue, catalogue.every, frozenset())
        kept = {right: survival(right, asked.policy.survives, asked.column) for right in catalogue.every}
        allowed = frozenset(right for right, one in kept.items() if one is not Survival.NO)
        return cls(asked, found, catalogue, allowed, frozenset(one for one in allowed if kept[one] is Survival.RUNNING))

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        found, banner, cause = self.standing, self.standing.banner, self._cause()
        return {
            "on": self.asked.on.isoformat(),
            "level": found.level.value,
            "colour": banner.colour.value if banner else None,
            "text": banner.text if banner else None,
            "button": banner.button if banner else None,
            "cut_off_on": found.cut_off_on and found.cut_off_on.isoformat(),
            "until": found.until and found.until.isoformat(),
            "cause": cause and cause.number,
            "allowed": sorted(self.allowed),
            "running": sorted(self.running),
        }

    def tell(self) -> None:
        """Show it to people: the banner as they would see it, then what it means."""
        if self.standing.banner:
            say(banners.shown(self.standing.banner))
        for said in self._sentences():
            say(Words(typeset(said)))
        if self.standing.is_suspended:
            self._tell_what_survives()

    def _sentences(self) -> Iterator[str]:
        found = self.standing
        yield f"Le {day(self.asked.on)} : {LEVELS[found.level]}."
        if (cause := self._cause()) is not None:
            left = amount(cause.remaining)
            yield f"En cause : la facture {cause.number}, échéance {day(cause.due_on)}, reste {left}."
        if found.cut_off_on:
            cut = "depuis le" if found.is_suspended else "à partir du"
            yield f"Accès coupé {cut} {day(found.cut_off_on)}."
        yield f"Vrai jusqu'au {day(found.until)} inclus, si rien n'est réglé." if found.until else self._for_ever()

    def _for_ever(self) -> str:
        return "Aucun changement à venir." if self.standing.banner is None else "Vrai tant que rien n'est réglé."

    def _tell_what_survives(self) -> None:
        through = THROUGH[self.asked.column]
        if not self.allowed:
            say(Words(typeset(f"Rien ne reste possible {through}.")))
        for codes, said in (
            (self.allowed - self.running, f"Reste possible {through} : "),
            (self.running, f"Et seulement pour finir ce qui est en cours {through} : "),
        ):
            if codes:
                say(Words(f"{typeset(said)}{rights(self.catalogue, codes)}."))

    def _cause(self) -> Invoice | None:
        return next((one for one in self.asked.ledger if one.id == self.standing.cause), None)

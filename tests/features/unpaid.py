"""A town with an unpaid invoice, as the product owner tells of it: its words, its people, and what they may do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from attrs import define, evolve, field
from tests.usecases import debts, ledgers
from tests.usecases.town import TODAY, WEB, Town

from registre_core import Actor, Client, Forbidden, RegistreError
from registre_core.access import Welcome
from registre_core.billing import BillingPolicy, Cause, Colour, HoldKind, Invoice, Level, Settlement
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import InterventionId, InvoiceId
from registre_core.kernel.money import Money
from registre_core.ports import Rendered
from registre_core.register import Entry
from registre_core.services.front_door import FrontDoor, Target
from registre_core.workspace import Category, ErpType, Site

TELEPHONE = Client.mobile("1.9.1")
CLIENTS: Mapping[str, Client] = {"web": WEB, "mobile": TELEPHONE}
PARIS = ZoneInfo("Europe/Paris")
ADMINISTRATOR, AGENT = "administratrice", "Paul Agent"

COLOURS: Mapping[str, Colour] = {"orange": Colour.ORANGE, "rouge": Colour.RED}
LEVELS: Mapping[Level, str] = {
    Level.CLEAR: "rien à signaler",
    Level.DUE_SOON: "échéance proche",
    Level.OVERDUE: "échéance dépassée",
    Level.SUSPENDED: "accès coupé",
}
CAUSES: Mapping[Cause, str] = {
    Cause.TIME: "le temps",
    Cause.INVOICE: "facture",
    Cause.PAYMENT: "règlement",
    Cause.REFUND: "retour de règlement",
    Cause.CREDIT_NOTE: "avoir",
    Cause.WRITE_OFF: "passage en perte",
    Cause.HOLD: "mise en attente",
    Cause.HOLD_LIFTED: "fin d’attente",
}
HOLDS: Mapping[str, HoldKind] = {
    "litige": HoldKind.DISPUTE,
    "promesse de règlement": HoldKind.PROMISE,
    "virement en cours": HoldKind.TRANSFER,
}
SETTLEMENTS: Mapping[str, Settlement | None] = {
    "en retard": Settlement.OVERDUE,
    "à régler": Settlement.DUE,
    "payée": Settlement.PAID,
    "toutes": None,
}


def jour(written: str) -> date:
    """Read a day as people write it."""
    return datetime.strptime(written, "%d/%m/%Y").replace(tzinfo=PARIS).date()


def moment(written: str) -> datetime:
    """Read an instant as the clocks of Paris show it."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=PARIS)


def jours(first: str, last: str) -> Iterator[date]:
    """Give each day from one to another, both included."""
    day = jour(first)
    while day <= jour(last):
        yield day
        day += timedelta(days=1)


def euros(written: str) -> Money:
    return Money(Decimal(written.replace(",", ".")), "EUR")


def told(money: Money) -> str:
    return f"{money.amount} €".replace(".", ",")


def claimed_at(entry: Entry) -> datetime:
    """Give the time that a telephone claimed, as the register keeps it."""
    return datetime.fromisoformat(json.loads(entry.body)["actor"]["claimed_at"])


def _named(names: Mapping[str, Any], value: object) -> str:
    return next(name for name, one in names.items() if one is value)


@define
class Story:
    """What happened so far."""

    town: Town
    site: Site
    agent: Actor
    invoices: dict[str, InvoiceId] = field(factory=dict)
    intervention: Intervention | None = None
    recorded: Actor | None = None
    """Who sends what he recorded without network."""
    entries: int = 0
    """How long the register was when something last happened as it should."""
    refusal: RegistreError | None = None

    @classmethod
    def of(cls, town: Town) -> Story:
        """Found a workspace that owes nothing yet."""
        young = ledgers.a_young_town(town)
        site = young.registre.workspace.add_site(
            young.mayor, name="École Simone-Veil", erp_type=ErpType.R, category=Category.FOURTH
        )
        return cls(young, site, young.holder("sites.consult", "interventions.close", "register.consult", name=AGENT))

    def under(self, terms: BillingPolicy) -> None:
        self.town = debts.under(self.town, terms)

    def person(self, name: str, through: str) -> Actor:
        actor = self.agent if name == AGENT else self.town.mayor
        return evolve(actor, client=CLIENTS[through])

    def at(self, day: date | None) -> None:
        """Let it be noon of a day, unless it is to stay the day it is."""
        if day is not None:
            self.town.clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=PARIS))

    def happened(self) -> None:
        self.entries = len(self.town.entries())

    def welcome(self, name: str, through: str) -> Welcome:
        return self.town.registre.access.welcome(self.person(name, through))

    def welcomes(self) -> list[Welcome]:
        """Receive everybody, through every client."""
        return [self.welcome(name, through) for name in (ADMINISTRATOR, AGENT) for through in CLIENTS]

    def invoice(self, number: str) -> Invoice:
        return self.town.registre.billing.invoice(self.town.operator, self.invoices[number])

    def bill(self, number: str, amount: str, due: str) -> None:
        """Enter an invoice, as it came today; it was made out at the beginning of the year."""
        record = self.town.registre.billing.record_invoice
        issued, due_on = date(TODAY.year, 1, 15), jour(due)
        invoice = record(self.town.operator, number=number, issued_on=issued, due_on=due_on, total=euros(amount))
        self.invoices[number] = invoice.id
        self.happened()

    def enter(self, actor: Actor, what: str, number: str, *, key: str, amount: str) -> None:
        """Let somebody enter something in the ledger, or try to."""
        ledger, invoice, money = self.town.registre.billing, self.invoices[number], euros(amount)
        match what:
            case "un règlement":
                ledger.record_payment(actor, invoice, key=key, amount=money)
            case "un avoir":
                ledger.credit(actor, invoice, key=key, amount=money)
            case "un passage en perte":
                ledger.write_off(actor, invoice, key=key, amount=money)
            case "une mise en attente":
                self.hold(actor, number, "31/12/2026", HoldKind.DISPUTE)
            case "une facture":
                today = self.town.clock.today()
                ledger.record_invoice(actor, number=key, issued_on=today, due_on=today, total=money)
            case _:
                raise AssertionError(f"nobody knows how to enter {what}")

    def hold(self, actor: Actor, number: str, until: str, kind: HoldKind) -> None:
        self.town.registre.billing.hold(
            actor,
            self.invoices[number],
            kind=kind,
            key="attente",
            author="comptabilité",
            reason="à la demande du client",
            until=jour(until),
        )

    def night(self, day: date) -> None:
        """Let the night before a day do its work."""
        self.town.clock.set(datetime(day.year, day.month, day.day, 2, 30, tzinfo=PARIS))
        self.town.registre.nightly.run(ledgers.JOB)

    def listed(self, invoice: Invoice) -> list[str]:
        """Tell an invoice as its list does."""
        today = self.town.clock.today()
        marks = [
            f"{_named(HOLDS, one.kind)} jusqu’au {one.until:%d/%m/%Y}" for one in invoice.holds if one.covers(today)
        ]
        state = ", ".join([_named(SETTLEMENTS, invoice.settlement(today)), *marks])
        return [invoice.number, f"{invoice.due_on:%d/%m/%Y}", told(invoice.total), told(invoice.remaining), state]

    def modules(self, through: str) -> str:
        """Tell which modules the administrator finds."""
        return ", ".join(module.french for module in self.welcome(ADMINISTRATOR, through).modules) or "aucun"

    def shown(self) -> tuple[str, str]:
        """Tell the one banner that everybody sees, and the day that stands in it."""
        banners = [welcome.banner for welcome in self.welcomes()]
        (seen,) = {(one.colour, one.text) if one else None for one in banners}
        if seen is None:
            return "aucun", ""
        colour, text = seen
        return _named(COLOURS, colour), "".join(re.findall(r"\d\d/\d\d/\d{4}", text))

    def is_open(self, through: str) -> bool:
        """Whether both may look at the sites and at the register; if one may and the other not, something is wrong."""
        people = [self.person(name, through) for name in (ADMINISTRATOR, AGENT)]
        (answer,) = {may(self, one, ask) for one in people for ask in (_sites, _entries)}
        return answer

    def changes(self) -> list[list[str]]:
        """Tell what the register says of the standing."""
        return [
            [f"{date.fromisoformat(on):%d/%m/%Y}", LEVELS[Level(before)], LEVELS[Level(level)], CAUSES[Cause(cause)]]
            for on, before, level, cause in ledgers.told(self.town)
        ]

    def kinds(self) -> list[str]:
        return [entry.heading.kind for entry in self.town.entries()]

    def closed(self) -> Intervention:
        assert self.intervention is not None
        intervention: InterventionId = self.intervention.id
        with self.town.storage.inner.read(self.town.workspace) as tx:
            return tx.interventions.get(intervention)


Asking = Callable[[Story, Actor], object]


def may(story: Story, actor: Actor, ask: Asking) -> bool:
    """Ask; whoever is refused is so because access is cut, and for nothing else."""
    try:
        ask(story, actor)
    except Forbidden as refusal:
        codes = [reason.code for reason in refusal.reasons]
    else:
        return True
    assert ["access-suspended"] == codes
    return False


def answer(story: Story, deed: str, through: str) -> str:
    """Let the administrator try, who has every right."""
    return "oui" if may(story, story.person(ADMINISTRATOR, through), DEEDS[deed]) else "non"


def _sites(story: Story, actor: Actor) -> object:
    return story.town.registre.workspace.sites(actor)


def _entries(story: Story, actor: Actor) -> object:
    return story.town.registre.register.entries(actor)


def plan(story: Story, actor: Actor) -> Intervention:
    return story.town.registre.interventions.plan(
        actor, site=story.site.id, type_code="maintenance", planned_on=story.town.clock.today()
    )


def generate(story: Story, actor: Actor) -> Rendered:
    return story.town.registre.summary.print(actor)


TO_COME: Mapping[str, str] = {
    "interventions.sign": "Signer une intervention",
    "watch.record": "Enregistrer une ronde",
}
"""Rights without a use case so far, and what theirs will be called: they pass the real front door already."""


def _passing(action: str, *, running: bool = False) -> Asking:
    """Pass the front door, to something that runs, or is to begin."""

    def ask(story: Story, actor: Actor) -> None:
        target = Target(story.site.id, "permit", story.site.id, running=running)
        with story.town.storage.inner.read(story.town.workspace) as tx:
            FrontDoor(story.town.registre.ports).authorise(tx, actor, action, target)

    return ask


DEEDS: Mapping[str, Asking] = {
    "voir ses factures": lambda story, actor: story.town.registre.billing.invoices(actor),
    "consulter la synthèse de ses sites": lambda story, actor: story.town.registre.summary.of(actor),
    "générer la synthèse de ses sites": generate,
    "exporter le registre": lambda story, actor: story.town.registre.register.export(actor, BytesIO()),
    "finir une ronde en cours": _passing("watch.record", running=True),
    "signer ce que l’on a déjà demandé de signer": _passing("interventions.sign", running=True),
    "commencer une ronde": _passing("watch.record", running=False),
    "consulter ses sites": _sites,
    "planifier une intervention": plan,
    "créer un utilisateur": lambda story, actor: story.town.registre.rights.create_user(actor, name="Luce Neuve"),
    "consulter le registre": _entries,
}
"""What people want to do, in their words."""

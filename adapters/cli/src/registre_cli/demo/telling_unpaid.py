"""S2 as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.table import Table
from rich.text import Text

from registre_cli import banners
from registre_cli.demo.chapters import Situation, Unpaid
from registre_cli.demo.page import heading, say, show
from registre_cli.invoices.words import LEVELS, amount
from registre_cli.labels import day
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, terminal
from registre_cli.typography import typeset
from registre_core.access import ACTIONS
from registre_core.billing import Cause, Colour, Invoice, Level
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.errors import Refused
from registre_core.services.register import Line

_ACCESS = {(ClientKind.WEB, ClientKind.MOBILE): "web et mobile ouverts", (): "web et mobile coupés"}
_COLOURS = {Colour.ORANGE: "orange", Colour.RED: "rouge"}
_CAUSES = {Cause.TIME: "un jour a commencé", Cause.PAYMENT: "un règlement est arrivé"}
"""Of the changes in this story."""


def tell_unpaid(unpaid: Unpaid) -> None:
    """Tell how an invoice is not paid, and then is."""
    invoice = unpaid.invoice
    heading("S2 · Une facture impayée, jour après jour")
    say(
        f"Dans un autre environnement, « {unpaid.workspace.name} », la plateforme enregistre la facture "
        f"{invoice.number} de {amount(invoice.total)}, échéance le {day(invoice.due_on)} : le jour J. Le temps passe, "
        f"nuit après nuit. Chaque matin, {unpaid.administrator.name} ouvre ses pages et {unpaid.agent.name} son "
        "téléphone : ils voient le même bandeau, et elle seule le bouton, car elle seule peut voir les factures."
    )
    for situation in unpaid.situations:
        _tell_situation(situation, invoice)
    _tell_cut(unpaid)
    _tell_payment(unpaid)


def _tell_situation(situation: Situation, invoice: Invoice) -> None:
    banner = situation.banner
    seen = f"bandeau {_COLOURS[banner.colour]}" if banner else "aucun bandeau"
    said = f"{_days(situation, invoice.due_on)} : {seen}, {_ACCESS[situation.open_to]}"
    terminal().print(Words(typeset(said), style="bold"))
    show(banners.shown(banner)) if banner else terminal().print()


def _days(situation: Situation, due_on: date) -> str:
    first, last = situation.first, situation.last
    if first == last:
        return f"Le {day(first)} ({_counted(first, due_on)})"
    return f"Du {day(first)} au {day(last)} ({_counted(first, due_on)} à {_counted(last, due_on)})"


def _counted(on: date, due_on: date) -> str:
    """Count a day from the due date, as people do: «J−15»."""
    days = (on - due_on).days
    return f"J{days:+d}".replace("-", "\u2212") if days else "J"


def _tell_cut(unpaid: Unpaid) -> None:
    say(f"Ce que la coupure répond à {unpaid.administrator.name}, qui a tous les droits :")
    table = headed("Demande", "Sur le web", "Sur mobile")
    for tried in unpaid.tried:
        add(table, typeset(ACTIONS[tried.action].french), *(_answer(one) for one in tried.refusals.values()))
    show(table)
    say(
        "Chaque refus redit le bandeau. Le registre est une obligation légale : un impayé n'en ferme pas l'export, à "
        "moins que la plateforme ne s'en tienne à ce que dit la source."
    )


def _answer(refused: Refused | None) -> Text:
    return Words("refusé", style="red") if refused else Words("accepté", style="green")


def _tell_payment(unpaid: Unpaid) -> None:
    paid = unpaid.paid
    found = f"{_ACCESS[paid.open_to]}, {'aucun bandeau' if paid.banner is None else 'encore un bandeau'}"
    again = "rien ne change" if unpaid.counts_once else "le registre a changé !"
    say(
        f"Le {day(paid.first)} à midi, la plateforme enregistre le règlement. Aussitôt : {found}. Le "
        f"même virement est annoncé une seconde fois : {again}. Le registre raconte chaque jour et chaque cause :"
    )
    show(_changes(unpaid.changes))


def _changes(lines: Iterable[Line]) -> Table:
    table = headed("Jour", "La situation devient", "Parce que")
    for line in lines:
        fact = line.account.fact
        level, cause = LEVELS[Level(fact["standing"]["level"])], _CAUSES[Cause(fact["cause"])]
        add(table, day(fact["on"]), typeset(level), typeset(cause))
    return table

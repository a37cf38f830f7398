"""S7, S5, S6 and the end of S4 as people read them."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table

from registre_cli import labels
from registre_cli.answers import message_of
from registre_cli.demo.building_chapters import Anomalies, Asked, Inspected, Quoted
from registre_cli.demo.page import heading, say, show
from registre_cli.invoices.words import amount
from registre_cli.saying import plural
from registre_cli.tables import add, headed
from registre_cli.terminal import Words
from registre_cli.typography import number, typeset
from registre_core.commissions.tables import FAVOURS
from registre_core.findings import CREATED_BY_COLUMN, KINDS
from registre_core.requests.states import LineState
from registre_core.requests.tables import LINE_STATES
from registre_core.services.requests import ShownLine, ShownRequest

_STYLES = {LineState.AWARDED: "green", LineState.NOT_AWARDED: "dim", LineState.DECLINED: "dim"}


def tell_building(chapter: Anomalies | Asked | Quoted | Inspected) -> None:
    """Tell one of them."""
    match chapter:
        case Anomalies():
            _tell_anomalies(chapter)
        case Asked():
            _tell_asked(chapter)
        case Quoted():
            _tell_quoted(chapter)
        case Inspected():
            _tell_inspected(chapter)


def _tell_anomalies(anomalies: Anomalies) -> None:
    heading("S7 · Trois anomalies, et qui les a créées")
    caretaker, deputy, _ = (one.created_by.person.name for one in anomalies.findings)
    say(
        f"Le droit qui manquait à {caretaker} lui sert aussitôt : depuis son téléphone, il signale une porte. "
        f"{deputy} note ce que la directrice lui dit. Et une anomalie s'extrait aussi d'un document de la gestion du "
        "bâtiment : c'est l'origine qui décide si le même texte devient observation, anomalie ou prescription."
    )
    table = headed("Anomalie", "Lieu", CREATED_BY_COLUMN)
    table.columns[0].ratio = 1
    table.columns[2].max_width = 24
    for line in anomalies.lines:
        add(table, Words(line.finding.text), Words(line.finding.place), Words(line.created_by))
    show(table)
    for one in anomalies.duplicates:
        kind = KINDS[one.finding.kind].lower()
        say(f"Ces mots sont connus : le registre montre l'{kind} qui en est déjà tirée, et laisse choisir.")


def _tell_asked(asked: Asked) -> None:
    heading("S5 · Une demande d'intervention, plusieurs destinataires")
    notices = plural(asked.sent.notices, "avis", "avis")
    say(
        f"Une seule demande part à deux entreprises et à un artisan : {notices} à envoyer, "
        f"{plural(len(asked.sent.unreachable), 'destinataire')} sans courriel, à qui l'on téléphone. Envoyée une "
        f"seconde fois, elle ne prévient personne de plus ({number(asked.again)} avis). Chacun ne voit que sa ligne, "
        "par un lien qui n'ouvre qu'elle :"
    )
    show(_recipients(asked.shown))
    chosen = plural(sum(one.state is LineState.AWARDED for one in asked.shown.lines), "retenu")
    say(
        f"{chosen}, pour une seule et même intervention, le {labels.day(asked.intervention.planned_on)} ; l'anomalie "
        "est planifiée avec elle."
    )


def _recipients(shown: ShownRequest) -> Table:
    table = headed("Destinataire", "Réponse", "Suite")
    for one in shown.lines:
        add(table, Words(_named(one, shown)), Words(typeset(_answer(one))), _state(one))
    return table


def _named(one: ShownLine, shown: ShownRequest) -> str:
    recipient = one.line.recipient
    people = ", ".join(shown.names[contact] for contact in recipient.contacts)
    firm = recipient.contractor_id and shown.names[recipient.contractor_id]
    return f"{firm} ({people})" if firm else people


def _answer(one: ShownLine) -> str:
    answer = one.line.answer
    if answer is None:
        return one.line.reason or "–"
    how = "par téléphone" if answer.written_by else "par le lien"
    return f"{how} : « {answer.message} »" if answer.message else how


def _state(one: ShownLine) -> Words:
    return Words(LINE_STATES[one.state], style=_STYLES.get(one.state, ""))


def _tell_quoted(quoted: Quoted) -> None:
    heading("S6 · Trois devis pour une même intervention")
    say(f"Pour « {quoted.finding.text.partition('.')[0]} », trois entreprises disent leur prix. Côte à côte :")
    states = {one.line.id: one for one in quoted.shown.lines}
    for compared in quoted.compared.comparison.tables:
        table = headed("Entreprise", "Hors taxe", "TVA", "À payer", "Suite")
        for column in table.columns[1:4]:
            column.justify = "right"
        for offer in compared.offers:
            firm = offer.line.recipient.contractor_id
            name = Words(quoted.shown.names[firm] if firm else "–")
            prices = (typeset(amount(offer.quote.amount)), f"{offer.quote.vat_rate} %", typeset(amount(offer.total)))
            add(table, name, *map(typeset, prices), _state(states[offer.line.id]))
        show(table)
    say("Le moins cher, taxe comprise, est retenu ; les autres sont prévenus, une fois, et nul autre prix n'est dit.")


def _tell_inspected(inspected: Inspected) -> None:
    visit = inspected.visit
    heading("S4 · La commission de sécurité passe")
    say(
        f"Le {labels.day(visit.visited_on)}, visite périodique de la {visit.commission}. Son procès-verbal est joint, "
        "et ses prescriptions en sont extraites comme les observations d'un rapport :"
    )
    table = headed("N°", "Prescription", "Échéance")
    for one in inspected.prescriptions:
        add(table, one.number, Words(one.text), labels.day(one.due_on) if one.due_on else "–")
    show(table)
    opinion = FAVOURS[visit.opinions[-1].favour]
    say(
        f"La commission donne un {opinion} ; un arrêté se tiendrait à part, car lui seul oblige. La première "
        "prescription est déclarée faite. La lever soi-même est refusé :"
    )
    show(Padding(Words(message_of(inspected.clearing), style="red"), (0, 0, 0, 2)))

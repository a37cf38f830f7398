"""The command that shows the summary: figures of all sites, and of one alone what stands behind them."""

from __future__ import annotations

from itertools import islice
from textwrap import shorten

from rich.table import Table

from registre_cli import labels
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import plural, say
from registre_cli.summary import words
from registre_cli.summary.options import WHOLE, Scope
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import number, one_line, typeset
from registre_core.codec import to_builtins
from registre_core.findings import KINDS, SEVERITIES, Kind
from registre_core.summary import (
    FindingRow,
    Presence,
    SiteSummary,
    Summary,
    all_findings,
    all_interventions,
    all_permits,
)
from registre_core.workspace.tables import ERP_TYPES

MOST = 10
"""Findings that are named at a terminal; all rows are in files."""
LONGEST = 90
"""Letters of one that are shown."""
_STYLES = {Presence.HELD: "green", Presence.MISSING: "red", Presence.NOTHING: "dim"}


def show(address: Address, /, *, scope: Scope = WHOLE, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show the summary."""
    with seated(address, chair) as seat:
        summary = seat.registre.summary.of(seat.actor, **scope.asked(seat))
    if as_json:
        write_json({**seat.as_json(), "summary": to_builtins(summary)})
    else:
        _tell(seat, summary)


def _tell(seat: Seat, summary: Summary) -> None:
    say(seat.as_line())
    only = summary.sites[0] if len(summary.sites) == 1 else None
    named = only.site.name if only else plural(len(summary.sites), "site")
    say(Words(f"{typeset(f'Synthèse {words.as_of(summary)} : ')}{named}", style="bold"))
    say(_figures(summary))
    if only:
        _tell_site(only, summary)
    elif summary.sites:
        say(_sites(summary))
    if summary.gravest:
        say(Words(typeset("Les plus graves, des constats ouverts :"), style="bold"))
        say(_gravest(summary))


def _figures(summary: Summary) -> Table:
    table = grid()
    if len(summary.sites) == 1:
        site = summary.sites[0].site
        purpose = typeset(ERP_TYPES[site.erp_type].french)
        add(table, "Site", f"{site.erp_type.value}, {purpose}, catégorie {site.category.value}")
    add(table, "Constats ouverts", words.findings(all_findings(summary.sites), summary.on))
    add(table, "Interventions", words.interventions(all_interventions(summary.sites)))
    if summary.sites:
        since = summary.sites[0].permits.since
        add(table, "Permis de feu", words.permits(all_permits(summary.sites, since)))
    at = summary.register.recorded_at
    add(table, "Registre", f"entrée {number(summary.register.number)}{f' du {labels.instant(at)}' if at else ''}")
    if summary.anchor:
        add(table, "Ancre", f"entrée {number(summary.anchor.number)}, {labels.instant(summary.anchor.taken_at)}")
    add(table, "Empreinte", Words(summary.digest, overflow="fold"))
    return table


def _sites(summary: Summary) -> Table:
    table = headed("Site", "Manque", "Ouverts", "En retard", "Rondes manquées", "Avis")
    for one in summary.sites:
        late = one.findings.overdue()
        cells = (number(one.findings.number()), number(late), number(one.permits.missed_rounds))
        add(table, one.site.name, words.missing(one), *cells, words.opinion(one.visits))
    return table


def _tell_site(one: SiteSummary, summary: Summary) -> None:
    table = headed("Ce que veut la loi", "État", "Dernier", "Nombre")
    for held in one.completeness:
        state = Words(words.presence(held), style=_STYLES[held.presence])
        latest = labels.day(held.latest) if held.latest else "–"
        add(table, typeset(held.requirement.french), state, latest, number(held.count))
    say(table)
    if one.findings.number():
        kinds = headed("Constats", "Ouverts", "Critiques", "Majeurs", "Mineurs", "En retard", "Âge")
        for kind in Kind:
            add(kinds, *words.of_kind(one.findings, kind, summary.on))
        say(kinds)
    say(_commission(one))


def _commission(one: SiteSummary) -> Table:
    visits, table = one.visits, grid()
    add(table, "Commission", words.opinion(visits))
    if visits.last:
        add(table, "Dernière visite", labels.day(visits.last.visited_on))
    for told in visits.orders:
        add(table, "Arrêté", words.order(told))
    if visits.announced_on:
        add(table, "Visite annoncée", labels.day(visits.announced_on))
    if visits.due_on:
        add(table, "Visite à prévoir", f"au plus tard le {labels.day(visits.due_on)}")
    return table


def _gravest(summary: Summary) -> Table:
    names = {one.site.id: one.site.name for one in summary.sites}
    table = headed("Constat", "Gravité", "Échéance")
    for row in islice(summary.gravest, MOST):
        due = labels.day(row.due_on) if row.due_on else "–"
        style = "red" if row.is_overdue(summary.on) else ""
        add(
            table,
            _said(row, names[row.site_id] if len(names) > 1 else ""),
            SEVERITIES[row.severity],
            Words(due, style=style),
        )
    return table


def _said(row: FindingRow, site: str) -> str:
    """Say what is wrong in two lines at most, and where."""
    said = shorten(one_line(row.text), LONGEST, placeholder=" …")
    place = ", ".join(filter(None, (site, one_line(row.place))))
    return "\n".join(filter(None, (f"{KINDS[row.kind]}{typeset(' : ')}{said}", place)))

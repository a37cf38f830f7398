"""The first page of a summary: figures, and charts of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from registre_core.commissions import Favour
from registre_core.findings import Severity
from registre_core.interventions import TYPES, Status
from registre_core.permits import COLOURS as WATCHED
from registre_core.summary import (
    TO_DO,
    FindingFigures,
    FindingRow,
    InterventionFigures,
    PermitFigures,
    SiteSummary,
    Summary,
    all_findings,
    all_interventions,
    all_permits,
)
from registre_rendering_typst.figures import Bar, Chart, Charts, Part, Tile, Tiles
from registre_rendering_typst.french import NO_BREAK, counted, day, number
from registre_rendering_typst.words import COLOURS, FAVOURS, KINDS, SEVERITIES

AGES: tuple[tuple[int | None, str], ...] = (
    (30, "Jusqu’à 30 jours"),
    (90, "31 à 90 jours"),
    (365, "91 à 365 jours"),
    (None, "Plus d’un an"),
)
"""How many days at most, and how that is read."""

_LEAST = (-1, *(most for most, _ in AGES if most is not None))

GRAVITY = (Part("Critiques", "full"), Part("Majeures", "hatched"), Part("Mineures", "light"))
"""How findings are shown, as `SEVERITIES` orders them."""

PROGRESS: tuple[tuple[Status, Part], ...] = (
    (Status.OVERDUE, Part("En retard", "full")),
    (Status.PLANNED, Part("Planifiées", "hatched")),
    (Status.TO_SIGN, Part("À signer", "dotted")),
    (Status.CLOSED, Part("Clôturées", "light")),
)
"""How interventions are shown, from those that ask for something."""


@frozen
class Totals:
    """What a first page counts, of all sites together."""

    sites: Sequence[SiteSummary]
    findings: FindingFigures
    interventions: InterventionFigures
    permits: PermitFigures


def totals(summary: Summary) -> Totals:
    """Add up every site."""
    since = min((site.permits.since for site in summary.sites), default=summary.on)
    return Totals(
        summary.sites,
        all_findings(summary.sites),
        all_interventions(summary.sites),
        all_permits(summary.sites, since),
    )


def tiles(total: Totals) -> Tiles:
    """Show what is read first."""
    return Tiles(
        (
            _completeness(total.sites),
            _open_findings(total.findings),
            _overdue_findings(total.findings),
            _interventions(total.interventions),
            _rounds(total.permits),
            _opinions(total.sites),
        )
    )


def _completeness(sites: Sequence[SiteSummary]) -> Tile:
    if len(sites) == 1:
        missing = len(sites[0].missing)
        told = counted(missing, "élément manquant", "éléments manquants")
        held = sum(one.is_present for one in sites[0].completeness)
        return Tile(_of(held, held + missing), "Contenu du registre", told, alarms=missing > 0)
    complete = sum(not site.missing for site in sites)
    told = counted(len(sites) - complete, "registre incomplet", "registres incomplets")
    return Tile(_of(complete, len(sites)), "Établissements au registre complet", told, alarms=complete < len(sites))


def _open_findings(findings: FindingFigures) -> Tile:
    critical = findings.number(severity=Severity.CRITICAL)
    told = f"dont {counted(critical, 'critique', 'critiques')}"
    return Tile(number(findings.number()), "Constats ouverts", told, alarms=critical > 0)


def _overdue_findings(findings: FindingFigures) -> Tile:
    late = findings.overdue()
    return Tile(number(late), "Constats hors délai", "dont l’échéance est passée", alarms=late > 0)


def _interventions(interventions: InterventionFigures) -> Tile:
    late, to_do = interventions.number(Status.OVERDUE), interventions.number(*TO_DO)
    return Tile(number(late), "Interventions en retard", f"sur {number(to_do)} à faire", alarms=late > 0)


def _rounds(permits: PermitFigures) -> Tile:
    told = f"et {counted(permits.late_rounds, 'faite en retard', 'faites en retard')}"
    return Tile(number(permits.missed_rounds), "Rondes non faites", told, alarms=permits.missed_rounds > 0)


def _opinions(sites: Sequence[SiteSummary]) -> Tile:
    given = [site.visits.opinion for site in sites if site.visits.opinion]
    against = sum(one.favour is Favour.UNFAVOURABLE for one in given)
    name = "Avis de la commission"
    if len(sites) > 1:
        told = "établissements sous avis défavorable" if against > 1 else "établissement sous avis défavorable"
        return Tile(number(against), name, told, alarms=against > 0)
    if not given or given[0].favour is None:
        return Tile("—", name, "aucun avis au registre")
    told = f"visite du {day(given[0].visited_on)}"
    return Tile(FAVOURS[given[0].favour].capitalize(), name, told, alarms=against > 0)


def _of(part: int, whole: int) -> str:
    return f"{number(part)}{NO_BREAK}/{NO_BREAK}{number(whole)}"


def charts(summary: Summary, total: Totals) -> Charts:
    """Draw the same figures: bars that are read in black and white, too."""
    return Charts(
        (
            Chart("Constats ouverts, par nature", GRAVITY, tuple(_kinds(total.findings))),
            _ages(summary),
            Chart("Interventions, par type", tuple(part for _, part in PROGRESS), tuple(_types(total.interventions))),
            _watches(total.permits),
        )
    )


def _kinds(findings: FindingFigures) -> Iterator[Bar]:
    for kind, (_, many) in KINDS.items():
        yield Bar(many, tuple(findings.number(kind=kind, severity=one) for one in SEVERITIES))


def _ages(summary: Summary) -> Chart:
    rows, note = summary.gravest, ""
    if summary.left_out:
        note = f"Des {counted(len(rows), 'constat qui a', 'constats qui ont')} ici une ligne."
    bars = [
        Bar(name, _between(rows, summary.on, least, most)) for least, (most, name) in zip(_LEAST, AGES, strict=True)
    ]
    return Chart("Constats ouverts, par âge", GRAVITY, tuple(bars), note)


def _between(rows: Sequence[FindingRow], on: date, least: int, most: int | None) -> tuple[int, ...]:
    found = [row.severity for row in rows if row.age(on) > least and (most is None or row.age(on) <= most)]
    return tuple(found.count(one) for one in SEVERITIES)


def _types(interventions: InterventionFigures) -> Iterator[Bar]:
    for code, kind in TYPES.items():
        counts = tuple(interventions.number(status, type_code=code) for status, _ in PROGRESS)
        if any(counts):
            yield Bar(kind.french, counts)


def _watches(permits: PermitFigures) -> Chart:
    bars = tuple(
        Bar(f"{WATCHED[one].capitalize()} ({one.value})", (permits.colours.get(one, 0),), one.value) for one in COLOURS
    )
    active = sum(permits.states.values())
    note = f"{counted(active, 'permis compté', 'permis comptés')} depuis le {day(permits.since)}."
    return Chart("Permis de feu, levée de doute", (Part("Permis", "full"),), bars, note)

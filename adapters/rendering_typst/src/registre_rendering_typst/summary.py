"""The summary (*synthèse*): figures first, then tables, then a chapter a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from registre_core.findings import Severity
from registre_core.interventions import Status
from registre_core.kernel.identifiers import SiteId
from registre_core.ports.renderer import SummarySheet
from registre_core.summary import FindingRow, SiteSummary, Summary
from registre_rendering_typst import chapters
from registre_rendering_typst.book import Attached, Book, Chapter
from registre_rendering_typst.form import Block, Facts, Notice, Rows, Section
from registre_rendering_typst.french import NO_BREAK, counted, day, exact, number, size
from registre_rendering_typst.front import charts, tiles, totals
from registre_rendering_typst.slip import ordinal
from registre_rendering_typst.words import FAVOURS

DATA = "synthese.json"
"""What the attached data are called."""

MOST_OF_A_NAME = 60
"""Characters of a name that stand at the top of a page."""


def summary(printable: SummarySheet) -> Book:
    """Lay out a summary."""
    told = printable.summary
    about = subject(told)
    return Book(
        kind="Synthèse du registre de sécurité",
        title=f"Synthèse — {told.workspace} — {about} — {day(told.on)}",
        subtitle=f"{about} — {told.workspace}",
        state=f"Situation au {day(told.on)}",
        workspace=told.workspace,
        digest=told.digest,
        head=f"écriture n°{NO_BREAK}{number(told.register.number)}, {told.register.link}",
        data=Attached(DATA, f"Données complètes de la synthèse au {day(told.on)}"),
        sections=tuple(_sections(printable)),
        chapters=tuple(_chapters(told)) if len(told.sites) > 1 else (),
    )


def subject(told: Summary) -> str:
    """Say what it is about: the one site, or how many."""
    if len(told.sites) == 1:
        return told.sites[0].site.name
    return counted(len(told.sites), "établissement", "établissements")


def _sections(printable: SummarySheet) -> Iterator[Section]:
    told = printable.summary
    total = totals(told)
    yield Section("Chiffres", (tiles(total), charts(told, total), *_left_out(told)))
    yield Section("Registre et données jointes", (_evidence(printable),))
    if len(told.sites) == 1:
        first, *others = chapters.sections(told.sites[0], told.gravest, told.on)
        yield Section(first.title, first.blocks, begins_page=True)
        yield from others
    elif told.sites:
        yield Section(
            "Tous les établissements", (_overview(told.sites),), begins_page=len(told.sites) > MOST_ON_FIRST_PAGE
        )


def _left_out(told: Summary) -> Iterator[Block]:
    if told.left_out:
        rows = counted(len(told.gravest), "constat a une ligne", "constats ont une ligne")
        others = counted(told.left_out, "autre constat ouvert est", "autres constats ouverts sont")
        text = f"Les plus graves d’abord, {rows} dans ce document. {others} dans les données jointes ({DATA})."
        yield Notice("Constats sans ligne", text)


def _evidence(printable: SummarySheet) -> Facts:
    told, data = printable.summary, printable.data
    rows = (
        ("Dernière écriture", _last(told)),
        ("Dernière ancre", _anchor(told)),
        ("Données jointes", f"{DATA}, {size(len(data))}, empreinte SHA-256 {sha256(data).hexdigest()}"),
    )
    return Facts(rows, wide=True)


def _last(told: Summary) -> str:
    register = told.register
    if register.recorded_at is None:
        return "Le registre est vide."
    return f"n°{NO_BREAK}{number(register.number)}, enregistrée le {exact(register.recorded_at)}"


def _anchor(told: Summary) -> str:
    anchor = told.anchor
    if anchor is None:
        return "Aucune ancre n’est indiquée."
    named = f"écriture n°{NO_BREAK}{number(anchor.number)}, prise le {exact(anchor.taken_at)} par {anchor.signer}"
    return f"{named}\n{anchor.link}"


MOST_AT_LENGTH = 40
"""Sites whose chapters have tables and pages of their own; of more each has some lines, or Typst takes gigabytes."""

MOST_ON_FIRST_PAGE = 8
"""Sites whose table stands below the charts; that of more begins a page."""

OVERVIEW = (
    "N°",
    "Établissement",
    "Type, cat.",
    "Éléments manquants",
    "Interv. en\u00a0retard",
    "Constats ouverts",
    "dont critiques",
    "Hors délai",
    "Rondes non\u00a0faites",
    "Avis",
)


def _overview(sites: Iterable[SiteSummary]) -> Rows:
    rows = tuple(_line(place, site) for place, site in enumerate(sites, start=1))
    return Rows(OVERVIEW, (7, 43, 13, 19, 17, 15, 15, 12, 17, 20), rows, numbers=(0, *range(3, 9)), is_small=True)


def _line(place: int, told: SiteSummary) -> tuple[str, ...]:
    findings, opinion = told.findings, told.visits.opinion
    counts = (
        len(told.missing),
        told.interventions.number(Status.OVERDUE),
        findings.number(),
        findings.number(severity=Severity.CRITICAL),
        findings.overdue(),
        told.permits.missed_rounds,
    )
    favour = FAVOURS[opinion.favour] if opinion and opinion.favour else "—"
    site = told.site
    return (
        number(place),
        site.name,
        f"{site.erp_type.value}, {ordinal(site.category.value)}",
        *map(number, counts),
        favour,
    )


def _chapters(told: Summary) -> Iterator[Chapter]:
    rows: dict[SiteId, list[FindingRow]] = {}
    for row in told.gravest:
        rows.setdefault(row.site_id, []).append(row)
    for place, site in enumerate(told.sites, start=1):
        name, own = site.site.name, rows.get(site.site.id, [])
        reference = name if len(name) <= MOST_OF_A_NAME else f"établissement n°{NO_BREAK}{number(place)}"
        title = f"{place}. {name}"
        if len(told.sites) > MOST_AT_LENGTH:
            yield Chapter(title, reference, blocks=tuple(chapters.lines(site, own, told.on)))
        else:
            yield Chapter(title, reference, chapters.sections(site, own, told.on))

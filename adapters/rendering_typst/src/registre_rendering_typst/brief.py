"""A site in six lines and one table, where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from registre_core.findings import Severity
from registre_core.summary import FindingFigures, FindingRow, Held, InterventionFigures, SiteSummary
from registre_rendering_typst.chapters import identity, permit_facts
from registre_rendering_typst.commission import visits
from registre_rendering_typst.form import Block, Lines
from registre_rendering_typst.found import left_out, listed
from registre_rendering_typst.french import NO_BREAK, counted, curved, day, number
from registre_rendering_typst.words import KINDS, SEVERITIES, STATUSES


def lines(site: SiteSummary, rows: Sequence[FindingRow], on: date) -> Iterator[Block]:
    """Say the same in brief, as `sections` does at length: a line for each of them, and one table."""
    told = (
        ("Établissement", identity(site.site).rows),
        ("Contenu du registre", tuple(_completeness(site.completeness))),
        ("Interventions", tuple(_interventions(site.interventions))),
        ("Constats ouverts", tuple(_findings(site.findings))),
        ("Permis de feu", tuple(permit_facts(site.permits))),
        ("Commission de sécurité", tuple(visits(site.visits))),
    )
    yield Lines(tuple((name, joined(facts) or "—") for name, facts in told))
    yield from left_out(site.findings.number() - len(rows))
    if rows:
        yield listed(rows, on)


def joined(facts: Iterable[tuple[str, str]]) -> str:
    """Write facts in one line."""
    told = (f"{name[0].lower()}{name[1:]}{NO_BREAK}: {value}" for name, value in facts)
    return f"{NO_BREAK}; ".join(told).replace("\n", " ")


def _completeness(held: Sequence[Held]) -> Iterator[tuple[str, str]]:
    yield "présents", number(sum(one.is_present for one in held))
    missing = ", ".join(_missed(one) for one in held if one.is_missing)
    if missing:
        yield "manquants", missing


def _missed(held: Held) -> str:
    told = (", ".join(held.lacking), f"depuis le {day(held.since)}" if held.since else "")
    more = ", ".join(filter(None, told))
    what = curved(held.requirement.french)
    return f"{what} ({more})" if more else what


def _interventions(figures: InterventionFigures) -> Iterator[tuple[str, str]]:
    for status, french in STATUSES.items():
        yield french.lower(), number(figures.number(status))


def _findings(figures: FindingFigures) -> Iterator[tuple[str, str]]:
    for kind, (_, many) in KINDS.items():
        oldest = figures.oldest(kind)
        if oldest:
            critical = figures.number(kind=kind, severity=Severity.CRITICAL)
            grave = counted(critical, *SEVERITIES[Severity.CRITICAL])
            late = f"{number(figures.overdue(kind))} hors délai"
            yield many.lower(), f"{number(figures.number(kind=kind))}, dont {grave} et {late}, depuis le {day(oldest)}"

"""What is said of one site: who it is, what its register holds, what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from registre_core.interventions import TYPES
from registre_core.permits import COLOURS as WATCHED
from registre_core.summary import (
    PRESENCES,
    FindingRow,
    Held,
    InterventionFigures,
    PermitFigures,
    Presence,
    SiteSummary,
)
from registre_core.workspace import Site
from registre_rendering_typst.commission import commission
from registre_rendering_typst.form import Block, Check, Checks, Facts, Rows, Section, Tick, Words
from registre_rendering_typst.found import findings
from registre_rendering_typst.french import NO_BREAK, curved, day, number
from registre_rendering_typst.slip import classed
from registre_rendering_typst.words import COLOURS, PERMITS, STATUSES

TICKS: Mapping[Presence, Tick] = {Presence.HELD: "done", Presence.MISSING: "open", Presence.NOTHING: "none"}
"""The mark beside what the law wants."""


def sections(site: SiteSummary, rows: Sequence[FindingRow], on: date) -> tuple[Section, ...]:
    """Lay out everything about a site.

    Args:
        site: which one.
        rows: its findings that have a row.
        on: the day that ages count to.
    """
    return (
        Section("Établissement", (identity(site.site),)),
        Section("Contenu du registre", (_completeness(site.completeness),)),
        Section("Interventions", (_interventions(site.interventions),)),
        Section("Constats ouverts", tuple(findings(site.findings, rows, on))),
        Section("Permis de feu", (_permits(site.permits),)),
        Section("Commission de sécurité", tuple(commission(site, rows, on))),
    )


def identity(site: Site) -> Facts:
    """Say where it is and where the law classes it."""
    closed = (("Fermé au public", f"à partir du {day(site.closed_on)}"),) if site.closed_on else ()
    return Facts((("Adresse", site.address or "—"), ("Classement", classed(site)), *closed))


def _completeness(held: Iterable[Held]) -> Block:
    checks = tuple(
        Check(curved(one.requirement.french), _sources(one), TICKS[one.presence], "\n".join(_presence(one)))
        for one in held
    )
    if not checks:
        return Words("Aucune exigence n’est en vigueur à cette date.")
    return Checks(checks, ("Ce que le registre doit contenir", "Texte", "État"))


def _sources(held: Held) -> str:
    """Name the texts; no line ends within the number of an article."""
    return "\n".join(re.sub(r"(?<=CCH) |(?<=R\.) |(?<=ex) ", NO_BREAK, one.text) for one in held.requirement.sources)


def _presence(held: Held) -> Iterator[str]:
    told = ", ".join(held.lacking) or (number(held.count) if held.count else "")
    yield PRESENCES[held.presence].capitalize() + (f"{NO_BREAK}: {told}" if told else "")
    if held.since:
        yield f"depuis le {day(held.since)}"
    if held.latest and held.latest != held.since:
        yield f"dernière date{NO_BREAK}: {day(held.latest)}"


def _interventions(figures: InterventionFigures) -> Block:
    rows = tuple(_of_type(figures, code, kind.french) for code, kind in TYPES.items() if _has(figures, code))
    if not rows:
        return Words("Aucune intervention n’est au registre.")
    head = ("Type", *STATUSES.values(), "Dernière faite le", "Prochaine prévue le")
    return Rows(head, (5, 3, 3, 3, 3, 4, 5), rows, numbers=(1, 2, 3, 4))


def _has(figures: InterventionFigures, code: str) -> bool:
    return figures.number(*STATUSES, type_code=code) > 0


def _of_type(figures: InterventionFigures, code: str, french: str) -> tuple[str, ...]:
    counts = (number(figures.number(status, type_code=code)) for status in STATUSES)
    done, planned = figures.last_done(code), figures.next_planned(code)
    return french, *counts, day(done) if done else "—", day(planned) if planned else "—"


def _permits(figures: PermitFigures) -> Block:
    facts = tuple(permit_facts(figures))
    return Facts(facts, wide=True) if facts else Words(f"Aucun permis de feu depuis le {day(figures.since)}.")


def permit_facts(figures: PermitFigures) -> Iterator[tuple[str, str]]:
    """Tell of permits and of what came after the work; nothing where there was none."""
    if not any(figures.states.values()):
        return
    states = ((french, figures.states.get(one, 0)) for one, french in PERMITS.items())
    watch = ((f"{WATCHED[one]} ({one.value})", figures.colours.get(one, 0)) for one in COLOURS)
    rounds = (("non faites", figures.missed_rounds), ("faites en retard", figures.late_rounds))
    yield f"Depuis le {day(figures.since)}", _counts((name, count) for name, count in states if count)
    yield "Levée de doute", _counts(watch)
    yield "Rondes", _counts(rounds)


def _counts(named: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name}{NO_BREAK}: {number(count)}" for name, count in named)

"""What is said of one site: who it is, what its register holds, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from registre_core.findings import Kind, Severity
from registre_core.interventions import TYPES
from registre_core.permits import COLOURS as WATCHED
from registre_core.summary import (
    PRESENCES,
    FindingFigures,
    FindingRow,
    Held,
    InterventionFigures,
    OrderTold,
    PermitFigures,
    Presence,
    SiteSummary,
    VisitFigures,
    VisitTold,
)
from registre_core.workspace import Site
from registre_rendering_typst.form import Block, Check, Checks, Facts, Lines, Rows, Section, Tick, Words
from registre_rendering_typst.french import NO_BREAK, counted, day, elapsed, number
from registre_rendering_typst.slip import classed
from registre_rendering_typst.words import (
    AUTHORITIES,
    COLOURS,
    FAVOURS,
    KINDS,
    OPEN_STATES,
    ORDERS,
    PERMITS,
    SEVERITIES,
    STATUSES,
    VISITS,
)

LINE = "\n"

TICKS: dict[Presence, Tick] = {Presence.HELD: "done", Presence.MISSING: "open", Presence.NOTHING: "none"}

IN_THE_BUILDING = frozenset({Kind.OBSERVATION, Kind.ANOMALY})


def sections(site: SiteSummary, rows: Sequence[FindingRow], on: date) -> tuple[Section, ...]:
    """Lay out everything about a site.

    Args:
        site: which one.
        rows: its findings that have a row.
        on: the day that ages count to.
    """
    return (
        Section("Établissement", (_identity(site.site),)),
        Section("Contenu du registre", (_completeness(site.completeness),)),
        Section("Interventions", (_interventions(site.interventions),)),
        Section("Constats ouverts", tuple(_findings(site.findings, rows, on))),
        Section("Permis de feu", (_permits(site.permits),)),
        Section("Commission de sécurité", tuple(_commission(site, rows, on))),
    )


def lines(site: SiteSummary, rows: Sequence[FindingRow], on: date) -> Iterator[Block]:
    """Say the same in brief, as `sections` does at length: a line for each of them, and one table."""
    told = (
        ("Établissement", _identity(site.site).rows),
        ("Contenu du registre", tuple(_brief_completeness(site.completeness))),
        ("Interventions", tuple(_brief_interventions(site.interventions))),
        ("Constats ouverts", tuple(_brief_findings(site.findings))),
        ("Permis de feu", tuple(_permit_facts(site.permits))),
        ("Commission de sécurité", tuple(_visits(site.visits))),
    )
    yield Lines(tuple((name, joined(facts) or "—") for name, facts in told))
    yield from _left_out(site.findings.number() - len(rows))
    if rows:
        yield _listed(rows, on)


def joined(facts: Iterable[tuple[str, str]]) -> str:
    """Write facts in one line."""
    told = (f"{name[0].lower()}{name[1:]}{NO_BREAK}: {' '.join(value.split(LINE))}" for name, value in facts)
    return f"{NO_BREAK}; ".join(told)


def _brief_completeness(held: Sequence[Held]) -> Iterator[tuple[str, str]]:
    yield "présents", number(sum(one.is_present for one in held))
    missing = ", ".join(_missed(one) for one in held if one.is_missing)
    if missing:
        yield "manquants", missing


def _missed(held: Held) -> str:
    told = (", ".join(held.lacking), f"depuis le {day(held.since)}" if held.since else "")
    more = ", ".join(filter(None, told))
    return f"{held.requirement.french} ({more})" if more else held.requirement.french


def _brief_interventions(figures: InterventionFigures) -> Iterator[tuple[str, str]]:
    for status, french in STATUSES.items():
        yield french.lower(), number(figures.number(status))


def _brief_findings(figures: FindingFigures) -> Iterator[tuple[str, str]]:
    for kind, (_, many) in KINDS.items():
        oldest = figures.oldest(kind)
        if oldest:
            critical = figures.number(kind=kind, severity=Severity.CRITICAL)
            grave = counted(critical, *SEVERITIES[Severity.CRITICAL])
            late = f"{number(figures.overdue(kind))} hors délai"
            yield many.lower(), f"{number(figures.number(kind=kind))}, dont {grave} et {late}, depuis le {day(oldest)}"


def _identity(site: Site) -> Facts:
    closed = (("Fermé au public", f"à partir du {day(site.closed_on)}"),) if site.closed_on else ()
    return Facts((("Adresse", site.address or "—"), ("Classement", classed(site)), *closed))


def _completeness(held: Iterable[Held]) -> Block:
    checks = tuple(
        Check(one.requirement.french, _sources(one), TICKS[one.presence], LINE.join(_presence(one))) for one in held
    )
    if not checks:
        return Words("Aucune exigence n’est en vigueur à cette date.")
    return Checks(checks, ("Ce que le registre doit contenir", "Texte", "État"))


def _sources(held: Held) -> str:
    return LINE.join(source.text.replace(" ", NO_BREAK) for source in held.requirement.sources)


def _presence(held: Held) -> Iterator[str]:
    told = ", ".join(held.lacking) or (number(held.count) if held.count else "")
    yield PRESENCES[held.presence].capitalize() + (f"{NO_BREAK}: {told}" if told else "")
    if held.since and held.is_missing:
        yield f"depuis le {day(held.since)}"
    if held.latest:
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


def _findings(figures: FindingFigures, rows: Sequence[FindingRow], on: date) -> Iterator[Block]:
    told = tuple(_alike(figures, kind, severity, on) for kind in KINDS for severity in SEVERITIES)
    some = tuple(row for row in told if row)
    if not some:
        yield Words("Aucun constat n’est ouvert.")
        return
    head = (
        "Nature",
        "Gravité",
        *(state.capitalize() for state in OPEN_STATES.values()),
        "Hors délai",
        "Le plus ancien",
    )
    yield Rows(head, (5, 4, 3, 3, 3, 3, 3, 8), some, numbers=(2, 3, 4, 5, 6))
    yield from _left_out(figures.number() - len(rows))
    here = [row for row in rows if row.kind in IN_THE_BUILDING]
    if here:
        yield _listed(here, on)


def _alike(figures: FindingFigures, kind: Kind, severity: Severity, on: date) -> tuple[str, ...]:
    oldest = figures.oldest(kind, severity)
    if oldest is None:
        return ()
    counts = (figures.number(state, kind=kind, severity=severity) for state in OPEN_STATES)
    since = f"{day(oldest)} ({elapsed((on - oldest).days)})"
    numbers = map(number, (*counts, figures.overdue(kind, severity)))
    return KINDS[kind][1], SEVERITIES[severity][1].capitalize(), *numbers, since


def _left_out(count: int) -> Iterator[Words]:
    if count > 0:
        told = counted(count, "constat ouvert n’a pas de ligne ici", "constats ouverts n’ont pas de ligne ici")
        yield Words(f"{told}{NO_BREAK}: les données jointes à ce fichier les contiennent.")


def _listed(rows: Iterable[FindingRow], on: date) -> Rows:
    head = ("Gravité", "Constat", "N°, texte visé", "État", "Constaté le", "Échéance")
    return Rows(head, (4, 13, 4, 4, 6, 4), tuple(_row(row, on) for row in rows), is_small=True)


def _row(row: FindingRow, on: date) -> tuple[str, ...]:
    what = LINE.join(filter(None, (row.text, row.place)))
    named = LINE.join(filter(None, (row.number, row.reference))) or "—"
    written = f"{day(row.created_on)} ({elapsed(row.age(on))})\npar {row.created_by}"
    due = f"{day(row.due_on)}{LINE + 'hors délai' if row.is_overdue(on) else ''}" if row.due_on else "—"
    grave = f"{SEVERITIES[row.severity][0].capitalize()}\n{KINDS[row.kind][0].lower()}"
    return grave, what, named, OPEN_STATES[row.state].capitalize(), written, due


def _permits(figures: PermitFigures) -> Block:
    facts = tuple(_permit_facts(figures))
    return Facts(facts, wide=True) if facts else Words(f"Aucun permis de feu depuis le {day(figures.since)}.")


def _permit_facts(figures: PermitFigures) -> Iterator[tuple[str, str]]:
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


def _commission(site: SiteSummary, rows: Iterable[FindingRow], on: date) -> Iterator[Block]:
    yield Facts(tuple(_visits(site.visits)), wide=True)
    prescribed = [row for row in rows if row.kind is Kind.PRESCRIPTION]
    if prescribed:
        yield Words("Prescriptions ouvertes, de la plus grave à la moins grave :")
        yield _listed(prescribed, on)


def _visits(figures: VisitFigures) -> Iterator[tuple[str, str]]:
    yield "Dernière visite", _visit(figures.last) if figures.last else "Aucune visite n’est au registre."
    yield "Visites au registre", number(figures.count)
    if figures.opinion and figures.opinion.favour:
        yield "Avis en cours", _opinion(figures.opinion)
    for order in figures.orders:
        yield "Arrêté en vigueur", _order(order)
    if figures.announced_on:
        yield "Visite annoncée", f"le {day(figures.announced_on)}"
    if figures.due_on:
        yield "Visite périodique attendue", f"avant le {day(figures.due_on)}"


def _visit(visit: VisitTold) -> str:
    report = "procès-verbal au registre" if visit.has_report else "procès-verbal absent du registre"
    return f"le {day(visit.visited_on)}, {VISITS[visit.kind]}, {visit.commission}, {report}"


def _opinion(visit: VisitTold) -> str:
    given = f", rendu le {day(visit.given_on)}" if visit.given_on else ""
    grounds = (
        f", motivé par {counted(visit.motivated_by, 'prescription', 'prescriptions')}" if visit.motivated_by else ""
    )
    return f"{FAVOURS[visit.favour] if visit.favour else '—'}{given}{grounds}"


def _order(order: OrderTold) -> str:
    named = f" n°{NO_BREAK}{order.number}" if order.number else ""
    due = f", à exécuter avant le {day(order.due_on)}" if order.due_on else ""
    return f"du {AUTHORITIES[order.authority]}{named} du {day(order.signed_on)}{NO_BREAK}: {ORDERS[order.kind]}{due}"

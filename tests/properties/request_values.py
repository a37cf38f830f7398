"""Strategies for what is kept of findings and of requests about them, as wide as their invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.properties.values import (
    creators,
    days,
    documents,
    identifiers,
    instants,
    names,
    passages,
    several,
    texts,
    versions,
)

from registre_core.findings import Finding, Kind, Move, Severity, State, Step
from registre_core.findings.course import FROM_HERE
from registre_core.kernel.money import Money
from registre_core.kernel.natures import Nature
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.requests import Answer, Line, LineOfRequest, Link, Quote, Recipient, RequestKind, WorkRequest
from registre_core.testing.signing import a_digest

files = st.lists(documents, max_size=2, unique_by=lambda one: one.digest).map(tuple)
people = st.builds(PersonKey, st.sampled_from([PersonKind.USER, PersonKind.CONTACT]), identifiers)
somebody = st.none() | people
something = st.none() | identifiers


def steps(move: Move) -> st.SearchStrategy[Step]:
    """Make a move that says why, and on what occasion."""
    return st.builds(
        Step,
        st.just(move),
        instants,
        identifiers,
        names,
        files,
        st.none() | days,
        identifiers,
        something,
        somebody,
        texts,
        something,
    )


@st.composite
def courses(draw: st.DrawFn) -> tuple[State, tuple[Step, ...]]:
    """Go some way from the beginning, by moves that there are."""
    state, gone = State.OPEN, list[Step]()
    for _ in range(draw(st.integers(0, 3))):
        step = draw(st.sampled_from(sorted(FROM_HERE[state])).flatmap(steps))
        state = FROM_HERE[state][step.move]
        gone.append(step)
    return state, tuple(gone)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Find something anywhere: in a report, on a round, by hand."""
    kind, source = draw(
        st.sampled_from(
            [
                (Kind.OBSERVATION, "intervention_id"),
                (Kind.PRESCRIPTION, "visit_id"),
                (Kind.ANOMALY, "filed_id"),
                (Kind.ANOMALY, "permit_id"),
                (Kind.ANOMALY, None),
            ]
        )
    )
    read = source in {"intervention_id", "visit_id", "filed_id"}
    state, gone = draw(courses())
    return Finding(
        id=draw(identifiers),
        kind=kind,
        site_id=draw(identifiers),
        text=draw(names),
        passage=draw(st.none() | passages) if read else None,
        created_by=draw(creators),
        created_at=draw(instants),
        state=state,
        steps=gone,
        **{name: draw(texts) for name in ("place", "number", "reference", "priority", "reference_source")},
        nature=draw(st.sampled_from(Nature)),
        repeats=draw(something),
        version=draw(versions),
        severity=draw(st.sampled_from(Severity)),
        due_on=draw(st.none() | days),
        responsible=draw(somebody),
        photos=draw(files),
        documents=draw(files),
        **{"intervention_id": None, **({source: draw(identifiers)} if source else {})},
    )


quotes = st.builds(
    Quote,
    st.integers(0, 10**12).map(lambda coins: Money.from_minor(coins, "EUR")),
    st.sampled_from([Decimal(0), Decimal("5.5"), Decimal("2.1"), Decimal(20)]),
    st.none() | days,
)
recipients = st.builds(Recipient, identifiers, several(identifiers)) | st.builds(
    Recipient, st.none(), identifiers.map(lambda one: (one,))
)


def answers(kind: RequestKind) -> st.SearchStrategy[Answer]:
    """Answer what is asked."""
    offered = quotes if kind is RequestKind.QUOTE else st.none()
    return st.builds(Answer, instants, st.booleans(), texts, st.none() | days, offered, files, something)


@st.composite
def lines(draw: st.DrawFn, kind: RequestKind = RequestKind.QUOTE) -> Line:
    """Address somebody who was sent it or not, and who was chosen, passed over, or neither."""
    if not draw(st.booleans()):
        return Line(draw(identifiers), draw(recipients), reason=draw(texts))
    chosen = draw(st.booleans())
    moment = st.none() | instants
    return Line(
        draw(identifiers),
        draw(recipients),
        draw(instants),
        draw(moment),
        draw(st.none() | answers(kind)),
        draw(moment),
        None if chosen else draw(moment),
        draw(texts),
        draw(instants) if chosen else None,
        draw(moment),
        draw(identifiers) if chosen else None,
    )


def _asked(line: Line) -> tuple[object, ...]:
    return (line.recipient.contractor_id, *line.recipient.contacts)


@st.composite
def work_requests(draw: st.DrawFn) -> WorkRequest:
    """Ask some people, each once."""
    kind = draw(st.sampled_from(RequestKind))
    return WorkRequest(
        draw(identifiers),
        kind,
        draw(identifiers),
        draw(several(identifiers, least=1)),
        draw(names),
        draw(several(lines(kind), least=1).filter(_once)),
        draw(identifiers),
        draw(instants),
        draw(st.none() | instants),
        draw(st.sampled_from(["Europe/Paris", "Indian/Reunion"])),
        draw(st.sampled_from(["after-sales", "works"])),
        draw(files),
        draw(st.lists(passages, max_size=1).map(tuple)),
        draw(st.booleans()),
        draw(something),
        draw(versions),
    )


def _once(given: tuple[Line, ...]) -> bool:
    asked = [one for line in given for one in _asked(line) if one is not None]
    return len(set(asked)) == len(asked) and len({line.id for line in given}) == len(given)


links = st.builds(
    lambda identifier, request, line, at, opened, revoked, version: Link(
        identifier, a_digest(identifier.bytes), request, line, at[0], at[1], opened, revoked, version
    ),
    identifiers,
    identifiers,
    identifiers,
    st.lists(instants, min_size=2, max_size=2, unique=True).map(sorted),
    st.none() | instants,
    st.none() | instants,
    versions,
)

ASKED: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Step: st.sampled_from(Move).flatmap(steps),
    Finding: findings(),
    Quote: quotes,
    Recipient: recipients,
    Answer: st.sampled_from(RequestKind).flatmap(answers),
    Line: lines(),
    LineOfRequest: st.builds(LineOfRequest, identifiers, st.just(RequestKind.QUOTE), identifiers, lines()),
    WorkRequest: work_requests(),
    Link: links,
}
"""By class."""

"""Strategies for what is kept of visits, the logbook and filed documents, as wide as their invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.properties.values import (
    counts,
    days,
    documents,
    identifiers,
    instants,
    names,
    several,
    texts,
    versions,
)

from registre_core.commissions import (
    AdministrativeOrder,
    Authority,
    Favour,
    Opinion,
    OrderKind,
    Visit,
    VisitKind,
)
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.validation import one_line
from registre_core.logbook import (
    Disability,
    Drill,
    DrillKind,
    FiledDocument,
    Instructions,
    LogbookEntry,
    SafetyStaff,
    Works,
)

lines = texts.filter(lambda text: one_line("text", text) is None)
called = lines.filter(str.strip)
participants = st.builds(Participant, st.sampled_from(PersonKind), identifiers, called, lines)
spans = st.timedeltas(timedelta(0), timedelta(days=4_000))


@st.composite
def lasting(draw: st.DrawFn) -> tuple[date, date | None]:
    """Begin on a day, and end on it or later, if at all."""
    first = draw(days)
    return first, draw(st.none() | spans.map(lambda span: first + span))


@st.composite
def orders(draw: st.DrawFn, after: date = date(1900, 1, 1)) -> AdministrativeOrder:
    signed = after + draw(spans)
    later = st.none() | spans.map(lambda span: signed + span)
    return AdministrativeOrder(
        draw(identifiers),
        draw(st.sampled_from(OrderKind)),
        draw(st.sampled_from(Authority)),
        signed,
        draw(lines),
        draw(later),
        draw(later),
        draw(several(identifiers)),
        draw(st.none() | documents),
        draw(st.none() | identifiers),
    )


@st.composite
def opinions(draw: st.DrawFn, after: date = date(1900, 1, 1)) -> Opinion:
    return Opinion(draw(st.sampled_from(Favour)), after + draw(spans), draw(several(identifiers)), draw(texts))


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    on, took_place = draw(days), draw(st.booleans())
    return Visit(
        draw(identifiers),
        draw(identifiers),
        draw(st.sampled_from(VisitKind)),
        on,
        draw(called),
        draw(several(participants)),
        draw(several(names)),
        draw(several(documents)),
        draw(st.none() | documents) if took_place else None,
        draw(several(opinions(on))) if took_place else (),
        draw(several(orders(on))) if took_place else (),
        draw(st.none() | spans.map(lambda span: on + span + timedelta(days=1))),
        draw(st.none() | identifiers),
        draw(st.none() | instants),
        "" if took_place else draw(texts),
        draw(versions),
    )


drills = st.builds(Drill, days, st.sampled_from(DrillKind), counts, counts, texts)
works = st.builds(
    lambda nature, span, firms, architect: Works(nature, span[0], span[1], firms, architect),
    names,
    lasting(),
    several(identifiers),
    st.none() | participants,
)
duties = st.builds(lambda person, duty, span: SafetyStaff(person, duty, *span), participants, names, lasting())
instructions = st.builds(
    lambda title, span, text, kinds: Instructions(title, span[0], text, kinds, span[1]),
    names,
    lasting(),
    texts,
    several(st.sampled_from(Disability)),
)
entries = st.builds(
    LogbookEntry,
    identifiers,
    identifiers,
    drills | works | duties | instructions,
    identifiers,
    instants,
    several(documents),
    identifiers,
    st.none() | identifiers,
    texts,
    versions,
)
filed = st.builds(FiledDocument, identifiers, identifiers, names, documents, identifiers, instants, st.none() | days)

BUILDING: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Participant: participants,
    Opinion: opinions(),
    AdministrativeOrder: orders(),
    Visit: visits(),
    Drill: drills,
    Works: works,
    SafetyStaff: duties,
    Instructions: instructions,
    LogbookEntry: entries,
    FiledDocument: filed,
}
"""By class."""

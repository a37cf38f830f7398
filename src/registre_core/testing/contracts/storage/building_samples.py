"""Strategies for what follows from findings, and stands beside them: corrections, requests, visits, the logbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from registre_core.commissions import Authority, Favour, OrderKind, Visit, VisitKind
from registre_core.findings import Finding, Severity, State
from registre_core.kernel.identifiers import LineId
from registre_core.kernel.money import Money
from registre_core.kernel.natures import Nature
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import Disability, DrillKind, SafetyStaff
from registre_core.requests import Line, Recipient, RequestKind, WorkRequest
from registre_core.testing.builders import IDS, a_finding
from registre_core.testing.building import (
    a_drill,
    a_filed_document,
    a_participant,
    a_visit,
    an_entry_of,
    an_opinion,
    an_order,
    some_instructions,
    some_works,
)
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.contracts.storage.samples import (
    creators,
    days,
    documents,
    instants,
    names,
    passages,
    texts,
    versions,
    words,
)
from registre_core.testing.contracts.storage.signed_samples import EVERY_ENTITY as SIGNED
from registre_core.testing.correcting import standing_at
from registre_core.testing.requesting import a_quote, a_work_request, an_answer

files = st.lists(documents, max_size=2, unique_by=lambda document: document.digest).map(tuple)
counts = st.integers(0, 2**63 - 1)
quotes = st.builds(
    a_quote,
    amount=st.integers(0, 10**12).map(lambda coins: Money.from_minor(coins, "EUR")),
    vat_rate=st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(20)]),
    valid_until=st.none() | days,
)


def _people(there: Furnished) -> st.SearchStrategy[Any]:
    return st.sampled_from(
        [None, PersonKey(PersonKind.USER, there.user.id), PersonKey(PersonKind.CONTACT, there.contact.id)]
    )


@st.composite
def _findings(draw: st.DrawFn, there: Furnished) -> Finding:
    """Build an observation that came somewhere, its steps with all that they can carry."""
    said = st.fixed_dictionaries(
        {
            "at": instants,
            "reason": names,
            "proofs": files,
            "due_on": st.none() | days,
            "intervention_id": st.sampled_from([None, there.intervention.id]),
            "visit_id": st.sampled_from([None, there.visit.id]),
            "checked_by": _people(there),
            "authority": texts,
            "finding_id": st.sampled_from([None, there.finding.id]),
        }
    )
    state = draw(st.sampled_from(State))
    return a_finding(
        there.intervention,
        text=draw(names),
        passage=draw(st.none() | passages),
        created_by=draw(creators),
        created_at=draw(instants),
        **{name: draw(texts) for name in ("place", "number", "reference", "priority", "reference_source")},
        nature=draw(st.sampled_from(Nature)),
        repeats=draw(st.sampled_from([None, there.finding.id])),
        state=state,
        steps=tuple(evolve(step, **draw(said)) for step in standing_at(state)["steps"]),
        severity=draw(st.sampled_from(Severity)),
        due_on=draw(st.none() | st.dates()),
        responsible=draw(_people(there)),
        photos=draw(files),
        documents=draw(files),
        version=draw(versions),
    )


@st.composite
def _requests(draw: st.DrawFn, there: Furnished) -> WorkRequest:
    """Build one that goes to a firm, and to a contact alone."""
    kind = draw(st.sampled_from(RequestKind))
    answers = st.builds(
        an_answer,
        at=instants,
        is_late=st.booleans(),
        message=texts,
        proposed_on=st.none() | days,
        quote=quotes if kind is RequestKind.QUOTE else st.none(),
        documents=files,
        written_by=st.sampled_from([None, there.user.id]),
    )
    moments = {name: draw(st.none() | instants) for name in ("opened_at", "declined_at", "told_at")}
    chosen = draw(st.sampled_from([{}, {"awarded_at": draw(instants), "intervention_id": there.intervention.id}]))
    heard: dict[str, Any] = {"sent_at": draw(instants), "answer": draw(st.none() | answers), **moments, **chosen}
    firm = Line(LineId(IDS.new()), Recipient(there.contractor.id), **draw(st.sampled_from([{}, heard])))
    alone = Line(LineId(IDS.new()), Recipient(None, (there.contact.id,)), withdrawn_at=draw(st.none() | instants))
    return a_work_request(
        there.finding,
        kind=kind,
        message=draw(names),
        lines=draw(st.sampled_from([(firm,), (alone, firm)])),
        created_by=there.user.id,
        created_at=draw(instants),
        deadline=draw(st.none() | instants),
        documents=draw(files),
        passages=draw(st.lists(passages, max_size=1).map(tuple)),
        is_split=draw(st.booleans()),
        intervention_id=draw(st.sampled_from([None, there.intervention.id])),
        version=draw(versions),
    )


@st.composite
def _visits(draw: st.DrawFn, there: Furnished) -> Visit:
    """Build one of which something came, or nothing."""
    day = draw(st.dates(date(1950, 1, 1), date(2190, 12, 31)))
    later, prescriptions = st.dates(day, day + timedelta(days=400)), st.sampled_from([(), (there.finding.id,)])
    opinions = st.builds(
        an_opinion,
        favour=st.sampled_from(Favour),
        given_on=later,
        motivated_by=prescriptions,
        remarks=texts,
    )
    orders = st.builds(
        an_order,
        kind=st.sampled_from(OrderKind),
        authority=st.sampled_from(Authority),
        signed_on=st.just(day),
        number=words | st.just(""),
        notified_on=st.none() | later,
        due_on=st.none() | later,
        prescriptions=prescriptions,
        document=st.none() | documents,
    )
    return a_visit(
        there.site,
        kind=draw(st.sampled_from(VisitKind)),
        visited_on=day,
        commission=draw(words),
        attendees=draw(st.sampled_from([(), (a_participant(there.user), a_participant(there.contact))])),
        examined=tuple(draw(st.lists(names, max_size=2, unique=True))),
        documents=draw(files),
        report=draw(st.none() | documents),
        opinions=tuple(draw(st.lists(opinions, max_size=2))),
        orders=tuple(draw(st.lists(orders, max_size=2))),
        next_due_on=draw(st.none() | st.dates(day + timedelta(days=1), day + timedelta(days=4_000))),
        recorded_by=draw(st.sampled_from([None, there.user.id])),
        recorded_at=draw(st.none() | instants),
        version=draw(versions),
    )


def _contents(there: Furnished) -> st.SearchStrategy[Any]:
    """Build what stands in each chapter."""
    named = st.builds(a_participant, st.sampled_from([None, there.user, there.contact]), capacity=words)
    first, last = st.dates(date(1950, 1, 1), date(2020, 1, 1)), st.none() | st.dates(date(2020, 1, 1))
    firms = st.sampled_from([(), (there.contractor.id,)])
    kinds = st.sets(st.sampled_from(Disability)).map(lambda some: tuple(sorted(some)))
    return (
        st.builds(
            a_drill, held_on=st.dates(), kind=st.sampled_from(DrillKind), people=counts, minutes=counts, remarks=texts
        )
        | st.builds(
            some_works,
            nature=names,
            started_on=first,
            ended_on=last,
            contractors=firms,
            architect=st.none() | named,
        )
        | st.builds(SafetyStaff, named, duty=names, from_day=first, until_day=last)
        | st.builds(some_instructions, title=names, in_force_on=first, text=texts, disabilities=kinds, until_day=last)
    )


def _entries(there: Furnished) -> st.SearchStrategy[Any]:
    """Build an entry that stands, or one that takes another one back."""
    retracting = {"corrects": st.just(there.logbook_entry.id), "retracted": names}
    return st.builds(
        lambda content, told, **rest: an_entry_of(content, there.site, **told, **rest),
        _contents(there),
        st.just({}) | st.fixed_dictionaries(retracting),
        recorded_by=st.just(there.user.id),
        recorded_at=instants,
        documents=files,
        version=versions,
    )


def _filed(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        a_filed_document,
        st.just(there.site),
        title=names,
        document=documents,
        filed_by=st.just(there.user.id),
        filed_at=instants,
        dated=st.none() | st.dates(),
        version=versions,
    )


EVERY_ENTITY: Mapping[str, Callable[[Furnished], st.SearchStrategy[Any]]] = {
    **SIGNED,
    "finding": _findings,
    "request": _requests,
    "visit": _visits,
    "logbook-entry": _entries,
    "filed-document": _filed,
}
"""For each kind, entities that name only what stands there: whatever they are."""

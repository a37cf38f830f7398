"""Strategies for what is kept of signatures, as wide as its invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from tests.properties.values import digests as plain_digests
from tests.properties.values import (
    documents,
    identifiers,
    instants,
    lines_of_text,
    names,
    persons,
    several,
    texts,
    versions,
)

from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule, Signer
from registre_core.signatures import (
    Consent,
    Drawing,
    Evidence,
    Point,
    Reserved,
    Seal,
    SealState,
    SignatureRequest,
    SignatureState,
    Spot,
    Stage,
    Stroke,
    Subject,
    SubjectKind,
    Ticket,
    TimeLevel,
    Trace,
)
from registre_core.signatures.drawings import LATEST

digests: st.SearchStrategy[Any] = plain_digests

spans = st.timedeltas(timedelta(minutes=1), timedelta(days=400))
hundredths = st.integers(-99_999, 99_999).map(lambda value: value / 100)
portions = st.integers(0, 100).map(lambda value: value / 100)
points = st.builds(Point, hundredths, hundredths, st.integers(0, LATEST), portions)
strokes = st.builds(Stroke, st.lists(points, max_size=3).map(tuple))
signers = st.builds(Signer, st.sampled_from(PersonKind), identifiers, lines_of_text, st.just("") | lines_of_text)
subjects = st.builds(Subject, st.sampled_from(SubjectKind), identifiers, st.sampled_from(Stage), versions)
consents = st.builds(Consent, lines_of_text, names)
spots = st.builds(
    lambda page, left, top, wide, high: Spot(page, (left, top, left + wide, top + high)),
    st.integers(1, 99),
    *[st.integers(0, 500).map(lambda half: half / 2)] * 2,
    *[st.integers(1, 500).map(lambda half: half / 2)] * 2,
)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Draw with points in the order of their times."""
    moments = iter(sorted(draw(st.lists(st.integers(0, LATEST), min_size=6, max_size=6))))
    drawn = draw(st.lists(st.lists(st.tuples(hundredths, hundredths, portions), max_size=3), max_size=2))
    lines = tuple(Stroke(tuple(Point(x, y, next(moments), force) for x, y, force in line)) for line in drawn)
    sizes = st.integers(1, 10_000)
    return Drawing(draw(sizes), draw(sizes), lines, draw(st.integers(1, 1_600)) / 100)


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    told = st.none() | texts
    return Trace(draw(identifiers), draw(st.none() | drawings()), draw(told), draw(told))


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    trace, shown_at, stamp = draw(traces()), draw(instants), draw(st.none() | digests)
    return Evidence(
        digest=draw(digests),
        shown_at=shown_at,
        signed_at=shown_at + draw(spans),
        consent=draw(consents),
        channel=draw(lines_of_text),
        drawing_digest=trace.drawing.shape_digest if trace.drawing else draw(st.none() | digests),
        trace=trace,
        session=draw(st.none() | persons),
        claimed_at=draw(st.none() | instants),
        time_level=TimeLevel.STAMPED if stamp else TimeLevel.LOCAL,
        stamp=stamp,
    )


@st.composite
def requests(draw: st.DrawFn) -> SignatureRequest:
    """Ask somebody, and let something become of it."""
    state = draw(st.sampled_from([one for one in SignatureState if one is not SignatureState.EXPIRED]))
    is_open = state in {SignatureState.REQUESTED, SignatureState.SHOWN}
    proof = draw(evidences()) if state is SignatureState.SIGNED else None
    signer, asked_at = draw(signers), draw(instants)
    return SignatureRequest(
        id=draw(identifiers),
        subject=draw(subjects),
        site_id=draw(identifiers),
        digest=proof.digest if proof else draw(digests),
        role=draw(st.sampled_from(SignatoryRole)),
        signer=Signer(signer.kind, proof.trace.id, signer.name) if proof else signer,
        asked_at=asked_at,
        expires_at=asked_at + draw(spans),
        state=state,
        shown_at=draw(instants if state is SignatureState.SHOWN else st.none() | instants),
        settled_at=None if is_open else draw(instants),
        reason=draw(names),
        reservations=draw(texts) if proof else "",
        replaces=draw(st.none() | identifiers),
        evidence=proof,
        asked_by=draw(st.none() | identifiers),
        version=draw(versions),
    )


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    issued_at = draw(instants)
    used_at, revoked_at = draw(st.sampled_from([(None, None), (issued_at, None), (None, issued_at)]))
    return Ticket(
        id=draw(identifiers),
        secret_digest=draw(digests),
        request_id=draw(identifiers),
        digest=draw(digests),
        role=draw(st.sampled_from(SignatoryRole)),
        signer_id=draw(identifiers),
        issued_by=draw(identifiers),
        issued_at=issued_at,
        expires_at=issued_at + draw(spans),
        opened_at=draw(st.none() | instants),
        used_at=used_at,
        revoked_at=revoked_at,
        version=draw(versions),
    )


@st.composite
def seals(draw: st.DrawFn) -> Seal:
    document = draw(st.none() | documents)
    signed = draw(several(identifiers, least=1))
    return Seal(
        id=draw(identifiers),
        subject=draw(subjects),
        site_id=draw(identifiers),
        signatures=signed,
        asked_at=draw(instants),
        state=draw(st.sampled_from(SealState)) if document else SealState.PENDING,
        document=document,
        time_level=draw(st.sampled_from(TimeLevel)) if document else TimeLevel.LOCAL,
        sealed_at=draw(instants) if document else None,
        attempts=draw(st.integers(1, 9)),
        version=draw(versions),
        reserved=tuple(Reserved(one, draw(spots)) for one in signed),
    )


SIGNED: Mapping[type[Any], st.SearchStrategy[Any]] = {
    PersonKey: st.builds(PersonKey, st.sampled_from([PersonKind.USER, PersonKind.CONTACT]), identifiers),
    SignatoryRule: st.builds(
        SignatoryRule,
        several(st.sampled_from(SignatoryRole), least=1),
        st.none() | st.integers(1, 9),
        st.booleans(),
    ),
    Signer: signers,
    Subject: subjects,
    Consent: consents,
    Point: points,
    Stroke: strokes,
    Drawing: drawings(),
    Trace: traces(),
    Evidence: evidences(),
    SignatureRequest: requests(),
    Ticket: tickets(),
    Spot: spots,
    Reserved: st.builds(Reserved, identifiers, spots),
    Seal: seals(),
}
"""By class, as in `values.STORED`."""

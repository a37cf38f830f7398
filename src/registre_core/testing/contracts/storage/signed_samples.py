"""Strategies for what is signed: signatures in every state, and permits that went through anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.permits import (
    Ending,
    EndingKind,
    Exemption,
    HotWorkPermit,
    MeasureStage,
    PermitStages,
    Position,
    Suspension,
    Validity,
    WatchPlan,
)
from registre_core.permits.tables import MEANS
from registre_core.signatures import Consent, Drawing, Point, SignatureRequest, SignatureState, Stage, Stroke, Trace
from registre_core.testing.builders import IDS, a_document, a_person
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.contracts.storage.samples import ENTITIES, instants, names, texts, versions, words
from registre_core.testing.signing import (
    a_drawing,
    a_measure,
    a_permit,
    a_round,
    a_signature_request,
    a_signer,
    a_subject,
    an_evidence,
    an_isolation,
    signed,
)

spans = st.timedeltas(timedelta(microseconds=1), timedelta(days=365))
digests = st.binary(min_size=32, max_size=32).map(lambda some: Digest(some.hex()))
coordinates = st.floats(-50_000, 50_000)
lines = words | st.just("")
both_sides = st.permutations((SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR)).map(tuple)
mornings = st.datetimes(datetime(1970, 1, 1), datetime(2198, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Draw some strokes, each point a little later than the one before."""
    pen = st.tuples(coordinates, coordinates, st.integers(0, 10**9), st.floats(0, 1))
    drawn = draw(st.lists(st.lists(pen, max_size=3), max_size=3))
    moments = accumulate(moment for stroke in drawn for *_, moment, _ in stroke)
    strokes = [Stroke(tuple(Point(x, y, next(moments), force) for x, y, _, force in stroke)) for stroke in drawn]
    ratio = draw(st.floats(0.5, 4))
    return a_drawing(width=draw(st.integers(1, 10_000)), strokes=tuple(strokes), ratio=ratio)


@st.composite
def _evidence(draw: st.DrawFn, asked: SignatureRequest) -> Any:  # noqa: ANN401  # evidence
    drawing, shown_at = draw(st.none() | drawings()), draw(instants)
    return an_evidence(
        asked,
        shown_at=shown_at,
        signed_at=shown_at + draw(spans),
        consent=Consent(draw(words), draw(names)),
        channel=draw(words),
        drawing_digest=drawing.shape_digest if drawing else draw(digests),
        trace=Trace(asked.signer.id, drawing, draw(st.none() | texts), draw(st.none() | texts)),
        session=draw(st.none() | st.builds(a_person, name=names)),
        claimed_at=draw(st.none() | instants),
    )


@st.composite
def _signatures(draw: st.DrawFn, there: Furnished) -> SignatureRequest:
    asked_at = draw(instants)
    signer = a_signer(kind=draw(st.sampled_from(PersonKind)), name=draw(words), capacity=draw(lines))
    asked = {
        "subject": a_subject(stage=draw(st.sampled_from(Stage)), edition=draw(versions)),
        "role": draw(st.sampled_from(SignatoryRole)),
        "signer": signer,
        "asked_at": asked_at,
        "expires_at": asked_at + draw(spans),
        "shown_at": draw(st.none() | instants),
        "replaces": draw(st.sampled_from([None, there.signature.id])),
        "asked_by": draw(st.none() | st.uuids().map(UserId)),
        "version": draw(versions),
    }
    settled = st.sampled_from([SignatureState.REFUSED, SignatureState.REVOKED, SignatureState.DELEGATED])
    match draw(st.sampled_from(["open", "signed", "settled"])):
        case "open":
            return a_signature_request(there.intervention, **asked)
        case "settled":
            ended = {"state": draw(settled), "settled_at": draw(instants), "reason": draw(names)}
            return a_signature_request(there.intervention, **asked, **ended)
    request = a_signature_request(there.permit, **asked)
    return signed(request, draw(_evidence(request)), reservations=draw(texts))


measures = st.builds(
    lambda ticked, **told: a_measure(code=f"own-{IDS.new()}", **(ticked if told["applies"] else {}), **told),
    st.sampled_from([{}]) | st.fixed_dictionaries({"done_at": instants, "done_by": st.uuids().map(UserId)}),
    stage=st.sampled_from(MeasureStage),
    text=names,
    source=texts,
    applies=st.booleans(),
)
positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180), st.none() | st.floats(0, 1e6))
rounds = st.builds(
    lambda made_at, late, **told: a_round(made_at=made_at, recorded_at=made_at + late, **told),
    instants,
    spans,
    minutes=st.sampled_from([15, 45]),
    is_clear=st.booleans(),
    comment=texts,
    photo=st.none() | st.just(a_document(b"\xff\xd8", media_type="image/jpeg")),
    position=st.none() | positions,
    drawing_digest=st.none() | digests,
)
validities = st.builds(Validity, instants, instants)
endings = st.builds(Ending, st.sampled_from([EndingKind.REFUSED, EndingKind.CANCELLED]), instants, texts)
exemptions = st.builds(Exemption, names, st.uuids().map(UserId), instants)


@st.composite
def _permits(draw: st.DrawFn, there: Furnished) -> HotWorkPermit:
    begins, rule = draw(mornings), draw(both_sides)
    ours, theirs = PersonKey(PersonKind.USER, there.user.id), PersonKey(PersonKind.CONTACT, there.contact.id)
    made = draw(st.lists(rounds, max_size=2))
    return a_permit(
        there.site,
        place=draw(names),
        work=draw(names),
        means=tuple(draw(st.permutations(list(MEANS)))[:3]),
        contractors=(there.contractor.id,),
        watcher=draw(st.sampled_from([ours, theirs])),
        valid_from=begins,
        valid_until=begins + draw(spans),
        created_at=draw(instants),
        operator_people=draw(st.sampled_from([(), (ours,)])),
        contractor_people=draw(st.sampled_from([(), (there.contact.id,)])),
        measures=tuple(draw(st.lists(measures, max_size=3))),
        detectors=draw(st.sampled_from([(), (an_isolation(),)])),
        site_closes_at=draw(st.none() | mornings),
        watch=WatchPlan((15, 45), draw(st.integers(0, 99)), 5) if made else draw(st.none() | st.just(WatchPlan())),
        rounds=tuple(made),
        stages=draw(st.sampled_from(PermitStages)),
        rule=SignatoryRule(rule, draw(st.none() | st.just(1)), in_order=draw(st.booleans())),
        edition=draw(versions),
        opened_by=rule[: draw(st.integers(0, 2))],
        earlier=draw(st.none() | validities),
        closings=draw(st.integers(0, 9)),
        closed_by=rule[: draw(st.integers(0, 2))],
        suspension=draw(st.none() | st.builds(Suspension, instants, names)),
        exemption=draw(st.none() | exemptions),
        ending=draw(st.none() | endings),
        version=draw(versions),
        **{name: draw(st.none() | instants) for name in ("asked_at", "work_ended_at", "closing_asked_at")},
    )


EVERY_ENTITY: Mapping[str, Callable[[Furnished], st.SearchStrategy[Any]]] = {
    **ENTITIES,
    "signature": _signatures,
    "permit": _permits,
}
"""For each kind, entities that name only what stands there: those that are signed, too."""

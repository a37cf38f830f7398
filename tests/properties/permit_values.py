"""Strategies for what is kept of permits and of what recurs, as wide as their invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from tests.properties.values import days as all_days
from tests.properties.values import (
    digests,
    documents,
    identifiers,
    instants,
    lines_of_text,
    names,
    recurrences,
    several,
    texts,
    versions,
)

from registre_core.interventions import Postponement, Recurrence
from registre_core.kernel.documents import Digest
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.permits import (
    CHECKLIST,
    MEANS,
    Ending,
    EndingKind,
    Exemption,
    HotWorkPermit,
    Isolation,
    Measure,
    MeasureStage,
    PermitStages,
    Position,
    RoundRecord,
    RoundSignature,
    Suspension,
    Validity,
    WatchPlan,
)

waits = st.timedeltas(timedelta(0), timedelta(days=2))
working_hours = instants.filter(lambda moment: 1970 <= moment.year < 2199)  # room for a week's work
people = st.builds(PersonKey, st.sampled_from([PersonKind.USER, PersonKind.CONTACT]), identifiers)
rules = st.builds(
    SignatoryRule,
    st.permutations([SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR]).map(tuple),
    st.none() | st.integers(1, 9),
    st.booleans(),
)
watch_plans = st.builds(
    WatchPlan,
    st.lists(st.integers(1, 1_440), min_size=1, max_size=3, unique=True).map(sorted).map(tuple),
    st.integers(0, 1_440),
    st.integers(0, 1_440),
)
positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180), st.none() | st.floats(0, 1e6))
suspensions = st.builds(Suspension, instants, names)
exemptions = st.builds(Exemption, names, identifiers, instants)
endings = st.builds(Ending, st.sampled_from(EndingKind), instants, texts)
validities = st.builds(Validity, instants, instants)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """Ask for a precaution, and tick it or not."""
    done_by = draw(st.none() | identifiers)
    known = draw(st.sampled_from([*CHECKLIST, Measure("own-préau", MeasureStage.AFTER, "Fermer le préau")]))
    return Measure(
        known.code,
        draw(st.sampled_from(MeasureStage)),
        draw(names),
        draw(texts),
        applies=True if done_by else draw(st.booleans()),
        done_at=draw(instants) if done_by else None,
        done_by=done_by,
    )


@st.composite
def isolations(draw: st.DrawFn) -> Isolation:
    """Name a detector; it was never out, is out, or is back."""
    isolated_at, restored_by = draw(st.none() | instants), draw(st.none() | identifiers)
    restored_at = isolated_at + draw(waits) if isolated_at and restored_by else None
    return Isolation(draw(names), isolated_at, restored_at, restored_by if restored_at else None)


@st.composite
def round_records(draw: st.DrawFn, rounds: st.SearchStrategy[int] = st.integers(1, 1_440)) -> RoundRecord:  # noqa: B008
    made_at = draw(instants)
    return RoundRecord(
        id=draw(identifiers),
        round=draw(rounds),
        made_at=made_at,
        recorded_at=made_at + draw(waits),
        made_by=draw(identifiers),
        is_clear=draw(st.booleans()),
        comment=draw(texts),
        photo=draw(st.none() | documents),
        position=draw(st.none() | positions),
        drawing_digest=draw(st.none() | digests.map(Digest)),
    )


@st.composite
def permits(draw: st.DrawFn) -> HotWorkPermit:
    """Draw a permit up, and let it have come however far."""
    begins, rule = draw(working_hours), draw(rules)
    plan, ending = draw(st.none() | watch_plans), draw(st.none() | endings)
    is_closed = ending is not None and ending.kind is EndingKind.CLOSED
    of_plan = round_records(st.sampled_from(plan.rounds)) if plan else st.nothing()
    signed = several(st.sampled_from(rule.roles))
    return HotWorkPermit(
        id=draw(identifiers),
        site_id=draw(identifiers),
        place=draw(names),
        work=draw(names),
        means=draw(several(st.sampled_from(list(MEANS)), least=1)),
        contractors=draw(several(identifiers, least=1)),
        watcher=draw(people),
        valid_from=begins,
        valid_until=begins + draw(waits) + timedelta(minutes=1),
        created_at=draw(instants),
        operator_people=draw(several(people)),
        contractor_people=draw(several(identifiers)),
        measures=draw(st.lists(measures(), max_size=2, unique_by=lambda one: one.code).map(tuple)),
        detectors=draw(st.lists(isolations(), max_size=2, unique_by=lambda one: one.name).map(tuple)),
        site_closes_at=draw(st.none() | working_hours),
        watch=plan,
        rounds=draw(st.lists(of_plan, max_size=2, unique_by=lambda one: one.id).map(tuple)) if plan else (),
        stages=draw(st.sampled_from(PermitStages)),
        rule=rule,
        edition=draw(versions),
        asked_at=draw(st.none() | instants),
        opened_by=draw(signed),
        earlier=draw(st.none() | validities),
        work_ended_at=draw(st.none() | instants),
        closing_asked_at=draw(st.none() | instants),
        closings=draw(st.integers(0, 9)),
        closed_by=rule.roles if is_closed else draw(signed),
        suspension=draw(st.none() | suspensions),
        exemption=draw(st.none() | exemptions),
        ending=ending,
        version=draw(versions),
    )


PERMITS: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Recurrence: recurrences,
    Postponement: st.builds(Postponement, all_days, names),
    Measure: measures(),
    Isolation: isolations(),
    WatchPlan: watch_plans,
    Position: positions,
    RoundRecord: round_records(),
    RoundSignature: st.builds(RoundSignature, identifiers, lines_of_text),
    Suspension: suspensions,
    Exemption: exemptions,
    Ending: endings,
    Validity: validities,
    HotWorkPermit: permits(),
}
"""By class, as in `values.STORED`."""

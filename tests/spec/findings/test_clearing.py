"""Who clears what on what grounds: each row says which of the grounds given are missing, and which text asks."""

import pytest
from attrs import evolve

from registre_core.findings import (
    CLEARING,
    Finding,
    Grounds,
    Kind,
    Move,
    State,
    may_clear,
    may_set_aside,
)
from registre_core.kernel.identifiers import VisitId
from registre_core.kernel.reasons import Mark
from registre_core.testing.builders import IDS, a_document, a_finding, a_site
from registre_core.testing.building import a_visit
from registre_core.testing.correcting import a_prescription, an_anomaly, standing_at

VISIT, PROOF, NAME = VisitId(IDS.new()), a_document(), "commission communale de sécurité"
NOTHING, REASON, SHOWN = Grounds(), Grounds("porte changée"), Grounds(proofs=(PROOF,))
NAMED = Grounds(authority=NAME)
BY_PAPER = Grounds(authority=NAME, proofs=(PROOF,))
ON_A_VISIT = Grounds(authority=NAME, visit=VISIT)

GROUNDS = [
    # kind, grounds, what is missing, source
    (Kind.OBSERVATION, NOTHING, ["proof-missing"], "CCH R. 141-10"),
    (Kind.OBSERVATION, REASON, ["proof-missing"], "CCH R. 141-10"),
    (Kind.OBSERVATION, NAMED, ["proof-missing"], "CCH R. 141-10"),
    (Kind.OBSERVATION, SHOWN, [], ""),
    (Kind.ANOMALY, NOTHING, ["grounds-missing"], "House rule"),
    (Kind.ANOMALY, Grounds("  "), ["grounds-missing"], "House rule"),
    (Kind.ANOMALY, REASON, [], ""),
    (Kind.ANOMALY, SHOWN, [], ""),
    (Kind.PRESCRIPTION, NOTHING, ["authority-missing", "discharge-missing"], "CCH R. 143-42"),
    (Kind.PRESCRIPTION, REASON, ["authority-missing", "discharge-missing"], "CCH R. 143-42"),
    (Kind.PRESCRIPTION, SHOWN, ["authority-missing"], "CCH R. 143-42"),
    (Kind.PRESCRIPTION, Grounds(visit=VISIT, authority=" "), ["authority-missing"], "CCH R. 143-42"),
    (Kind.PRESCRIPTION, NAMED, ["discharge-missing"], "CCH R. 143-42"),
    (Kind.PRESCRIPTION, BY_PAPER, [], ""),
    (Kind.PRESCRIPTION, ON_A_VISIT, [], ""),
]


def of(kind: Kind, state: State = State.OPEN, **step: object) -> Finding:
    standing = standing_at(state, **step)
    match kind:
        case Kind.OBSERVATION:
            return a_finding(**standing)
        case Kind.ANOMALY:
            return an_anomaly(a_site(), **standing)
        case Kind.PRESCRIPTION:
            return a_prescription(a_visit(a_site()), **standing)


@pytest.mark.parametrize("state", [State.OPEN, State.PLANNED, State.CORRECTED])
@pytest.mark.parametrize("kind,grounds,missing,source", GROUNDS)
def test_a_finding_is_cleared_on_the_grounds_that_its_kind_asks_for(
    kind: Kind, grounds: Grounds, missing: list[str], source: str, state: State
) -> None:
    reasons = may_clear(of(kind, state), grounds).reasons

    assert missing == [reason.code for reason in reasons]
    assert all(reason.source.text.startswith(source) for reason in reasons)


def test_what_came_when_it_was_declared_corrected_is_proof_of_it() -> None:
    assert may_clear(of(Kind.OBSERVATION, State.CORRECTED, proofs=(PROOF,)), NOTHING)
    assert may_clear(of(Kind.ANOMALY, State.CORRECTED, proofs=(PROOF,)), NOTHING)


def test_it_is_no_proof_any_more_once_it_was_seen_again() -> None:
    declared = of(Kind.OBSERVATION, State.CORRECTED, proofs=(PROOF,))
    again = evolve(declared.steps[-1], move=Move.SEEN_AGAIN, proofs=(), visit_id=VISIT)

    assert not may_clear(evolve(declared, state=State.OPEN, steps=(*declared.steps, again)), NOTHING)


def test_nor_does_the_operator_s_proof_discharge_a_prescription() -> None:
    declared = of(Kind.PRESCRIPTION, State.CORRECTED, proofs=(PROOF,))

    assert ["discharge-missing"] == [reason.code for reason in may_clear(declared, NAMED).reasons]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_cleared_is_not_cleared_again_and_all_that_speaks_against_is_told(kind: Kind) -> None:
    codes = [reason.code for reason in may_clear(of(kind, State.CLEARED), NOTHING).reasons]

    assert "wrong-finding-state" == codes[0]
    assert len(codes) > 1


@pytest.mark.parametrize(
    "kind,grounds,missing",
    [
        (Kind.OBSERVATION, REASON, []),
        (Kind.ANOMALY, REASON, []),
        (Kind.PRESCRIPTION, REASON, ["authority-missing", "discharge-missing"]),
        (Kind.PRESCRIPTION, NAMED, ["discharge-missing"]),
        (Kind.PRESCRIPTION, ON_A_VISIT, []),
    ],
)
def test_only_the_authority_says_that_its_prescription_does_not_apply(
    kind: Kind, grounds: Grounds, missing: list[str]
) -> None:
    assert missing == [reason.code for reason in may_set_aside(of(kind), grounds).reasons]


def test_every_kind_has_its_rule_in_french_and_none_rests_on_what_was_not_read_anywhere() -> None:
    assert set(Kind) == set(CLEARING)
    assert all(rule.french[0].islower() for rule in CLEARING.values())
    assert Mark.UNVERIFIED not in {rule.source.mark for rule in CLEARING.values()}


def test_only_observations_wait_for_the_next_inspection() -> None:
    assert [Kind.OBSERVATION] == [kind for kind, rule in CLEARING.items() if rule.is_confirmed]

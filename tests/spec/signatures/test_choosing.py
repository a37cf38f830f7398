"""Who may be asked to sign together."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from tests.spec.signatures.world import (
    ALI,
    BOTH,
    CONTACT,
    CONTRACTOR,
    LEA,
    OPERATOR,
    ZOE,
    asked,
    codes,
    declined,
    given,
    somebody,
    taken_back,
)

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.signatories import PersonKind, SignatoryRole, SignatoryRule, Signer
from registre_core.signatures import SignatureRequest, SigningPolicy, SubjectKind
from registre_core.signatures.policy import (
    Chosen,
    allowed_signatories,
    is_same_person,
    may_ask,
    may_keep_sides,
    may_rule,
)

S3 = "Version 1.47, Choix de l'interlocuteur signataire (S3)"
S8 = "Version 1.47, Permis de feu (S8)"
HOUSE = "House rule: a contradictory signature"

SETS = [
    # roles, intervention, contradictory intervention, permit, source
    ({OPERATOR}, True, True, False, S3),
    ({CONTRACTOR}, True, True, False, S3),
    ({CONTACT}, True, True, False, S3),
    ({OPERATOR, CONTACT}, True, True, False, S3),
    ({CONTRACTOR, CONTACT}, True, True, False, S3),
    ({OPERATOR, CONTRACTOR}, False, True, True, S8),
    ({OPERATOR, CONTRACTOR, CONTACT}, False, True, False, HOUSE),
]


def rule(*roles: SignatoryRole, needed: int | None = None) -> SignatoryRule:
    return SignatoryRule(roles, needed)


@pytest.mark.parametrize("roles, one, contradictory, permit, source", SETS)
def test_the_sets_of_roles_are_those_of_the_source(
    roles: set[SignatoryRole], source: str, *, one: bool, contradictory: bool, permit: bool
) -> None:
    asked, both_sides = rule(*sorted(roles)), SigningPolicy(contradictory=True)

    assert one == bool(may_rule(SubjectKind.INTERVENTION, asked))
    assert contradictory == bool(may_rule(SubjectKind.INTERVENTION, asked, both_sides))
    assert permit == bool(may_rule(SubjectKind.PERMIT, asked)) == bool(may_rule(SubjectKind.PERMIT, asked, both_sides))


def test_the_table_of_sets_leaves_none_out() -> None:
    every = [set(some) for count in (1, 2, 3) for some in combinations(SignatoryRole, count)]

    assert sorted(map(sorted, every)) == sorted(sorted(roles) for roles, *_ in SETS)
    assert {frozenset({OPERATOR, CONTRACTOR})} == allowed_signatories(SubjectKind.PERMIT)


def test_a_set_that_may_not_sign_is_told_with_the_text_that_says_so() -> None:
    [reason] = may_rule(SubjectKind.INTERVENTION, BOTH).reasons

    assert ("signatories-not-allowed", S3) == (reason.code, reason.source.text)
    assert {"kind": "intervention", "roles": "operator, contractor"} == reason.facts
    assert [S8] == [reason.source.text for reason in may_rule(SubjectKind.PERMIT, rule(CONTACT)).reasons]


QUORUMS: list[tuple[SignatoryRule, Sequence[Chosen], list[str]]] = [
    (rule(OPERATOR), [(OPERATOR, ZOE)], []),
    (rule(OPERATOR), [(OPERATOR, ZOE), (OPERATOR, LEA)], []),
    (rule(OPERATOR), [], ["role-without-signer"]),
    (rule(OPERATOR, CONTACT), [(OPERATOR, ZOE)], ["role-without-signer"]),
    (rule(OPERATOR, needed=2), [(OPERATOR, ZOE), (OPERATOR, LEA), (OPERATOR, ALI)], []),
    (rule(OPERATOR, needed=2), [(OPERATOR, ZOE)], ["quorum-out-of-reach"]),
    (rule(OPERATOR, CONTACT, needed=2), [(OPERATOR, ZOE), (OPERATOR, LEA), (CONTACT, ALI)], ["quorum-out-of-reach"]),
    (rule(OPERATOR), [(OPERATOR, ZOE), (CONTACT, LEA)], ["role-not-in-rule"]),
    (rule(OPERATOR, CONTACT), [(OPERATOR, ZOE), (CONTACT, ZOE)], ["signs-in-two-roles"]),
    (rule(OPERATOR), [(OPERATOR, ZOE), (OPERATOR, ZOE)], ["signs-twice"]),
    (
        rule(OPERATOR, CONTRACTOR, needed=2),
        [(OPERATOR, ZOE), (OPERATOR, ZOE), (CONTACT, ZOE)],
        [
            "signatories-not-allowed",
            "role-without-signer",
            "role-not-in-rule",
            "signs-twice",
            "signs-in-two-roles",
            "signs-in-two-roles",
        ],
    ),
]


@pytest.mark.parametrize("asked, chosen, expected", QUORUMS)
def test_each_role_has_enough_signers_and_each_signer_one_place(
    asked: SignatoryRule, chosen: Sequence[Chosen], expected: list[str]
) -> None:
    assert expected == codes(may_ask(SubjectKind.INTERVENTION, asked, chosen))


PEOPLE = [
    # one, another, are they one person?
    (ZOE, somebody(1, "Zoé Mahé-Le Goff"), True),
    (ZOE, somebody(9, "Zoé Mahé"), True),
    (ZOE, somebody(9, "ZOÉ  MAHÉ"), True),
    (ZOE, somebody(9, "zoe mahe", PersonKind.NAMED), True),
    (ZOE, somebody(9, "MAHÉ Zoé", PersonKind.CONTACT), True),
    (ZOE, somebody(9, "Zoé\u200b Mahé"), True),
    (somebody(8, "Jean‑Luc D’Arc"), somebody(9, "Jean Luc D'Arc"), True),
    (ZOE, somebody(9, "Zoé Mahé (mère)"), False),
    (ZOE, LEA, False),
    (somebody(8, ERASED_NAME), somebody(9, ERASED_NAME), False),
    (somebody(8, ERASED_NAME), somebody(8, ERASED_NAME), True),
]


@pytest.mark.parametrize("one, other, expected", PEOPLE)
def test_a_person_is_known_by_identity_and_by_name_as_people_read_it(
    one: Signer, other: Signer, *, expected: bool
) -> None:
    assert expected == is_same_person(one, other) == is_same_person(other, one)


def test_the_same_name_written_down_on_the_spot_signs_in_no_second_role() -> None:
    chosen = [(OPERATOR, ZOE), (CONTACT, somebody(44, "MAHE Zoe", PersonKind.NAMED))]

    assert ["signs-in-two-roles"] == codes(may_ask(SubjectKind.INTERVENTION, rule(OPERATOR, CONTACT), chosen))


BEFORE = [
    # signed at another stage or edition, who is to sign now, what speaks against it
    (given(OPERATOR, ZOE), (OPERATOR, ZOE), []),
    (given(OPERATOR, ZOE), (CONTRACTOR, LEA), []),
    (given(OPERATOR, ZOE), (CONTRACTOR, ZOE), ["signs-in-two-roles"]),
    (given(OPERATOR, ZOE), (CONTRACTOR, somebody(44, "MAHE Zoe", PersonKind.NAMED)), ["signs-in-two-roles"]),
    (asked(OPERATOR, ZOE), (CONTRACTOR, ZOE), []),
    (declined(OPERATOR, ZOE), (CONTRACTOR, ZOE), []),
    (taken_back(OPERATOR, ZOE), (CONTRACTOR, ZOE), []),
]


@pytest.mark.parametrize("before, chosen, told", BEFORE)
def test_who_signed_on_one_side_stays_there_through_all_stages_and_editions(
    before: SignatureRequest, chosen: Chosen, told: list[str]
) -> None:
    assert told == codes(may_keep_sides([chosen], [before, before]))

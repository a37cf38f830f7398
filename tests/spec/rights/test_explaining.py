"""Why somebody may do something, or may not: what each layer says, and that all of it agrees with the verdict."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import (
    BEYOND_2,
    CATALOGUE,
    EDIT,
    GHOST,
    RECORD,
    RIGHTS,
    SCHOOL,
    SEE,
    SHARED,
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_profile,
    codes_of,
    profiles,
    shared_by,
    situations,
    standing,
)

from registre_core.kernel.identifiers import SiteId
from registre_core.rights import Explanation, Layer, Profile, Says, Situation, Statement, explained, may

LAYERS = [Layer.ACCOUNT, Layer.SITE, Layer.CATALOGUE, Layer.PROFILE, Layer.GRANT, Layer.DENIAL, Layer.PREREQUISITE]
WORDS = {"+": Says.GIVES, "o": Says.ALLOWS, "x": Says.BLOCKS, ".": Says.NOTHING}


def why(account: Situation, right: str = RECORD, shared: str | None = None, site: SiteId | None = None) -> Explanation:
    return explained(CATALOGUE, account, None if shared is None else a_profile(shared), right, site, TODAY)


SHARES = standing(profile=SHARED)
AGAINST_ALL = standing("", GHOST, profile=SHARED, sites=[], expires_on=YESTERDAY)
EVERY_REASON = "account-expired site-not-assigned unknown-right right-denied"
NEITHER = "right-not-held right-needs-another"

STATEMENTS = [
    # what it shows, profile, situation, right, site, what each layer says, reasons of the verdict, source
    ("a grant gives it", None, standing(SEE), SEE, None, "ooo.+.o", "", BEYOND_2),
    ("the profile gives it", SEE, SHARES, SEE, None, "ooo+..o", "", BEYOND_2),
    ("both give it", SEE, standing(SEE, profile=SHARED), SEE, SCHOOL, "ooo++.o", "", BEYOND_2),
    ("nothing gives it", SEE, SHARES, "sites.consult", None, "ooo...o", "right-not-held", BEYOND_2),
    ("nothing gives it nor what it needs", None, standing(), RECORD, None, "ooo...x", NEITHER, BEYOND_2),
    ("a denial takes it", SEE, standing("", SEE, profile=SHARED), SEE, None, "ooo+.xo", "right-denied", BEYOND_2),
    ("denied, never given", None, standing("", SEE), SEE, None, "ooo..xo", "right-not-held right-denied", BEYOND_2),
    ("what it needs is missing", None, standing(RECORD), RECORD, None, "ooo.+.x", "right-needs-another", BEYOND_2),
    ("the profile gives what it needs", SEE, standing(RECORD, profile=SHARED), RECORD, None, "ooo.+.o", "", BEYOND_2),
    ("its plug-in is gone", GHOST, SHARES, GHOST, None, "oox+..o", "unknown-right", BEYOND_2),
    (
        "on another's site",
        SEE,
        evolve(SHARES, sites=frozenset()),
        SEE,
        SCHOOL,
        "oxo+..o",
        "site-not-assigned",
        BEYOND_2,
    ),
    ("not asked where", None, standing(SEE, sites=[]), SEE, None, "ooo.+.o", "", BEYOND_2),
    ("the account is locked", None, standing(SEE, locked=True), SEE, None, "xoo.+.o", "account-locked", BEYOND_2),
    ("everything speaks against", GHOST, AGAINST_ALL, GHOST, SCHOOL, "xxx+.xo", EVERY_REASON, BEYOND_2),
]


@pytest.mark.parametrize(
    "shared, account, right, site, said, reasons, source",
    [row[1:] for row in STATEMENTS],
    ids=[row[0] for row in STATEMENTS],
)
def test_what_each_layer_says(
    shared: str | None, account: Situation, right: str, site: SiteId | None, said: str, reasons: str, source: str
) -> None:
    explanation = why(account, right, shared, site)

    assert [*zip(LAYERS, map(WORDS.__getitem__, said), strict=True)] == [
        (statement.layer, statement.says) for statement in explanation.statements
    ], source
    assert reasons.split() == codes_of(explanation.verdict), source


def test_layers_are_listed_in_the_order_people_read() -> None:
    assert LAYERS == [*Layer]


def test_an_explanation_says_what_was_asked() -> None:
    explanation = explained(CATALOGUE, standing(), None, SEE, SCHOOL, TOMORROW)

    assert (SEE, SCHOOL, TOMORROW) == (explanation.right, explanation.site, explanation.on)


def test_it_asks_about_the_day_that_is_given() -> None:
    answers = [
        bool(explained(CATALOGUE, standing(SEE, expires_on=TODAY), None, SEE, None, on).verdict)
        for on in (YESTERDAY, TODAY, TOMORROW)
    ]

    assert [True, True, False] == answers


def test_the_profile_is_named_whether_or_not_it_speaks_of_the_right() -> None:
    names = [why(standing(profile=SHARED), shared=shared).profile for shared in (RECORD, SEE)]

    assert ["Partagé", "Partagé"] == names
    assert None is why(standing()).profile


def test_the_layers_that_give_a_right_are_told_even_when_another_blocks_it() -> None:
    explanation = why(standing(RECORD, RECORD, profile=SHARED, locked=True), shared=RECORD)

    assert [(Layer.PROFILE, "Partagé"), (Layer.GRANT, None)] == [(one.layer, one.name) for one in explanation.through]
    assert [Layer.ACCOUNT, Layer.DENIAL, Layer.PREREQUISITE] == [one.layer for one in explanation.blocked_by]


def test_a_layer_that_blocks_says_why_and_by_which_text_and_the_others_do_not() -> None:
    explanation = why(standing("", EDIT, profile=SHARED, sites=[], locked=True), EDIT, EDIT, SCHOOL)

    for statement in explanation.statements:
        assert (statement.says is Says.BLOCKS) is bool(statement.reasons)
        assert all(reason.source.text for reason in statement.reasons)
    assert ["Partagé", "Partagé"] == [
        reason.facts["profile"] for reason in explanation.verdict.reasons if "profile" in reason.facts
    ]


def test_a_refusal_that_nothing_gives_a_right_names_the_profile() -> None:
    (reason,) = why(standing(profile=SHARED), SEE, "").verdict.reasons

    assert ("right-not-held", SEE, "Partagé") == (reason.code, reason.facts["right"], reason.facts["profile"])


def test_a_layer_has_by_default_neither_name_nor_reason() -> None:
    assert Statement(Layer.GRANT, Says.GIVES, None, ()) == Statement(Layer.GRANT, Says.GIVES)


@given(
    situations,
    profiles,
    st.sampled_from([*RIGHTS, "ghosts.haunt"]),
    st.sampled_from([None, SCHOOL]),
    st.sampled_from([TODAY, TOMORROW]),
)
def test_an_explanation_and_a_verdict_agree(
    account: Situation, profile: Profile, right: str, site: SiteId | None, on: object
) -> None:
    shared = shared_by(account, profile)
    verdict = may(CATALOGUE, account, shared, right, site, on=on)  # type: ignore[arg-type]
    explanation = explained(CATALOGUE, account, shared, right, site, on)  # type: ignore[arg-type]

    assert bool(verdict) is bool(explanation.verdict)
    assert set(codes_of(verdict)) <= set(codes_of(explanation.verdict)), "every reason there is, and so the nearest"
    assert bool(verdict) is (bool(explanation.through) and not explanation.blocked_by)

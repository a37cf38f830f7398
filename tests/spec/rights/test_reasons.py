"""Every refusal of the rules: its code, the sentence for developers, the text that asks for it, and what it quotes."""

from collections.abc import Callable

import pytest
from tests.spec.rights.world import (
    CATALOGUE,
    EDIT,
    GHOST,
    RECORD,
    SCHOOL,
    SEE,
    SEE_USERS,
    SHARED,
    TODAY,
    TOWN_HALL,
    YESTERDAY,
    a_profile,
    standing,
    words,
)

from registre_core.kernel.reasons import FactValue, Reason, Source
from registre_core.kernel.verdicts import Verdict
from registre_core.rights import (
    ADMINISTER,
    Consequence,
    Granting,
    Move,
    Reach,
    Situation,
    consequences,
    explained,
    is_known,
    keeps_an_administrator,
    may,
    may_act,
    may_carry_out,
    may_change_himself,
    may_erase,
    may_grant,
    works_there,
)
from registre_core.testing.builders import a_user

RIGHTS = Source("Version 1.47, Gestion des profils utilisateurs (S1)")
GUARDS = Source("docs/decisions/0016-guards-of-rights")
ANNE = a_user()
LOCAL = Granting(words(SEE), frozenset({SCHOOL}))
"""What somebody may grant who sees the findings of the school."""


def of_changes(before: Situation, after: Situation) -> tuple[Consequence, ...]:
    return consequences(CATALOGUE, TODAY, [Move(before, after)], {}, {})


def of_right(account: Situation, right: str, shared: str | None = None) -> Verdict:
    return may(CATALOGUE, account, None if shared is None else a_profile(shared), right, on=TODAY)


FOREIGN = Reach(frozenset({TOWN_HALL}))
TWO, TWO_LISTED = f"{SEE} {RECORD}", f"{SEE}, {RECORD}"
AWAY = "on sites he does not have"

Facts = dict[str, FactValue]

REASONS: list[tuple[Callable[[], Verdict], str, str, Source, Facts]] = [
    # how it comes about, code, sentence, source, facts
    (lambda: may_act(standing(active=False), TODAY), "account-inactive", "the account is not active", RIGHTS, {}),
    (lambda: may_act(standing(locked=True), TODAY), "account-locked", "the account is locked", RIGHTS, {}),
    (
        lambda: may_act(standing(expires_on=YESTERDAY), TODAY),
        "account-expired",
        "the account ended on 2026-03-01",
        RIGHTS,
        {"on": "2026-03-01"},
    ),
    (
        lambda: works_there(standing(sites=[]), SCHOOL),
        "site-not-assigned",
        "the site is not one of his",
        RIGHTS,
        {"site": str(SCHOOL)},
    ),
    (
        lambda: is_known(CATALOGUE, GHOST),
        "unknown-right",
        f"no module that is there knows {GHOST}: it sleeps",
        RIGHTS,
        {"right": GHOST},
    ),
    (
        lambda: of_right(standing("", EDIT), EDIT),
        "right-denied",
        f"{EDIT} is denied to this user himself",
        RIGHTS,
        {"right": EDIT, "profile": None},
    ),
    (
        lambda: of_right(standing(profile=SHARED), EDIT, SEE),
        "right-not-held",
        f"neither a profile nor a grant of his own gives {EDIT}",
        RIGHTS,
        {"right": EDIT, "profile": "Partagé"},
    ),
    (
        lambda: of_right(standing(profile=SHARED), EDIT, EDIT),
        "right-needs-another",
        f"{EDIT} needs {SEE}",
        RIGHTS,
        {"right": EDIT, "profile": "Partagé", "needs": SEE},
    ),
    (
        lambda: may_grant(LOCAL, words(EDIT), Reach(frozenset())),
        "grant-beyond-own",
        f"nobody grants what he does not have: {EDIT}",
        GUARDS,
        {"right": EDIT},
    ),
    (
        lambda: may_grant(Granting(words(TWO), frozenset({SCHOOL})), words(TWO), FOREIGN),
        "grant-beyond-own-sites",
        f"nobody grants rights {AWAY}: {TWO_LISTED}",
        GUARDS,
        {"right": TWO_LISTED},
    ),
    (
        lambda: may_carry_out(LOCAL, of_changes(standing(TWO, sites=[TOWN_HALL]), standing(sites=[TOWN_HALL]))),
        "loss-beyond-own-sites",
        f"nobody takes rights away {AWAY}: {TWO_LISTED}",
        GUARDS,
        {"right": TWO_LISTED},
    ),
    (
        lambda: may_change_himself(*of_changes(standing(), standing(SEE))),
        "own-rights-upward",
        f"nobody gives himself rights: {SEE}",
        GUARDS,
        {"right": SEE},
    ),
    (lambda: may_erase(ANNE, ANNE), "own-account", "nobody erases his own account: somebody else may", GUARDS, {}),
    (
        lambda: keeps_an_administrator(1, of_changes(standing(f"{ADMINISTER} {SEE_USERS}"), standing())),
        "last-administrator",
        "nobody would be left who administers the users of all sites (users.administer) for good",
        GUARDS,
        {"right": ADMINISTER},
    ),
]


@pytest.mark.parametrize("refused, code, sentence, source, facts", REASONS, ids=[row[1] for row in REASONS])
def test_a_refusal_says_what_it_is_in_a_sentence_and_by_which_text(
    refused: Callable[[], Verdict], code: str, sentence: str, source: Source, facts: Facts
) -> None:
    assert (Reason(code, sentence, source, facts),) == refused().reasons


@pytest.mark.parametrize(
    "account, right, shared",
    [
        (standing("", SEE, profile=SHARED), SEE, SEE),
        (standing(profile=SHARED), EDIT, EDIT),
        (standing(GHOST), GHOST, None),
        (standing(), SEE, None),
    ],
    ids=["denied", "needs another", "unknown", "not held"],
)
def test_an_explanation_gives_the_very_reason_of_a_refusal(account: Situation, right: str, shared: str | None) -> None:
    profile = None if shared is None else a_profile(shared)

    assert of_right(account, right, shared) == explained(CATALOGUE, account, profile, right, None, TODAY).verdict

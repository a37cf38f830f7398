"""Which versions the host asks for; a policy that makes no sense is refused, with everything that is wrong in it."""

from collections.abc import Mapping

import pytest

from registre_core.clients import REQUIREMENTS, UPDATES, ClientPolicy, Requirement
from registre_core.clients.tables import MOBILE_VERSION, WEB_VERSION
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.errors import InvalidInput

WEB, MOBILE = ClientKind.WEB, ClientKind.MOBILE
S10 = "Version 1.47, Mise à jour de la version (S10)"
ISSUE = "Issue D, «Versions»"

ASKED_FOR = [
    # kind, minimum, what to do, source
    (WEB, "1.47", "actualisez la page", S10),
    (MOBILE, "1.9.1", "mettez à jour l'application", S10),
]

SENSE = [
    # requirement, what it shows
    (Requirement("1.47"), "a minimum alone"),
    (Requirement("1.47", recommended="1.47"), "the minimum is the one that is recommended"),
    (Requirement("1.47", recommended="1.48"), "a later one is recommended"),
    (Requirement("1.47", published="1.47"), "the minimum was published this very day"),
    (Requirement("1.47", "1.48", "1.48.0"), "the recommended one too"),
    (Requirement("1.47", published="1.47+5f3c"), "builds count for nothing"),
    (Requirement("1.48-rc.1", published="1.48-rc.1"), "those who try out what is to come"),
    (Requirement("0"), "any version that can be read"),
]

NONSENSE = [
    # requirement, problems, source
    (Requirement("1.48", published="1.47"), [("minimum", "version-not-published")], ISSUE),
    (Requirement("1.10", published="1.9.1"), [("minimum", "version-not-published")], ISSUE),
    (Requirement("1.47", published="1.47-rc.1"), [("minimum", "version-not-published")], ISSUE),
    (Requirement("1.47", "1.49", "1.48"), [("recommended", "version-not-published")], ISSUE),
    (Requirement("1.47", recommended="1.46"), [("recommended", "recommended-below-minimum")], ISSUE),
    (Requirement("1.47", recommended="1.47-rc.1"), [("recommended", "recommended-below-minimum")], ISSUE),
    (
        Requirement("1.49", "1.48", "1.47"),
        [
            ("minimum", "version-not-published"),
            ("recommended", "version-not-published"),
            ("recommended", "recommended-below-minimum"),
        ],
        ISSUE,
    ),
    (Requirement(""), [("minimum", "malformed-text")], ISSUE),
    (Requirement("1.47", "la dernière"), [("recommended", "malformed-text")], ISSUE),
    (Requirement("1.47", "1.48", "9" * 65), [("published", "malformed-text")], ISSUE),
    (
        Requirement("1,47", "1,48", "1,49"),
        [("minimum", "malformed-text"), ("recommended", "malformed-text"), ("published", "malformed-text")],
        ISSUE,
    ),
    (
        Requirement("1.48", "?", "1.47"),
        [("recommended", "malformed-text"), ("minimum", "version-not-published")],
        ISSUE,
    ),
]


def told(requirements: Mapping[ClientKind, Requirement]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        ClientPolicy(requirements)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("kind, minimum, action, source", ASKED_FOR, ids=[row[0] for row in ASKED_FOR])
def test_unless_the_host_says_otherwise_the_source_s_versions_are_asked_for(
    kind: ClientKind, minimum: str, action: str, source: str
) -> None:
    assert Requirement(minimum) == ClientPolicy().requirements[kind], source
    assert action == UPDATES[kind], source


def test_whoever_shows_a_version_has_a_minimum_and_no_machine_has() -> None:
    assert {WEB, MOBILE} == UPDATES.keys() == REQUIREMENTS.keys() == ClientPolicy().requirements.keys()


def test_the_source_names_the_pages_and_the_application_each_in_its_place() -> None:
    assert ["le web", "mobile"] == [source.text.split(" (S10)")[0][-6:] for source in (WEB_VERSION, MOBILE_VERSION)]


def test_a_kind_that_is_left_out_keeps_its_minimum() -> None:
    policy = ClientPolicy({MOBILE: Requirement("1.10")})

    assert {WEB: Requirement("1.47"), MOBILE: Requirement("1.10")} == policy.requirements


def test_what_a_host_asks_for_changes_nothing_for_others() -> None:
    ClientPolicy({WEB: Requirement("2.0")})

    assert Requirement("1.47") == ClientPolicy().requirements[WEB]


def test_a_policy_keeps_what_it_was_given_whatever_becomes_of_it() -> None:
    given = {WEB: Requirement("1.48")}
    policy = ClientPolicy(given)
    given[WEB] = Requirement("?")

    assert Requirement("1.48") == policy.requirements[WEB]


@pytest.mark.parametrize("requirement", [row[0] for row in SENSE], ids=[row[1] for row in SENSE])
@pytest.mark.parametrize("kind", UPDATES)
def test_a_requirement_that_can_be_met_is_taken(kind: ClientKind, requirement: Requirement) -> None:
    assert requirement == ClientPolicy({kind: requirement}).requirements[kind]


@pytest.mark.parametrize("requirement, problems, source", NONSENSE, ids=[str(row[0]) for row in NONSENSE])
@pytest.mark.parametrize("kind", UPDATES)
def test_a_requirement_that_makes_no_sense_is_refused(
    kind: ClientKind, requirement: Requirement, problems: list[tuple[str, str]], source: str
) -> None:
    assert [(f"requirements[{kind}].{name}", code) for name, code in problems] == told({kind: requirement}), source


@pytest.mark.parametrize("kind", [kind for kind in ClientKind if kind not in UPDATES])
def test_of_a_machine_no_version_is_required(kind: ClientKind) -> None:
    assert [(f"requirements[{kind}]", "client-without-version")] == told({kind: Requirement("1.0")})


def test_everything_that_is_wrong_is_told_at_once() -> None:
    expected = [
        ("requirements[web].minimum", "malformed-text"),
        ("requirements[mobile].minimum", "version-not-published"),
        ("requirements[job]", "client-without-version"),
        ("requirements[job].recommended", "recommended-below-minimum"),
    ]

    assert expected == told(
        {
            ClientKind.JOB: Requirement("2", recommended="1"),
            MOBILE: Requirement("1.10", published="1.9.1"),
            WEB: Requirement("1,47"),
        }
    )


def test_a_refusal_quotes_what_was_asked_for() -> None:
    with pytest.raises(InvalidInput, match=r"'minimum' is 1\.48, which nobody can get: 1\.47 is the latest") as refusal:
        ClientPolicy({WEB: Requirement("1.48", published="1.47")})

    assert {"value": "1.48", "published": "1.47"} == refusal.value.facts

"""Whether a client is recent enough, and what whoever holds it is asked to do."""

from copy import copy

import pytest

from registre_core.clients import LONGEST_VERSION, ClientPolicy, ClientState, ClientVerdict, Requirement, judge
from registre_core.clients.policy import _judged
from registre_core.kernel.actors import JOB, Client, ClientKind

OK, ADVISED, REQUIRED, UNKNOWN = ClientState
WEB, MOBILE = ClientKind.WEB, ClientKind.MOBILE
REFRESH, UPDATE = "actualisez la page", "mettez à jour l'application"
S10 = "Version 1.47, Mise à jour de la version (S10)"
MISSION = "mission.md, «Client versions»"
ISSUE = "Issue D, «Versions»"

SOURCES_OWN = ClientPolicy()
ADVISING = ClientPolicy({WEB: Requirement("1.47", "1.48.2", "1.49"), MOBILE: Requirement("1.9.1", "1.10", "1.10")})

JUDGED = [
    # policy, kind, declared, state, action, source
    (SOURCES_OWN, WEB, "1.47", OK, None, S10),
    (SOURCES_OWN, WEB, "1.47.0", OK, None, MISSION),
    (SOURCES_OWN, WEB, "1.47+5f3c", OK, None, ISSUE),
    (SOURCES_OWN, WEB, "1.100", OK, None, MISSION),
    (SOURCES_OWN, WEB, "2.0", OK, None, S10),
    (SOURCES_OWN, WEB, "1.46.9", REQUIRED, REFRESH, S10),
    (SOURCES_OWN, WEB, "1.5", REQUIRED, REFRESH, MISSION),
    (SOURCES_OWN, WEB, "1.47-rc.1", REQUIRED, REFRESH, ISSUE),
    (SOURCES_OWN, WEB, None, UNKNOWN, REFRESH, MISSION),
    (SOURCES_OWN, WEB, "", UNKNOWN, REFRESH, MISSION),
    (SOURCES_OWN, WEB, "la dernière", UNKNOWN, REFRESH, MISSION),
    (SOURCES_OWN, MOBILE, "1.9.1", OK, None, S10),
    (SOURCES_OWN, MOBILE, "1.9.1 (4567)", OK, None, ISSUE),
    (SOURCES_OWN, MOBILE, "1.10", OK, None, MISSION),
    (SOURCES_OWN, MOBILE, "1.9", REQUIRED, UPDATE, S10),
    (SOURCES_OWN, MOBILE, "1.9.0", REQUIRED, UPDATE, S10),
    (SOURCES_OWN, MOBILE, "1.9.1rc2", REQUIRED, UPDATE, ISSUE),
    (SOURCES_OWN, MOBILE, None, UNKNOWN, UPDATE, MISSION),
    (SOURCES_OWN, MOBILE, "1,9,1", UNKNOWN, UPDATE, MISSION),
    (ADVISING, WEB, "1.46", REQUIRED, REFRESH, ISSUE),
    (ADVISING, WEB, "1.47", ADVISED, REFRESH, ISSUE),
    (ADVISING, WEB, "1.48.1", ADVISED, REFRESH, ISSUE),
    (ADVISING, WEB, "1.48.2-rc.1", ADVISED, REFRESH, ISSUE),
    (ADVISING, WEB, "1.48.2", OK, None, ISSUE),
    (ADVISING, WEB, "1.49", OK, None, ISSUE),
    (ADVISING, WEB, "1.50", OK, None, "ahead of what the host says is published: nobody is sent back"),
    (ADVISING, MOBILE, "1.9.1", ADVISED, UPDATE, ISSUE),
    (ADVISING, MOBILE, "1.10.0", OK, None, ISSUE),
    (ADVISING, MOBILE, "?", UNKNOWN, UPDATE, MISSION),
]


@pytest.mark.parametrize(
    "policy, kind, declared, state, action, source", JUDGED, ids=[f"{row[1]} {row[2]}, {row[3]}" for row in JUDGED]
)
def test_a_client_is_judged_by_its_version_and_told_what_to_do(
    policy: ClientPolicy, kind: ClientKind, declared: str | None, state: ClientState, action: str | None, source: str
) -> None:
    asked = policy.requirements[kind]

    assert ClientVerdict(state, action, declared, asked.minimum, asked.recommended) == judge(
        Client(kind, declared), policy
    ), source


@pytest.mark.parametrize("state, expected", [(OK, True), (ADVISED, True), (REQUIRED, False), (UNKNOWN, False)])
def test_what_is_advised_keeps_nobody_out_and_an_unknown_version_counts_as_too_old(
    state: ClientState, *, expected: bool
) -> None:
    assert expected is ClientVerdict(state).may_enter


@pytest.mark.parametrize("policy", [SOURCES_OWN, ADVISING], ids=["the source's", "one that advises"])
@pytest.mark.parametrize("version", [None, "0.1", "la dernière"])
@pytest.mark.parametrize("kind", [ClientKind.API, ClientKind.JOB, ClientKind.COMMAND_LINE])
def test_a_machine_passes_whatever_it_says_of_itself(
    kind: ClientKind, version: str | None, policy: ClientPolicy
) -> None:
    assert ClientVerdict(OK) == judge(Client(kind, version), policy)


def test_the_work_that_nobody_watches_passes() -> None:
    assert judge(JOB, SOURCES_OWN).may_enter


def test_another_policy_is_asked_anew() -> None:
    client = Client.mobile("1.9.3")

    assert [OK, ADVISED, REQUIRED] == [
        judge(client, ClientPolicy({MOBILE: asked})).state
        for asked in (Requirement("1.9.1"), Requirement("1.9.1", "1.10"), Requirement("1.10"))
    ]


@pytest.mark.parametrize(
    "declared, shown",
    [
        (" 1.46\n", "1.46"),
        ("1.46\r\nSet-Cookie: a=b", "1.46\ufffd\ufffdSet-Cookie: a=b"),
        ("\u202e1.46", "\ufffd1.46"),
        ("\ud800", "\ufffd"),
        ("9" * 100, "9" * LONGEST_VERSION),
    ],
    ids=ascii,
)
def test_what_a_client_declares_can_be_shown_and_logged_as_the_verdict_says_it(declared: str, shown: str) -> None:
    assert shown == judge(Client.web(declared), SOURCES_OWN).declared


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, " " * 100_000, "1" + ".1" * 50_000, "1.47-" + "a-" * 50_000],
    ids="digits spaces numbers words".split(),
)
def test_a_version_that_has_no_end_is_unknown(text: str) -> None:
    assert UNKNOWN is judge(Client.web(text), SOURCES_OWN).state


def test_a_version_is_read_once_and_whatever_clients_send_little_is_kept() -> None:
    _judged.cache_clear()
    recent = judge(Client.web("1.47"), SOURCES_OWN)
    assert recent is judge(Client.web("1.47"), copy(SOURCES_OWN)), "the same verdict, not another alike"

    for number in range(1_000, 4_000):
        judge(Client.web("9" * 200 + str(number)), SOURCES_OWN)
        judge(Client.web(f"1.{number}"), SOURCES_OWN)

    kept = _judged.cache_info()
    assert (1_024, True) == (kept.maxsize, kept.currsize <= 1_024)
    assert 3_002 == kept.misses, "texts without end, cut, were one and the same"

"""What holds for every use case alike: who may, what it leaves behind, and what an accident leaves behind."""

import re
from uuid import UUID

import pytest
from tests.usecases.doubles import FailingStorage
from tests.usecases.hot_work import NOW
from tests.usecases.scenarios import (
    AT_NIGHT,
    CHANGING,
    OF_ALL_WORKSPACES,
    OF_EVERYBODY,
    OF_THE_OPERATOR,
    OF_USERS,
    ON_A_SITE,
    READING,
    SCENARIOS,
    once_for_all_signers,
    recorded,
    somebody_who_may,
)
from tests.usecases.town import THE_OBSERVATION, WEB, Town, twin_of

from registre_core import Actor, AdapterFailure, Client, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.access import ACTIONS
from registre_core.kernel.identifiers import SubscriptionId, UserId, WorkspaceId
from registre_core.notices import TOPICS, Subscription, broken_promises
from registre_core.rights import AccountKind
from registre_core.testing.memory import MemoryStorage


@pytest.fixture
def town(signed: Town) -> Town:
    return listened_to(twin_of(signed, first_identifier=2_000))


NOBODY = UserId(UUID(int=404))
EVERYTHING = Subscription(SubscriptionId(UUID(int=7)), "https://gmao.exemple.fr/registre", frozenset(), NOW)


def listened_to(town: Town) -> Town:
    """Let a machine subscribe to everything: then nothing goes untold because nobody has an address."""
    with town.storage.inner.begin(town.workspace) as tx:
        tx.subscriptions.add(EVERYTHING)
        tx.commit()
    return town


WHEN_A_DAY_HAS_PASSED = {AT_NIGHT: set(ACTIONS[AT_NIGHT].queues)}
"""Notices that wait for it; see `test_nightly` and `test_billing_nights`."""
AT_THE_LAST = {
    name: {"signatures-complete", "intervention-planned"}
    for name in ("signatures.revoke", "signatures.sign", "signatures.sign_with_ticket")
}
"""Notices that go out with the last signature, or when the last that was missing is taken back; see
`test_telling_who_asked` and `test_interventions_signed`."""
WHEN_IT_FAILS = {
    "register.anchor": {"anchor-failed"},
    "deliveries.deliver": {"notice-undeliverable"},
    "deliveries.watch": {"notice-undeliverable"},
}
"""Notices of what went wrong; see `test_anchors` and `test_deliveries_prepared`."""

BY_HAND = {
    *("signatures.show", "signatures.sign", "signatures.refuse", "signatures.delegate"),
    *("signatures.open_ticket", "signatures.sign_with_ticket", "signatures.refuse_with_ticket"),
}
"""What the signer does himself, on the session of somebody who stands beside him, or on his own telephone."""


def entries_of_all(town: Town) -> dict[UUID, str]:
    """Give the kind of every entry of every workspace, by its identifier."""
    return {entry.heading.id: entry.heading.kind for workspace in town.kept() for entry in town.entries(workspace)}


def refused(town: Town, name: str, actor: Actor) -> list[str]:
    """Try it, see that nothing changed, and give the reasons."""
    before = town.kept()
    with pytest.raises(Forbidden) as refusal:
        SCENARIOS[name].do(town, actor)
    assert before == town.kept(), "who may not changes nothing"
    return [reason.code for reason in refusal.value.reasons] or [refusal.value.code]


def test_every_action_has_its_scenario() -> None:
    assert set(ACTIONS) == set(SCENARIOS)


@pytest.mark.parametrize("name", CHANGING)
def test_every_change_appends_the_entries_that_its_row_names(town: Town, name: str) -> None:
    action, before = ACTIONS[name], entries_of_all(town)

    SCENARIOS[name].do(town, somebody_who_may(town, action))

    told = [kind for entry, kind in entries_of_all(town).items() if entry not in before]
    assert recorded(action) == once_for_all_signers(told)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_use_case_queues_the_notices_of_its_row_and_no_other_and_they_say_what_was_promised(
    town: Town, name: str
) -> None:
    before = {key for rows in town.kept().values() for key in rows.notices}

    SCENARIOS[name].do(town, somebody_who_may(town, ACTIONS[name]))

    told = [notice for notice in town.notices() if notice.key not in before]
    new = {notice.kind for notice in told}
    later = {**WHEN_A_DAY_HAS_PASSED, **AT_THE_LAST, **WHEN_IT_FAILS}.get(name, set())
    assert new == set(ACTIONS[name].queues) - later
    assert [] == [(one.kind, name) for one in told for name in broken_promises(TOPICS[one.kind].facts, one.facts)]


@pytest.mark.parametrize("name", CHANGING)
def test_the_register_verifies_after_every_change(town: Town, name: str) -> None:
    SCENARIOS[name].do(town, somebody_who_may(town, ACTIONS[name]))

    for workspace in town.kept():
        assert town.registre.register.verify(Actor.operator(workspace)).is_intact


@pytest.mark.parametrize("name", READING)
def test_reading_leaves_nothing_behind(town: Town, name: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    before = town.kept()

    SCENARIOS[name].do(town, actor)

    assert before == town.kept()


OF_EITHER_RIGHT = ("requests.page", "requests.of_finding")
"""Lists of several kinds: each right opens its own, so that only whoever holds none of them sees nothing."""


def opening(name: str) -> set[str]:
    """Give the rights of which one opens a use case, as its scenario calls it."""
    action = ACTIONS[name]
    assert action.right is not None
    return set(action.rights) if name in OF_EITHER_RIGHT else {action.right}


@pytest.mark.parametrize("name", OF_USERS)
def test_without_the_right_everything_else_does_not_help(town: Town, name: str) -> None:
    catalogue = town.registre.ports.catalogue
    others = {code for code in catalogue.every if opening(name).isdisjoint(catalogue.completed({code}))}

    assert ["right-not-held"] == refused(town, name, town.somebody(others))


@pytest.mark.parametrize("name", OF_USERS)
def test_the_refusal_names_the_right_that_is_missing(town: Town, name: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        SCENARIOS[name].do(town, town.somebody())

    assert [ACTIONS[name].right] == [reason.facts["right"] for reason in refusal.value.reasons]


@pytest.mark.parametrize("name", OF_USERS)
def test_a_denial_is_stronger_than_any_grant(town: Town, name: str) -> None:
    every = town.registre.ports.catalogue.every

    assert ["right-denied"] == refused(town, name, town.somebody(every, denials=opening(name)))


@pytest.mark.parametrize("name", [*OF_USERS, *OF_EVERYBODY])
def test_who_left_may_nothing(town: Town, name: str) -> None:
    every = town.registre.ports.catalogue.every

    assert ["account-inactive"] == refused(town, name, town.somebody(every, active=False))


@pytest.mark.parametrize("name", [*OF_USERS, *OF_EVERYBODY])
def test_who_has_no_account_here_may_nothing(town: Town, name: str) -> None:
    assert ["account-unknown"] == refused(town, name, Actor.user(NOBODY, town.workspace, client=WEB))


@pytest.mark.parametrize("name", [*OF_USERS, *OF_EVERYBODY])
def test_an_account_of_another_workspace_is_no_account_here(town: Town, name: str) -> None:
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    stranger = Actor.user(other.administrator.id, town.workspace, client=WEB)

    assert ["account-unknown"] == refused(town, name, stranger)


@pytest.mark.parametrize("name", [name for name in OF_USERS if name not in BY_HAND])
def test_a_machine_with_the_right_may_what_a_person_may(town: Town, name: str) -> None:
    SCENARIOS[name].do(town, machine_for(town, name))


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_machine_lends_its_session_to_no_signer(town: Town, name: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        SCENARIOS[name].do(town, machine_for(town, name))

    assert "session-of-a-machine" == refusal.value.code


def machine_for(town: Town, name: str) -> Actor:
    right = ACTIONS[name].right
    assert right is not None
    return town.somebody(town.registre.ports.catalogue.completed({right}), kind=AccountKind.MACHINE)


@pytest.mark.parametrize("name", [*OF_USERS, *OF_EVERYBODY])
def test_a_machine_does_not_pass_with_a_person_s_account_nor_a_person_with_a_machine_s(town: Town, name: str) -> None:
    every = town.registre.ports.catalogue.every
    person, machine = town.somebody(every), town.somebody(every, kind=AccountKind.MACHINE)
    assert person.id is not None
    assert machine.id is not None

    assert ["wrong-account-kind"] == refused(town, name, Actor.service(person.id, town.workspace))
    assert ["wrong-account-kind"] == refused(town, name, Actor.user(machine.id, town.workspace, client=WEB))


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in OF_THE_OPERATOR])
def test_the_operator_does_no_work_of_users(town: Town, name: str) -> None:
    assert ["not-the-operators"] == refused(town, name, town.operator)


@pytest.mark.parametrize("name", OF_THE_OPERATOR)
def test_the_operator_does_what_is_his(town: Town, name: str) -> None:
    SCENARIOS[name].do(town, town.operator)


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in (*OF_USERS, *OF_EVERYBODY)])
def test_no_user_does_what_is_the_operator_s_alone(town: Town, name: str) -> None:
    assert ["operator-only"] == refused(town, name, town.mayor)


@pytest.mark.parametrize("name", ON_A_SITE)
def test_what_is_on_another_s_site_is_not_there_in_the_very_words_of_what_is_nowhere(town: Town, name: str) -> None:
    scenario, right = SCENARIOS[name], ACTIONS[name].right
    assert scenario.on is not None
    assert scenario.thing is not None
    assert right is not None
    actor, thing, nowhere = town.holder(right, sites=[town.school.id]), scenario.thing(town), UUID(int=404)
    before = town.kept()

    told = []
    for identifier in (thing, nowhere):
        with pytest.raises(NotFound) as refusal:
            scenario.on(town, actor, identifier)
        error = refusal.value
        facts = {key: str(value).replace(str(identifier), "X") for key, value in error.facts.items()}
        told.append((type(error), error.code, error.message.replace(str(identifier), "X"), facts, error.__cause__))

    assert told[0] == told[1]
    assert before == town.kept()


@pytest.mark.parametrize("name", ON_A_SITE)
def test_without_the_right_a_foreign_site_is_not_there_either(town: Town, name: str) -> None:
    scenario = SCENARIOS[name]
    assert scenario.on is not None
    assert scenario.thing is not None

    with pytest.raises(NotFound):
        scenario.on(town, town.somebody(sites=[town.school.id]), scenario.thing(town))


@pytest.mark.parametrize("failing", ["register", "commit"])
@pytest.mark.parametrize("name", CHANGING)
def test_a_change_that_cannot_be_recorded_did_not_happen(town: Town, name: str, failing: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    crippled = town.on(FailingStorage(MemoryStorage(town.medium), failing))
    before = town.kept()

    with pytest.raises(AdapterFailure):
        SCENARIOS[name].do(crippled, actor)

    assert before == town.kept()


TRIED_BEFORE = {"access.send": ["begin"]}
"""What is kept until access is open again was tried first, and refused: that was rolled back."""


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_is_one_transaction_committed_once(town: Town, name: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    town.log.clear()
    SCENARIOS[name].do(town, actor)
    changes = [step for step in town.log if step in {"begin", "found", "commit"}]

    assert changes in ([*TRIED_BEFORE.get(name, ()), "begin", "commit"], ["found", "commit"])


@pytest.mark.parametrize("name", READING)
def test_reading_begins_no_change(town: Town, name: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    town.log.clear()
    SCENARIOS[name].do(town, actor)

    assert set(town.log) in ({"read", "end"}, {"operate", "end"})


CREATING = {
    "found": 3,
    "signatures.seal": 2,
    "accept": 2,
    "add": 2,
    "copy": 2,
    "correct": 2,
    "create": 2,
    "draft": 2,
    "file": 2,
    "import": 2,
    "plan": 2,
    "record": 2,
    "retract": 2,
    "subscribe": 2,
}
"""Identifiers made beforehand: of the thing and of its first entry; founding makes two things."""
OF_WHAT_IS_THERE = {
    *("billing.record_payment", "permits.add_contractor", "permits.record_round"),
    *("commissions.record_opinion", "commissions.record_notification"),
    *("requests.record_answer", "requests.record_decline"),
    "findings.plan",
}
"""They record or add something and make nothing: it belongs to the invoice, permit, visit, request or finding."""


@pytest.mark.parametrize("name", CHANGING)
def test_identifiers_are_made_before_the_transaction_begins(town: Town, name: str) -> None:
    """After a cut connection one can ask whether *this* change arrived."""
    actor = somebody_who_may(town, ACTIONS[name])
    town.log.clear()
    SCENARIOS[name].do(town, actor)
    changing = town.log.index("found" if "found" in town.log else "begin")
    verb = "pay" if name in OF_WHAT_IS_THERE else re.split(r"[._]", name)[1]

    assert CREATING.get(name, CREATING.get(verb, 1)) == town.log[:changing].count("identifier")


@pytest.mark.parametrize("name", CHANGING)
def test_the_first_entry_bears_the_identifier_that_was_made_beforehand(town: Town, name: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    known, next_one = set(entries_of_all(town)), town.ids.new().int + 1
    SCENARIOS[name].do(town, actor)
    first = next(entry for entry in entries_of_all(town) if entry not in known)

    assert first.int in range(next_one, next_one + CREATING["found"])


@pytest.mark.parametrize("name", CHANGING)
def test_every_entry_bears_the_server_s_time_and_who_acted_through_what(town: Town, name: str) -> None:
    actor = somebody_who_may(town, ACTIONS[name])
    known = set(entries_of_all(town))
    SCENARIOS[name].do(town, actor)

    for workspace, rows in town.kept().items():
        for entry in rows.entries.values():
            if entry.heading.id not in known:
                assert (workspace, town.clock.now()) == (entry.heading.workspace_id, entry.heading.recorded_at)
                assert f'"kind":"{actor.kind.value}"'.encode() in entry.body
                assert f'"client":"{actor.client.kind.value}"'.encode() in entry.body


def test_the_doubles_would_notice_a_use_case_that_calls_out_in_a_transaction(town: Town) -> None:
    with town.storage.read(town.workspace), pytest.raises(AssertionError):
        town.registre.extraction.extract(town.mayor, town.at_school.id, town.report.digest, THE_OBSERVATION)


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - set(OF_ALL_WORKSPACES)))
def test_an_operator_must_say_which_workspace_he_means(town: Town, name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        SCENARIOS[name].do(town, Actor.operator())

    assert "workspace-missing" == refusal.value.code


@pytest.mark.parametrize("name", [*OF_USERS, *OF_EVERYBODY])
def test_a_workspace_that_is_not_there_is_not_found(town: Town, name: str) -> None:
    lost = Actor.user(NOBODY, WorkspaceId(UUID(int=404)), client=Client.web("1.47"))

    with pytest.raises(NotFound) as refusal:
        SCENARIOS[name].do(town, lost)

    assert "workspace-not-found" == refusal.value.code

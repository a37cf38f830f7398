"""A workspace settles who is told what, and people choose for themselves."""

from datetime import time

import pytest
from attrs import evolve
from tests.usecases.telling import HELENE, reachable, settled
from tests.usecases.town import Town

from registre_core import Actor, Conflict, InvalidInput, RuleViolation
from registre_core.codec import read_entry
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.notices import SAFETY, TOPICS, NoticeSettings

QUIET = NoticeSettings(
    frozenset({"request-declined", "intervention-planned"}), 3, time(21, 30), time(7), "mairie@exemple.fr"
)


def boss(town: Town) -> Actor:
    return town.holder("users.administer")


def the_contact(town: Town) -> PersonKey:
    return PersonKey(PersonKind.CONTACT, town.contact.id)


def test_until_something_is_settled_everybody_is_told_of_everything(town: Town) -> None:
    assert NoticeSettings() == town.registre.notices.settings(boss(town))


def test_what_is_settled_is_there_afterwards_and_stands_in_the_register_without_an_address(town: Town) -> None:
    saved = town.registre.notices.settle(boss(town), QUIET)

    assert evolve(QUIET, version=2) == saved == town.registre.notices.settings(boss(town))
    entry = town.entries()[-1]
    assert ("notices-settled", "administration", town.workspace) == (
        entry.heading.kind,
        entry.heading.section,
        entry.heading.subject_id,
    )
    assert {
        "workspace": str(town.workspace),
        "terms": {
            "off": ["intervention-planned", "request-declined"],
            "remind_again_after": 3,
            "quiet_from": "21:30:00",
            "quiet_until": "07:00:00",
        },
    } == read_entry(entry).fact


def test_the_same_again_changes_nothing(town: Town) -> None:
    saved = town.registre.notices.settle(boss(town), QUIET)
    actor, before = boss(town), town.entries()

    assert saved == town.registre.notices.settle(actor, saved)
    assert before == town.entries()


def test_who_looked_before_somebody_else_settled_something_looks_again(town: Town) -> None:
    town.registre.notices.settle(boss(town), QUIET)

    with pytest.raises(Conflict) as refusal:
        town.registre.notices.settle(boss(town), QUIET)
    assert "stale-version" == refusal.value.code


def test_safety_is_not_switched_off_and_all_that_was_to_be_is_named(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.notices.settle(boss(town), NoticeSettings(off=frozenset(SAFETY | {"reminder"})))

    assert sorted(SAFETY) == [reason.facts["kind"] for reason in refusal.value.reasons]
    assert {"safety-notice"} == {reason.code for reason in refusal.value.reasons}


def test_what_nobody_is_told_of_is_not_switched_off_and_all_of_it_is_named(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.notices.settle(boss(town), NoticeSettings(off=frozenset({"weather", "football", "round-due"})))

    assert ["football", "weather"] == [problem.facts["kind"] for problem in refusal.value.problems]


def test_the_table_says_what_the_workspace_and_what_one_self_left_out(town: Town) -> None:
    actor = town.somebody()
    reachable(town, actor, "anne@exemple.fr")
    settled(town, ["request-declined"])
    town.registre.notices.mute(actor, ["reminder"])

    rows = town.registre.notices.topics(actor)

    assert list(TOPICS.values()) == [row.topic for row in rows]
    assert (["request-declined"], ["reminder"]) == (
        [row.topic.kind for row in rows if row.is_off],
        [row.topic.kind for row in rows if row.is_muted],
    )
    assert not any(row.is_muted for row in town.registre.notices.topics(town.operator))


def test_who_has_no_right_chooses_for_himself(town: Town) -> None:
    actor = town.somebody()
    reachable(town, actor, "anne@exemple.fr")

    chosen = town.registre.notices.mute(actor, ["reminder", "intervention-planned"])

    assert {"reminder", "intervention-planned"} == chosen == town.registre.notices.muted(actor)
    assert "notices-muted" == town.entries()[-1].heading.kind
    assert frozenset() == town.registre.notices.mute(actor, []) == town.registre.notices.muted(actor)


def test_choosing_the_same_again_changes_nothing(town: Town) -> None:
    actor = town.somebody()
    reachable(town, actor, "anne@exemple.fr")
    town.registre.notices.mute(actor, ["reminder"])
    before = town.entries()

    assert {"reminder"} == town.registre.notices.mute(actor, ["reminder", "reminder"])
    assert before == town.entries()


def test_somebody_else_s_choice_is_kept_for_him_without_his_address_in_the_register(town: Town) -> None:
    town.registre.notices.mute_for(boss(town), the_contact(town), ["intervention-planned"])

    assert {"intervention-planned"} == town.registre.notices.muted_for(boss(town), the_contact(town))
    entry = town.entries()[-1]
    assert ("notices-muted", town.contact.id) == (entry.heading.kind, entry.heading.subject_id)
    assert HELENE.encode() not in entry.content


@pytest.mark.parametrize("kind", sorted(SAFETY))
def test_nobody_mutes_what_concerns_safety(town: Town, kind: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.notices.mute_for(boss(town), the_contact(town), [kind, "reminder"])

    assert [("safety-notice", kind)] == [(one.code, one.facts["kind"]) for one in refusal.value.reasons]


def test_who_has_no_address_has_nothing_to_mute(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.notices.mute(town.somebody(), ["reminder"])

    assert ["no-mail-address"] == [reason.code for reason in refusal.value.reasons]


def test_nobody_mutes_what_the_table_does_not_have(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.notices.mute_for(boss(town), the_contact(town), ["weather"])

    assert [("kinds", "unknown-topic")] == [(one.path, one.code) for one in refusal.value.problems]

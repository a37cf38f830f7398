"""Permits by use cases: drawn up by people who are there, changed until they are signed, listed as S8 and S9 say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from tests.usecases.hot_work import HOUR, NOW, ZONE, terms_of, who_signs
from tests.usecases.signing import kinds_since
from tests.usecases.town import Town

from registre_core import Actor, InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.pages import Total
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import (
    CHECKLIST,
    Colour,
    HotWorkPermit,
    PermitPolicy,
    PermitState,
    PermitTerms,
    WatchPlan,
)
from registre_core.services.permits import PermitLine
from registre_core.signatures import SignatureState


def drawn(town: Town, **given: object) -> HotWorkPermit:
    return town.registre.permits.draft(town.mayor, site=town.school.id, terms=terms(town, **given))


def terms(town: Town, **given: object) -> PermitTerms:
    return terms_of(town.firm, town.contact, **given)


def line(town: Town, permit: HotWorkPermit) -> PermitLine:
    return town.registre.permits.show(town.mayor, permit.id)


def reasons(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def states_of(town: Town, permit: HotWorkPermit) -> list[SignatureState]:
    with town.storage.inner.read(town.workspace) as tx:
        return [one.state for one in tx.signatures.of_subject("permit", permit.id)]


def test_a_draft_says_all_that_the_host_decided_for_it(town: Town) -> None:
    draft = drawn(town)

    assert (CHECKLIST, WatchPlan(), NOW + timedelta(days=1)) == (draft.measures, draft.watch, draft.valid_until)
    assert (NOW, 1, PermitState.DRAFT) == (draft.created_at, draft.version, line(town, draft).state)


def test_a_host_decides_otherwise(town: Town) -> None:
    there = town.with_ports(permits=PermitPolicy(validity=HOUR, longest_validity=HOUR, watch=None))

    assert (NOW + HOUR, None) == (drawn(there).valid_until, drawn(there).watch)
    with pytest.raises(RuleViolation) as refusal:
        drawn(there, valid_until=NOW + 2 * HOUR)
    assert ["permit-valid-too-long"] == reasons(refusal)


def test_all_that_is_wrong_with_a_draft_is_told_at_once_and_nothing_is_kept(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        drawn(town, place=" ", valid_until=NOW - HOUR, means=("laser",))

    assert ["blank-text", "unknown-means", "permit-ends-before-it-starts"] == [
        problem.code for problem in refusal.value.problems
    ]
    assert before == town.kept()


def test_a_permit_names_people_who_are_there(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        drawn(town, contractors=(ContractorId(town.ids.new()),))

    assert "contractor-not-found" == refusal.value.code


def test_nobody_of_the_firm_answers_for_the_site(town: Town) -> None:
    """The contact of the town works for the firm."""
    at_work = drawn(town, contractor_people=(town.contact.id,))
    assert (town.contact.id,) == at_work.contractor_people

    with pytest.raises(RuleViolation) as refusal:
        drawn(town, operator_people=(PersonKey(PersonKind.CONTACT, town.contact.id),))

    assert ["person-on-wrong-side"] == reasons(refusal)


def test_what_was_sent_and_is_changed_is_a_draft_again_and_nobody_is_asked_any_more(town: Town) -> None:
    permits, draft = town.registre.permits, drawn(town)
    permits.submit(town.mayor, draft.id, signatories=who_signs(town.contact))

    changed = permits.edit(town.mayor, draft.id, terms(town, place="Cave"))

    assert ("Cave", 2, "brouillon") == (changed.place, changed.edition, line(town, changed).french_state)
    assert [SignatureState.REVOKED] * 2 == states_of(town, draft)


def test_who_was_asked_to_sign_is_told_where_he_has_an_address(town: Town) -> None:
    before = town.notices()

    town.registre.permits.submit(town.mayor, drawn(town).id, signatories=who_signs(town.contact))

    (new,) = (notice for notice in town.notices() if notice not in before)
    assert ("signature-requested", "helene@exemple.fr", "permit") == (new.kind, new.recipient, new.subject_kind)


def test_a_draft_that_is_thrown_away_stays_in_the_register(town: Town) -> None:
    draft, before = drawn(town), town.entries()

    gone = town.registre.permits.delete_draft(town.mayor, draft.id)

    assert "annulé" == line(town, gone).french_state
    assert ["permit-cancelled"] == kinds_since(town, before)


def test_work_that_may_have_begun_is_not_cancelled(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.permits.cancel(town.mayor, town.permits["active"].id, reason="reporté")

    assert ["work-may-have-begun"] == reasons(refusal)


def test_a_checklist_is_ticked_in_the_name_of_who_ticks_it(town: Town) -> None:
    actor = town.holder("permits.edit")

    permit = town.registre.permits.tick(actor, town.permits["active"].id, ["alarm-known", "screens-placed"])

    assert {("alarm-known", actor.id, NOW), ("screens-placed", actor.id, NOW)} == {
        (one.code, one.done_by, one.done_at) for one in permit.measures if one.done_at
    }


def test_detectors_go_out_of_service_and_come_back_in_the_name_of_who_says_so(town: Town) -> None:
    actor, permits = town.holder("permits.edit"), town.registre.permits
    out = permits.isolate(actor, town.permits["active"].id, [ZONE])
    back = permits.restore(actor, out.id, [ZONE])

    assert [ZONE] == [one.name for one in out.isolated]
    assert [(NOW, actor.id)] == [(one.restored_at, one.restored_by) for one in back.detectors]


# ---- the list --------------------------------------------------------------------------------------------------------


def test_the_list_says_for_each_permit_what_the_source_s_list_says(town: Town) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        unwatched = tx.permits.save(evolve(tx.permits.get(town.permits["active"].id), watch=None))
        tx.commit()
    listed = {one.permit.id: one for one in town.registre.permits.page(town.mayor).items}
    shown = {name: listed[permit.id] for name, permit in town.permits.items()}

    assert "en attente de signature exploitant et prestataire" == shown["waiting"].french_state
    assert (False, None, None) == (
        listed[unwatched.id].watch_enabled,
        listed[unwatched.id].colour,
        listed[unwatched.id].colour_label,
    )
    assert [(True, "gris", "à réaliser"), (True, "rouge", "non réalisée")] == [
        (shown[name].watch_enabled, shown[name].colour, shown[name].colour_label) for name in ("draft", "unwatched")
    ]


def test_a_line_warns_of_a_watch_that_goes_on_when_the_site_is_closed(town: Town) -> None:
    late = drawn(town, valid_until=NOW + 8 * HOUR, site_closes_at=NOW + 9 * HOUR)

    assert ["watch-passes-closing"] == [reason.code for reason in line(town, late).warnings]


@pytest.mark.parametrize(
    "asked, expected",
    [
        ({}, {"draft", "waiting", "active", "suspended", "reopened", "unwatched", "closing", "pool"}),
        ({"state": PermitState.WAITING}, {"waiting", "reopened"}),
        ({"state": PermitState.ACTIVE}, {"active", "pool"}),
        ({"state": PermitState.ACTIVE, "colour": Colour.RED}, set()),
        ({"colour": Colour.RED}, {"unwatched"}),
        ({"until_moment": NOW - 3 * HOUR}, set()),
        ({"from_moment": NOW + 7 * HOUR}, {"reopened"}),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)
def test_the_list_shows_what_is_asked_for(town: Town, asked: dict[str, object], expected: set[str]) -> None:
    names = {permit.id: name for name, permit in town.permits.items()} | {town.pool_permit.id: "pool"}
    page = town.registre.permits.page(town.mayor, counted=True, **asked)  # type: ignore[arg-type]

    assert expected == {names[one.permit.id] for one in page.items}
    assert Total(len(expected)) == page.total


def test_the_list_shows_a_site_and_a_firm_and_nothing_of_sites_that_are_not_his(town: Town) -> None:
    page, his = town.registre.permits.page, town.holder("permits.consult", sites=[town.pool.id])

    def ids(actor: Actor, **asked: object) -> set[object]:
        return {one.permit.id for one in page(actor, **asked).items}  # type: ignore[arg-type]

    assert {town.pool_permit.id} == ids(his) == ids(town.mayor, site=town.pool.id)
    assert set() == ids(his, site=town.school.id) == ids(town.mayor, contractor=ContractorId(town.ids.new()))
    assert 8 == len(ids(town.mayor, contractor=town.firm.id))


def test_a_page_that_is_asked_for_by_colour_may_come_short_and_goes_on(town: Town) -> None:
    found: list[PermitLine] = []
    after, pages = None, 0
    while pages == 0 or after is not None:
        page = town.registre.permits.page(town.mayor, colour=Colour.RED, limit=2, after=after)
        found, after, pages = [*found, *page.items], page.next, pages + 1

    assert ([town.permits["unwatched"].id], 4) == ([one.permit.id for one in found], pages)


def test_states_and_colours_turn_with_the_clock_and_nothing_is_written(town: Town) -> None:
    before = town.kept()

    def seen(at: datetime) -> tuple[str, str | None]:
        town.clock.set(at)
        found = line(town, town.permits["active"])
        return found.french_state, found.colour_label

    end = NOW + 6 * HOUR
    assert [("en cours", "à réaliser"), ("expiré", "à réaliser"), ("expiré", "non réalisée")] == [
        seen(at) for at in (end, end + timedelta(minutes=45), end + timedelta(minutes=46))
    ]
    assert before == town.kept()


@pytest.mark.parametrize("last_sunday", [(2026, 3, 29), (2026, 10, 25)], ids=["forth", "back"])
def test_an_hour_is_an_hour_in_the_night_in_which_clocks_are_set(town: Town, last_sunday: tuple[int, int, int]) -> None:
    """Added in a zone of its own, an hour by the clock is none, or two, and so would be the watch."""
    begins = datetime(*last_sunday, 1, 30, tzinfo=ZoneInfo("Europe/Paris"))
    draft = drawn(town, valid_from=begins, valid_until=None, site_closes_at=begins)

    kept = (draft.valid_from, draft.valid_until, draft.site_closes_at)
    assert (begins, begins.astimezone(UTC) + timedelta(days=1), begins) == kept
    assert {UTC} == {draft.valid_from.tzinfo, draft.valid_until.tzinfo}


def test_detectors_come_back_under_a_permit_that_was_given_up(town: Town) -> None:
    permits, draft = town.registre.permits, drawn(town, detectors=(ZONE,))
    permits.submit(town.mayor, draft.id, signatories=who_signs(town.contact))
    permits.isolate(town.mayor, draft.id, [ZONE])
    permits.cancel(town.mayor, draft.id, reason="pluie")

    assert [False] == [one.is_out for one in permits.restore(town.mayor, draft.id, [ZONE]).detectors]

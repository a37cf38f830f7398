"""The place is looked at again: recorded by whom, when and with what; late, twice, without network (S9)."""

from io import BytesIO

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free, recorded_offline, refusals, suspend, under
from tests.usecases.hot_work import NOW
from tests.usecases.signing import asked, drawn, kinds_since, of_user, sign
from tests.usecases.town import PHOTO_BYTES, Town, digest_of
from tests.usecases.watching import END, MINUTE, look, unwatched, watcher

from registre_core import Actor, Client, Conflict, InvalidInput, NotFound, RuleViolation
from registre_core.access import ArrivalState
from registre_core.billing import BillingPolicy, Survives
from registre_core.codec import read_entry
from registre_core.kernel.documents import DocumentRef
from registre_core.permits import Colour, Position, RoundState
from registre_core.testing.builders import a_document
from registre_core.testing.signing import a_drawing


def stand(town: Town) -> list[RoundState]:
    return [one.state for one in town.registre.permits.rounds(town.mayor, unwatched(town).id)]


def colour(town: Town) -> Colour | None:
    return town.registre.permits.show(town.mayor, unwatched(town).id).colour


def reasons(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_a_round_says_who_looked_when_what_he_saw_and_where_he_was(town: Town) -> None:
    actor, nantes = watcher(town), Position(47.2184, -1.5536, 8.0)

    (record,) = look(town, actor, comment="RAS", photo=town.photo, position=nantes, is_clear=False).rounds

    assert (60, NOW, NOW, actor.id) == (record.round, record.made_at, record.recorded_at, record.made_by)
    assert ("RAS", nantes, False) == (record.comment, record.position, record.is_clear)
    assert record.photo is not None
    assert (digest_of(PHOTO_BYTES), len(PHOTO_BYTES)) == (record.photo.digest, record.photo.size)


def test_the_record_the_state_and_the_entry_come_together(town: Town) -> None:
    before = town.entries()
    kept = look(town, watcher(town))

    assert ["round-recorded"] == kinds_since(town, before)
    assert kept.rounds[0].id == town.entries()[-1].heading.id
    assert [RoundState.MISSED, RoundState.IN_TIME, RoundState.AHEAD] == stand(town)


def test_a_late_round_turns_red_back_and_stays_marked(town: Town) -> None:
    actor = watcher(town)
    assert Colour.RED is colour(town)

    look(town, actor, 30)
    look(town, actor, 60)

    assert ([RoundState.LATE, RoundState.IN_TIME, RoundState.AHEAD], Colour.GREY) == (stand(town), colour(town))


@pytest.mark.parametrize(
    "minutes, code", [(45, "unknown-round"), (120, "round-too-early"), (10**30, "unknown-round"), (-1, "unknown-round")]
)
def test_what_is_no_round_is_refused_and_changes_nothing(town: Town, minutes: int, code: str) -> None:
    actor = watcher(town)
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        look(town, actor, minutes)

    assert ([code], before) == (reasons(refusal), town.kept())


def test_no_round_is_made_before_the_end_of_work(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.permits.record_round(watcher(town), town.permits["active"].id, 30)

    assert ["round-before-end"] == reasons(refusal)


def test_a_picture_is_one_by_its_bytes_whatever_its_reference_says(town: Town) -> None:
    lie = evolve(town.report, media_type="image/png", name="zone.png")
    with pytest.raises(RuleViolation) as refusal:
        look(town, watcher(town), photo=lie)

    assert ["photo-not-image"] == reasons(refusal)


def test_a_picture_that_was_never_stored_is_not_there(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        look(town, watcher(town), photo=a_document(b"\xff\xd8\xff"))

    assert "document-not-found" == refusal.value.code


def test_the_picture_of_a_round_is_opened_and_no_other(town: Town) -> None:
    look(town, watcher(town), photo=town.photo)
    permits, actor = town.registre.permits, town.holder("documents.consult", "permits.consult")

    with permits.open_photo(actor, unwatched(town).id, town.photo.digest) as stream:
        assert PHOTO_BYTES == stream.read()
    with pytest.raises(NotFound) as refusal, permits.open_photo(actor, unwatched(town).id, town.report.digest):
        pass
    assert "photo-not-found" == refusal.value.code


def stored(town: Town, content: bytes) -> DocumentRef:
    return town.registre.documents.store(town.mayor, BytesIO(content), name="ronde.png")


def test_two_people_who_look_at_once_are_both_kept(town: Town) -> None:
    one, other = watcher(town), town.holder("watch.record", name="Aline Veilleuse")
    look(town, one, photo=stored(town, b"\x89PNG\r\n\x1a\n 1"))

    kept = look(town, other, is_clear=False, comment="Odeur")

    assert [one.id, other.id] == [record.made_by for record in kept.rounds]
    assert ["round-not-clear"] == [
        reason.code
        for reason in town.registre.permits.show(town.mayor, kept.id).warnings
        if reason.code.startswith("round")
    ]


def test_a_round_beside_the_meridian_of_greenwich_is_recorded_like_any_other(town: Town) -> None:
    """No canonical number is nearer to nought than eleven metres, and that meridian runs through France."""
    (record,) = look(town, watcher(town), position=Position(49.3231, -0.00000041, 0.000012)).rounds

    assert Position(49.3231, 0.0, 0.0) == record.position


# ---- a round that is signed ------------------------------------------------------------------------------------------


def test_what_he_drew_lies_in_the_register_beside_him_and_goes_with_him(town: Town) -> None:
    actor = watcher(town)
    (record,) = look(town, actor, drawing=drawn()).rounds

    def told() -> object:
        signature = read_entry(next(one for one in town.entries() if one.heading.id == record.id)).fact["signature"]
        return signature.get("drawing")

    assert drawn().shape_digest == record.drawing_digest
    assert '"strokes"' in str(told())
    assert actor.id is not None
    town.registre.rights.erase_user(town.mayor, actor.id)
    assert told() is None
    assert (drawn().shape_digest, actor.id) == (record.drawing_digest, record.made_by), "that somebody drew it stays"
    assert town.registre.register.verify(town.mayor).is_intact


def test_a_slip_of_the_hand_signs_no_round(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        look(town, watcher(town), drawing=a_drawing(strokes=()))

    assert ["drawing-empty"] == reasons(refusal)


def test_no_drawing_is_pasted_from_another_round_or_from_a_signature(town: Town) -> None:
    actor, boss = watcher(town), town.holder("interventions.sign", name="Claire Directrice")
    (one,) = asked(town, of_user(boss))
    sign(town, boss, one.id, drawing=drawn(1))
    look(town, actor, 30, drawing=drawn(2))

    for pasted in (drawn(1), drawn(2)):
        with pytest.raises(RuleViolation) as refusal:
            look(town, actor, drawing=pasted)
        assert ["drawing-already-used"] == reasons(refusal)


# ---- without network -------------------------------------------------------------------------------------------------


def test_what_was_recorded_without_network_keeps_its_own_time(town: Town) -> None:
    telephone = recorded_offline(town, watcher(town), END + 31 * MINUTE)

    (record,) = look(town, telephone, 30).rounds

    assert (END + 31 * MINUTE, NOW) == (record.made_at, record.recorded_at)
    assert telephone.offline is not None
    assert telephone.offline.id == record.id == town.entries()[-1].heading.id
    assert RoundState.IN_TIME is stand(town)[0], "judged by when it was made"


def test_what_arrives_in_another_order_comes_to_the_same(town: Town) -> None:
    actor = watcher(town)
    late, in_time = (recorded_offline(town, actor, END + one * MINUTE) for one in (50, 40))
    look(town, late, 30)
    assert RoundState.LATE is stand(town)[0]

    kept = look(town, in_time, 30)

    assert (2, RoundState.IN_TIME) == (len(kept.rounds), stand(town)[0])


def test_a_telephone_whose_clock_is_a_little_ahead_looked_now(town: Town) -> None:
    ahead = recorded_offline(town, watcher(town), NOW + 4 * MINUTE)

    assert NOW == look(town, ahead).rounds[0].made_at
    with pytest.raises(InvalidInput):
        look(town, recorded_offline(town, watcher(town), NOW + 6 * MINUTE))


def test_sent_twice_it_is_kept_once_and_whatever_else_comes_under_its_identifier_is_not_taken(town: Town) -> None:
    telephone = recorded_offline(town, watcher(town), NOW)
    once = look(town, telephone)
    before = town.kept()

    assert once == look(town, telephone)
    with pytest.raises(Conflict) as refusal:
        look(town, telephone, 30)
    assert ("record-id-taken", before) == (refusal.value.code, town.kept())


def sent(town: Town, telephone: Actor, **more: object) -> tuple[ArrivalState, bool]:
    arguments = {"permit": str(unwatched(town).id), "minutes": 60, **more}
    answer = town.registre.access.send(telephone, "permits.record_round", arguments)  # type: ignore[arg-type]
    return answer.state, answer.was_known


def test_a_telephone_sends_what_it_kept_and_does_so_again_when_it_heard_no_answer(town: Town) -> None:
    telephone = recorded_offline(town, watcher(town), NOW)
    more = {"photo": town.photo.digest, "latitude": "47.2184", "longitude": "-1.5536", "comment": "RAS"}

    assert [(ArrivalState.ADMITTED, False), (ArrivalState.ADMITTED, True)] == [
        sent(town, telephone, **more) for _ in range(2)
    ]
    (record,) = town.registre.permits.show(town.mayor, unwatched(town).id).permit.rounds
    assert record.photo is not None
    assert (Position(47.2184, -1.5536), "image/png") == (record.position, record.photo.media_type)


@pytest.mark.parametrize(
    "more, code",
    [
        ({"latitude": "nord", "longitude": "0"}, "not-a-number"),
        ({"latitude": "47.2"}, "not-a-number"),
        ({"latitude": "91", "longitude": "0"}, "position-out-of-range"),
        ({"latitude": "nan", "longitude": "0"}, "position-out-of-range"),
        ({"minutes": "60"}, "malformed-data"),
        ({"photo": "rien"}, "malformed-text"),
    ],
    ids=str,
)
def test_what_a_telephone_sends_wrongly_is_told(town: Town, more: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        sent(town, recorded_offline(town, watcher(town), NOW), **more)

    assert code == refusal.value.code


# ---- while access is cut, and while an update is required ------------------------------------------------------------


def test_an_unpaid_invoice_keeps_nobody_from_looking_unless_the_host_reads_the_source_so(town: Town) -> None:
    suspend(debt_free(town))
    actor = watcher(town)
    strict = under(town, BillingPolicy(survives=Survives.SOURCE))

    assert ["access-suspended"] == refusals(lambda: look(strict, actor))
    assert [] == refusals(lambda: look(town, actor))


def test_what_was_seen_is_shown_and_what_is_due_is_seen_while_access_is_cut(town: Town) -> None:
    suspend(debt_free(town))
    omar, permits = watcher(town), town.registre.permits

    assert {30, 60, 120} == {one.minutes for one in permits.rounds(omar, unwatched(town).id)}
    photo = permits.store_photo(omar, unwatched(town).id, BytesIO(PHOTO_BYTES), name="toiture.png")
    assert photo == look(town, omar, photo=photo).rounds[-1].photo


def test_what_is_stored_for_a_round_is_a_picture_with_a_name(town: Town) -> None:
    for content, name, family in ((b"%PDF-1.7", "a.png", RuleViolation), (PHOTO_BYTES, " ", InvalidInput)):
        with pytest.raises(family):
            town.registre.permits.store_photo(watcher(town), unwatched(town).id, BytesIO(content), name=name)


def test_what_is_not_a_running_watch_waits_for_the_payment(town: Town) -> None:
    suspend(debt_free(town))
    active = town.permits["active"].id

    assert ["access-suspended"] == refusals(lambda: town.registre.permits.record_round(watcher(town), active, 30)), (
        "nobody watches yet"
    )
    assert ["access-suspended"] == refusals(lambda: town.registre.permits.show(town.mayor, active))


def test_a_required_update_does_not_interrupt_a_watch(town: Town) -> None:
    old = evolve(watcher(town), client=Client.mobile("1.8"))

    assert [] == refusals(lambda: look(town, old))
    assert ["client-too-old"] == refusals(lambda: town.registre.permits.show(old, unwatched(town).id))

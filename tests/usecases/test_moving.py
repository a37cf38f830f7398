"""A whole workspace is carried out and in: the same before and after, and seen by nobody in between."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.archives import Stream, members_of, names_in
from tests.usecases.moved_town import Filled, fill
from tests.usecases.scenarios_moving import archive_of, elsewhere
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import Actor, Conflict, Forbidden, NotFound, Registre, RegistreError, verify_export
from registre_core.kernel.documents import Digest
from registre_core.services.moving import packing
from registre_core.testing.memory import Medium, MemoryDocuments, MemoryStorage
from registre_core.testing.memory.rows import Rows

HOST = Actor.operator()
CARRIED_OUT = """
    manifest.json workspace sites contractors contacts profiles users invoices standing arrivals interventions permits
    filed visits findings requests lost contents signatures seals logbook notices mutings
    subscriptions register documents end.json
""".split()
"""What an archive holds, in this order."""


@pytest.fixture(scope="module")
def _full() -> tuple[Town, Filled]:
    town = found_a_town()
    return town, fill(town)


@pytest.fixture
def town(_full: tuple[Town, Filled]) -> Town:
    return twin_of(_full[0], first_identifier=9_000)


@pytest.fixture
def filled(_full: tuple[Town, Filled]) -> Filled:
    return _full[1]


@pytest.fixture
def archive(town: Town) -> BytesIO:
    return archive_of(town)


@pytest.fixture
def away(town: Town) -> Registre:
    return elsewhere(town)


def moved(town: Town, archive: BytesIO, away: Registre) -> Registre:
    """Carry the town in elsewhere."""
    away.moving.stage(HOST, archive)
    away.moving.finish(town.operator)
    return away


def what_travels(rows: Rows) -> dict[str, Any]:
    """Give what is kept of a workspace, without what stays behind and how often it changed."""
    stays = ("tickets", "links", "notices", "deliveries", "recognitions", "rights_version", "ledger_version")
    return {name: getattr(rows, name) for name in Rows.__slots__ if name not in stays and not name.startswith("__")}


def test_a_workspace_is_the_same_after_it_has_moved(town: Town, archive: BytesIO) -> None:
    medium = Medium()

    moved(town, archive, town.with_ports(storage=MemoryStorage(medium), documents=MemoryDocuments()).registre)

    assert what_travels(town.kept()[town.workspace]) == what_travels(medium.kept()[town.workspace])


def test_carried_out_again_it_is_the_same_bytes(town: Town, archive: BytesIO, away: Registre) -> None:
    again = BytesIO()
    moved(town, archive, away).moving.export(town.operator, again)

    assert archive.getvalue() == again.getvalue()


def test_two_archives_of_one_state_differ_by_the_moment_alone(town: Town, archive: BytesIO) -> None:
    town.clock.advance(timedelta(hours=1))
    (_, first), *others = members_of(archive)
    (_, second), *same = members_of(archive_of(town))

    assert others == same
    assert first.replace(b"T08:", b"T09:") == second


def test_its_register_verifies_where_it_came_to(town: Town, archive: BytesIO, away: Registre) -> None:
    assert moved(town, archive, away).register.verify(town.operator).is_intact


def test_no_sweep_takes_away_what_came_along(town: Town, archive: BytesIO, away: Registre) -> None:
    moved(town, archive, away)
    came = {Digest(name.rpartition("/")[2]) for name in names_in(archive) if name.startswith("documents/")}
    assert came
    with away.ports.storage.read(town.workspace) as tx:
        assert () == tx.documents.unreferenced(sorted(came))


def test_who_may_act_there_is_who_may_act_here(town: Town, archive: BytesIO, away: Registre) -> None:
    moved(town, archive, away)

    assert town.registre.rights.matrix(town.mayor) == away.rights.matrix(town.mayor)


def test_an_archive_holds_every_kind_in_the_order_in_which_it_is_needed(archive: BytesIO) -> None:
    kinds = [name.partition("/")[0] for name in names_in(archive)]

    assert CARRIED_OUT == list(dict.fromkeys(kinds))


def test_what_its_register_holds_is_an_export_that_anybody_can_verify(archive: BytesIO) -> None:
    lines = [
        line
        for name, content in members_of(archive)
        if name.startswith("register/")
        for line in content.splitlines(keepends=True)
    ]
    _, found = verify_export(lines)

    assert found.is_intact
    assert found.unproven == ()


def test_a_picture_that_a_telephone_sent_while_access_was_cut_comes_along(archive: BytesIO) -> None:
    assert b"ronde" in dict(members_of(archive)).values()


def test_who_was_erased_stays_erased(archive: BytesIO) -> None:
    assert b"Oubli" not in archive.getvalue()


def test_promises_of_this_place_stay_behind(town: Town, filled: Filled, archive: BytesIO, away: Registre) -> None:
    moved(town, archive, away)
    with away.ports.storage.read(town.workspace) as there:
        assert there.outbox.pending() == ()
        assert there.tickets.of_request(filled.signed.id) == ()
    assert town.notices() != ()


def test_many_parts_come_back_as_few_do(
    town: Town, archive: BytesIO, away: Registre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MOST_LINES", 2)
    in_parts, again = archive_of(town), BytesIO()
    moved(town, in_parts, away).moving.export(town.operator, again)

    assert len(names_in(in_parts)) > len(names_in(archive)) + 10
    assert in_parts.getvalue() == again.getvalue()


def test_a_pipe_will_do_at_both_ends(town: Town, archive: BytesIO, away: Registre) -> None:
    pipe = Stream(archive.getvalue())
    again = BytesIO()
    moved(town, pipe, away).moving.export(town.operator, again)

    assert archive.getvalue() == again.getvalue()


def test_whoever_waits_is_told_of_everything(town: Town, archive: BytesIO, away: Registre) -> None:
    out, loaded, settled = list[int](), list[int](), list[int]()
    exported = town.registre.moving.export(town.mayor, BytesIO(), tell=out.append)
    kept = away.moving.stage(HOST, archive, tell=loaded.append)
    away.moving.finish(town.operator, tell=settled.append)

    cover = 1
    assert exported.entities + exported.entries + cover + exported.documents == sum(out)
    assert kept.parts - 1 == sum(loaded)
    assert exported.entities + exported.entries == sum(settled)


# ---- seen by nobody --------------------------------------------------------------------------------------------------


def test_what_is_loaded_is_no_workspace_yet(town: Town, archive: BytesIO, away: Registre) -> None:
    away.moving.stage(HOST, archive)

    assert (town.workspace,) == away.moving.unfinished(HOST)
    for ask in (away.workspace.show, away.register.verify):
        with pytest.raises(NotFound, match="workspace-not-found"):
            ask(town.operator)
    with away.ports.storage.operate() as door:
        assert list(door.workspaces()) == []


def test_what_is_open_is_not_unfinished(town: Town, archive: BytesIO, away: Registre) -> None:
    assert () == moved(town, archive, away).moving.unfinished(HOST)


@pytest.mark.parametrize("step", ["stage", "finish", "discard"])
def test_a_workspace_that_is_there_is_neither_loaded_nor_dropped(town: Town, archive: BytesIO, step: str) -> None:
    before = town.kept()
    tried: dict[str, Callable[[], object]] = {
        "stage": lambda: town.registre.moving.stage(HOST, archive),
        "finish": lambda: town.registre.moving.finish(town.operator),
        "discard": lambda: town.registre.moving.discard(town.operator),
    }

    with pytest.raises(Conflict, match="workspace-exists"):
        tried[step]()

    assert before == town.kept()


def test_nothing_is_opened_of_which_nothing_was_loaded(town: Town, away: Registre) -> None:
    with pytest.raises(NotFound, match="staging-not-found"):
        away.moving.finish(town.operator)


def test_what_was_dropped_can_be_loaded_again(town: Town, archive: BytesIO, away: Registre) -> None:
    loaded = away.moving.stage(HOST, archive)

    assert loaded.parts == away.moving.discard(town.operator)
    assert () == away.moving.unfinished(HOST)
    archive.seek(0)
    assert town.workspace == moved(town, archive, away).workspace.show(town.operator).id


# ---- who may ---------------------------------------------------------------------------------------------------------


def test_whoever_sees_some_sites_only_carries_nothing_out(town: Town) -> None:
    into = BytesIO()
    with pytest.raises(Forbidden, match="sites-withheld"):
        town.registre.moving.export(town.holder("users.administer", sites=[town.school.id]), into)

    assert b"" == into.getvalue()


def test_a_register_that_is_broken_is_not_carried_out_as_if_it_were_whole(town: Town) -> None:
    rows = town.kept()[town.workspace]
    _, *others = rows.entries.items()
    town.medium.keep(town.workspace, evolve(rows, entries=dict(others)))

    with pytest.raises(RegistreError, match="register-broken"):
        town.registre.moving.export(town.operator, BytesIO())


def test_a_document_that_was_lost_keeps_nobody_from_taking_the_rest_along(
    town: Town, archive: BytesIO, away: Registre
) -> None:
    town.documents.kept[town.workspace, town.report.digest] = b"%PDF-1.7 autre"
    out = BytesIO()
    exported = town.registre.moving.export(town.mayor, out)
    out.seek(0)
    loaded = away.moving.stage(HOST, out)

    assert town.report.digest in exported.lost
    assert exported.lost == loaded.lost
    assert town.workspace == away.moving.finish(town.operator).id
    assert archive.getvalue() != out.getvalue()

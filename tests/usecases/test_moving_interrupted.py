"""Loading that is interrupted goes on where it was; an archive that was spoiled is told, with where."""

from collections.abc import Callable
from io import BytesIO

import pytest
from tests.usecases.archives import cut, in_kind, members_of, names_in, rewritten, spoiled, without
from tests.usecases.moved_town import fill
from tests.usecases.scenarios_moving import archive_of, elsewhere
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import Actor, InvalidInput, NotFound, Registre, RegistreError
from registre_core.codec import MANIFEST, MemberWriter
from registre_core.kernel.errors import Conflict
from registre_core.ports.storage import StagedPart

HOST = Actor.operator()


@pytest.fixture(scope="module")
def _full() -> Town:
    town = found_a_town()
    fill(town)
    return town


@pytest.fixture(scope="module")
def _archive(_full: Town) -> bytes:
    return archive_of(_full).getvalue()


@pytest.fixture
def town(_full: Town) -> Town:
    return twin_of(_full, first_identifier=9_000)


@pytest.fixture
def archive(_archive: bytes) -> BytesIO:
    return BytesIO(_archive)


@pytest.fixture
def away(town: Town) -> Registre:
    return elsewhere(town)


def told(away: Registre, archive: BytesIO) -> list[tuple[str, str]]:
    """Load what is spoiled, and give what was told of it."""
    with pytest.raises(InvalidInput) as refusal:
        away.moving.stage(HOST, archive)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def refused(away: Registre, town: Town, archive: BytesIO) -> list[tuple[str, str]]:
    """Load what is whole and does not fit together, and give what was told when it was to be opened."""
    away.moving.stage(HOST, archive)
    with pytest.raises(InvalidInput) as refusal:
        away.moving.finish(town.operator)
    assert (town.workspace,) == away.moving.unfinished(HOST), "what was loaded can be looked at, or dropped"
    return [(problem.path, problem.code) for problem in refusal.value.problems]


class Given(Exception):  # somebody gives up
    """Ends loading half-way."""


def giving_up_after(steps: int) -> Callable[[int], None]:
    left = [steps]

    def tell(count: int) -> None:
        left[0] -= count
        if left[0] < 0:
            raise Given

    return tell


# ---- interrupted -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 1, 5, 12, 20, 24])
def test_loading_goes_on_where_it_was_and_nothing_comes_twice(
    town: Town, archive: BytesIO, away: Registre, steps: int
) -> None:
    with pytest.raises(Given):
        away.moving.stage(HOST, archive, tell=giving_up_after(steps))
    archive.seek(0)
    rest = list[int]()
    whole = away.moving.stage(HOST, archive, tell=rest.append)

    assert sum(rest) < whole.parts - 1 - steps
    assert whole.parts == elsewhere(town).moving.stage(HOST, BytesIO(archive.getvalue())).parts
    away.moving.finish(town.operator)
    again = BytesIO()
    away.moving.export(town.operator, again)
    assert archive.getvalue() == again.getvalue()


def test_an_archive_that_is_loaded_already_is_not_loaded_again(archive: BytesIO, away: Registre) -> None:
    first = away.moving.stage(HOST, archive)
    archive.seek(0)

    assert first.parts == away.moving.stage(HOST, archive, tell=giving_up_after(0)).parts


def test_another_archive_does_not_pass_for_one_that_is_loaded_already(archive: BytesIO, away: Registre) -> None:
    away.moving.stage(HOST, archive)
    (problem,) = told(away, rewritten(archive, in_kind("sites", b"Piscine", b"Patinoire")))

    assert "another-archive" == problem[1]


def test_what_is_half_loaded_is_not_opened(town: Town, archive: BytesIO, away: Registre) -> None:
    with pytest.raises(Given):
        away.moving.stage(HOST, archive, tell=giving_up_after(3))
    with pytest.raises(InvalidInput, match="staging-unfinished"):
        away.moving.finish(town.operator)


def test_another_archive_does_not_go_on_where_this_one_ended(town: Town, archive: BytesIO, away: Registre) -> None:
    with pytest.raises(Given):
        away.moving.stage(HOST, archive, tell=giving_up_after(9))
    other = rewritten(archive, in_kind("sites", b"Piscine", b"Patinoire"))

    (problem,) = told(away, other)

    assert "another-archive" == problem[1]


def test_an_archive_that_ends_before_the_other_one_was_left_does_not_pass_for_it(
    archive: BytesIO, away: Registre
) -> None:
    with pytest.raises(Given):
        away.moving.stage(HOST, archive, tell=giving_up_after(18))
    shorter = rewritten(archive, lambda kind, content: content if kind in {MANIFEST, "workspace", "register"} else None)

    assert [("end.json", "another-archive")] == told(away, shorter)


def test_two_who_load_at_once_do_not_mix(town: Town, archive: BytesIO, away: Registre) -> None:
    def tell(_count: int) -> None:
        with away.ports.storage.stage(town.workspace) as tx:
            last = tx.staged.last()
            assert last is not None
            tx.staged.add(StagedPart(last.number + 1, "sites/000001", b""))
            tx.commit()

    with pytest.raises(Conflict, match="not-the-next-part"):
        away.moving.stage(HOST, archive, tell=tell)


# ---- spoiled ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sites", "users", "contents", "findings", "register", "documents"])
def test_a_byte_that_changed_is_told_with_the_member_it_stands_in(archive: BytesIO, away: Registre, kind: str) -> None:
    found = told(away, spoiled(archive, kind))

    assert (kind, "member-altered") == (found[0][0].partition("/")[0], found[0][1])


def test_what_stands_behind_a_broken_member_is_not_kept(town: Town, archive: BytesIO, away: Registre) -> None:
    told(away, spoiled(archive, "sites"))

    with away.ports.storage.stage(town.workspace) as tx:
        assert [MANIFEST, "workspace"] == [part.name.partition("/")[0] for part in tx.staged.parts()]


def test_a_whole_archive_goes_on_where_a_broken_copy_of_it_ended(town: Town, archive: BytesIO, away: Registre) -> None:
    told(away, spoiled(archive, "users"))
    archive.seek(0)
    away.moving.stage(HOST, archive)

    assert town.workspace == away.moving.finish(town.operator).id


def test_everything_that_is_wrong_is_told_at_once_line_by_line(archive: BytesIO, away: Registre) -> None:
    wrong = rewritten(archive, in_kind("contacts", b'"name":', b'"named":'))

    places = {place for place, code in told(away, wrong) if code == "malformed-data"}

    assert {f"contacts/000001 line {line}.{name}" for line in (1, 2) for name in ("named", "name")} <= places


def test_a_line_that_is_not_in_the_one_form_there_is_is_told(archive: BytesIO, away: Registre) -> None:
    assert ("sites/000001 line 1", "malformed-data") in told(
        away, rewritten(archive, in_kind("sites", b'"version":1}\n', b'"version": 1}\n'))
    )


@pytest.mark.parametrize("kind", ["documents", "contents"])
def test_a_file_that_is_named_and_missing_is_told_with_who_names_it(
    archive: BytesIO, away: Registre, kind: str
) -> None:
    found = told(away, rewritten(archive, without(kind)))

    assert {"member-missing"} == {code for _, code in found}
    assert all(f" {kind}/" in place and " line " in place for place, _ in found)


def test_a_member_that_was_taken_away_by_somebody_clever_is_told_at_the_end(archive: BytesIO, away: Registre) -> None:
    whole, name = archive.getvalue(), next(name for name in names_in(archive) if name.startswith("logbook/"))
    start = whole.index(name.encode())
    size = int(whole[start + 124 : start + 135], 8)
    without_it = whole[:start] + whole[start + 512 + -(-size // 512) * 512 :]

    assert [("end.json", "archive-altered")] == told(away, BytesIO(without_it))


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.98])
def test_an_archive_that_ends_too_early_is_told(archive: BytesIO, away: Registre, share: float) -> None:
    (problem,) = told(away, cut(archive, int(len(archive.getvalue()) * share)))

    assert "archive-cut-short" == problem[1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(600), b"x" * 2000, bytes(1024)])
def test_what_is_no_archive_is_told(away: Registre, content: bytes) -> None:
    (problem,) = told(away, BytesIO(content))

    assert problem[1] in {"archive-cut-short", "not-a-workspace-archive"}


def test_a_kind_of_a_version_to_come_is_told_before_anything_is_kept(archive: BytesIO, away: Registre) -> None:
    newer = rewritten(archive, in_kind(MANIFEST, b'"sites":1', b'"sites":2'))

    assert [(MANIFEST, "archive-too-new")] == told(away, newer)
    assert () == away.moving.unfinished(HOST)


def test_a_member_that_nobody_knows_is_told(archive: BytesIO, away: Registre) -> None:
    strange = BytesIO()
    writer = MemberWriter(strange)
    writer.plain(MANIFEST, members_of(archive)[0][1])
    name = writer.put("strangers", b"{}\n", number=1)
    strange.seek(0)

    assert [(str(name), "unknown-member")] == told(away, strange)


def test_who_names_a_workspace_gets_that_one_or_none(town: Town, archive: BytesIO, away: Registre) -> None:
    other = away.workspace.found(HOST, name="Rezé", administrator="Léa Maire").workspace.id
    with pytest.raises(InvalidInput, match="another-workspace"):
        away.moving.stage(Actor.operator(other), archive)


# ---- whole, and yet it does not fit together -------------------------------------------------------------------------


def test_who_names_what_is_not_there_is_told_with_his_line(town: Town, archive: BytesIO, away: Registre) -> None:
    found = refused(away, town, rewritten(archive, without("contractors")))

    assert ("contacts/000001 line 1", "contractor-not-found") in found
    with pytest.raises(NotFound, match="workspace-not-found"):
        away.workspace.show(town.operator)


def test_what_comes_twice_is_told(town: Town, archive: BytesIO, away: Registre) -> None:
    twice = rewritten(archive, lambda kind, content: content * 2 if kind in {"sites", "users"} else content)
    found = refused(away, town, twice)

    assert {"already-exists"} == {code for _, code in found}
    assert {"sites/000001", "users/000001"} == {place.partition(" ")[0] for place, _ in found}


@pytest.mark.parametrize(
    "name,change",
    [
        ("an entry that says something else", in_kind("register", b"Piscine", b"Patinoi")),
        (
            "an entry that is missing",
            lambda kind, content: (
                content.replace(content.splitlines(keepends=True)[5], b"") if kind == "register" else content
            ),
        ),
    ],
)
def test_a_chain_that_breaks_is_told(
    town: Town, archive: BytesIO, away: Registre, name: str, change: Callable[[str, bytes], bytes]
) -> None:
    assert [("register/000001", "not-the-next-entry")] == refused(away, town, rewritten(archive, change)), name


def test_a_register_of_another_state_is_told_where_it_begins(archive: BytesIO, away: Registre) -> None:
    found = told(
        away,
        rewritten(
            archive,
            in_kind(
                "register",
                b'"format":"registre-export/1","head":{"link":"',
                b'"format":"registre-export/1","head":{"link":"00',
            ),
        ),
    )

    assert "register/000001 line 1" in found[0][0]


def test_a_register_that_ends_too_early_is_told(town: Town, archive: BytesIO, away: Registre) -> None:
    def shorter(kind: str, content: bytes) -> bytes:
        return b"".join(content.splitlines(keepends=True)[:-1]) if kind == "register" else content

    assert [("register", "register-incomplete")] == refused(away, town, rewritten(archive, shorter))


def test_what_an_entry_says_of_a_person_cannot_be_taken_away(town: Town, archive: BytesIO, away: Registre) -> None:
    def anonymous(kind: str, content: bytes) -> bytes:
        if kind != "register":
            return content
        cover, by_the_host, first, *others = content.splitlines(keepends=True)
        start = first.index(b'"personal":[{')
        return b"".join([cover, by_the_host, first[:start] + b'"personal":[]}\n', *others])

    away.moving.stage(HOST, rewritten(archive, anonymous))
    with pytest.raises(RegistreError, match="register-broken"):
        away.moving.finish(town.operator)

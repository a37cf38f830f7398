"""Format ``registre-entry/1``, byte for byte. It cannot be changed: chains written today are read in twenty years."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from tests.spec.register.oracle import commitment_to, first_link, link_behind

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId, SiteId, WorkspaceId
from registre_core.register import Entry, Head, Heading, PersonalPart, genesis, next_link, sealed

WORKSPACE = WorkspaceId(UUID("019cad8f-ac00-7000-8000-000000000001"))
HEADING = Heading(
    number=7,
    workspace_id=WORKSPACE,
    id=EntryId(UUID("019cad8f-ac00-7000-8000-000000000002")),
    recorded_at=datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC),
    section=Section.SAFETY,
    kind="finding-recorded",
    subject_kind="finding",
    subject_id=UUID("019cad8f-ac00-7000-8000-000000000003"),
    site_id=SiteId(UUID("019cad8f-ac00-7000-8000-000000000004")),
)
BODY = '{"note":"Éclairage de « sécurité »\\n"}'.encode()

BYTES = (
    b"registre-entry/1\n"
    b"7\n"
    b"019cad8f-ac00-7000-8000-000000000001\n"
    b"019cad8f-ac00-7000-8000-000000000002\n"
    b"2026-03-02T08:00:00.000001+00:00\n"
    b"safety\n"
    b"finding-recorded\n"
    b"finding 019cad8f-ac00-7000-8000-000000000003\n"
    b"019cad8f-ac00-7000-8000-000000000004\n"
    b'{"note":"\xc3\x89clairage de \xc2\xab s\xc3\xa9curit\xc3\xa9 \xc2\xbb\\n"}'
)
"""Written out by hand, from the documentation."""


def line_of(heading: Heading, place: int) -> str:
    return heading.as_bytes().decode().split("\n")[place]


def test_the_chained_bytes_are_nine_lines_of_heading_and_one_of_body() -> None:
    assert BYTES == sealed(genesis(WORKSPACE), HEADING, BODY).content


def test_what_is_on_no_site_has_a_dash_for_its_site() -> None:
    assert "-" == line_of(evolve(HEADING, site_id=None), 8)


def test_what_is_not_shown_to_a_commission_says_so() -> None:
    assert "administration" == line_of(evolve(HEADING, section=Section.ADMINISTRATION), 5)


@pytest.mark.parametrize(
    "instant, written",
    [
        (datetime(2026, 3, 2, 8, tzinfo=UTC), "2026-03-02T08:00:00.000000+00:00"),
        (datetime(2026, 3, 2, 8, 0, 0, 120_000, tzinfo=UTC), "2026-03-02T08:00:00.120000+00:00"),
        (datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(0), "GMT")), "2026-03-02T08:00:00.000000+00:00"),
        (datetime(2026, 1, 2, 8, tzinfo=ZoneInfo("Europe/London")), "2026-01-02T08:00:00.000000+00:00"),
    ],
)
def test_an_instant_is_written_in_one_way(instant: datetime, written: str) -> None:
    assert written == line_of(evolve(HEADING, recorded_at=instant), 4)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 3, 2, 8),  # noqa: DTZ001  # that is the point
        datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Paris")),
    ],
    ids=["naive", "offset", "Paris"],
)
def test_an_instant_of_another_offset_is_refused_rather_than_written_otherwise(instant: datetime) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(HEADING, recorded_at=instant)

    assert [("recorded_at", "not-utc")] == [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("word", ["", "Finding", "finding recorded", "finding\nrecorded", "finding-", "-finding", "é"])
def test_a_word_of_the_heading_cannot_break_its_line(word: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(HEADING, kind=word, subject_kind=word)

    assert ["kind", "subject_kind"] == [problem.path for problem in refusal.value.problems]


def test_entries_are_numbered_from_one() -> None:
    with pytest.raises(InvalidInput):
        evolve(HEADING, number=0)


def test_the_body_is_what_stands_behind_the_heading_line_ends_included() -> None:
    assert b"one\ntwo" == sealed(genesis(WORKSPACE), HEADING, b"one\ntwo").body


def test_the_chain_of_a_workspace_starts_at_a_digest_of_its_identifier() -> None:
    expected = sha256(b"registre-genesis/1\n019cad8f-ac00-7000-8000-000000000001").digest()

    assert Head(0, expected) == genesis(WORKSPACE)
    assert expected == first_link(str(WORKSPACE))


def test_no_two_workspaces_start_alike() -> None:
    assert genesis(WORKSPACE) != genesis(WorkspaceId(UUID(int=1)))


def test_a_link_hashes_the_link_before_it_and_the_digest_of_the_bytes() -> None:
    previous = bytes(range(32))
    by_hand = sha256(previous + sha256(BYTES).digest()).digest()

    assert [by_hand] * 3 == [
        sealed(Head(6, previous), HEADING, BODY).link,
        next_link(previous, sha256(BYTES).digest()),
        link_behind(previous, BYTES),
    ]


def test_the_first_link_in_full() -> None:
    """Computed with coreutils' sha256sum, not with this program."""
    first = sealed(genesis(WORKSPACE), evolve(HEADING, number=1), BODY)

    assert "6b90e34b64e5066a91e81c17921401cf290aa43f4a87f0b3b802a8ef327a2bd4" == first.link.hex()


def test_a_commitment_hashes_the_salt_and_the_part() -> None:
    salt, content = bytes(range(32)), '{"user.name":"Zoé"}'.encode()
    by_hand = sha256(b"registre-personal/1\n" + salt + content).hexdigest()

    assert [by_hand, by_hand] == [PersonalPart(WORKSPACE, salt, content).commitment, commitment_to(salt, content)]


def test_two_salts_hide_that_two_parts_are_alike() -> None:
    parts = [PersonalPart(WORKSPACE, salt, b'{"user.name":"Anne"}') for salt in (b"1" * 32, b"2" * 32)]

    assert 2 == len({part.commitment for part in parts})


def test_what_may_be_erased_is_not_printed_by_accident() -> None:
    part = PersonalPart(WORKSPACE, b"sel" * 10, b"Anne Martin")
    entry = sealed(genesis(WORKSPACE), HEADING, b"Anne Martin", [part])

    assert "Martin" not in repr(part) + repr(entry)
    assert "sel" not in repr(part)


def test_an_entry_carries_its_personal_parts_beside_the_chain() -> None:
    part = PersonalPart(WORKSPACE, b"1" * 32, b"{}")
    beside, alone = (sealed(genesis(WORKSPACE), HEADING, BODY, parts) for parts in ([part], []))

    assert (part,) == beside.personal
    assert (alone.content, alone.link) == (beside.content, beside.link)
    assert Entry(HEADING, BYTES, alone.link) == alone

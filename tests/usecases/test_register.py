"""The register is read, verified and exported; nothing writes to it but the changes that it tells of."""

from collections.abc import Callable
from io import BytesIO

import pytest
from attrs import evolve
from tests.spec.register.damage import flipped
from tests.spec.register.oracle import export_is_intact, is_intact
from tests.usecases.town import ENTRIES, Town

from registre_core import Actor, IntegrityBreach, InvalidInput, verify_export
from registre_core.kernel.facts import Section
from registre_core.register import Breach, Damage, Entry, Head

STORY = [
    # the town's register, as it was founded
    "workspace-founded",
    "user-created",
    "site-added",
    "site-added",
    "contractor-added",
    "contact-added",
    "profile-created",
    *["intervention-planned", "report-attached", "intervention-closed"] * 2,
    "finding-recorded",
    "finding-recorded",
    "intervention-planned",
    "user-created",
    "site-added",
    "site-closed",
]


def kinds(town: Town, actor: Actor, section: Section | None = None, kind: str | None = None) -> list[str]:
    lines = town.registre.register.entries(actor, section=section, kind=kind, limit=200).items
    return [line.heading.kind for line in lines]


def exported(town: Town, actor: Actor, *, everything: bool = False) -> bytes:
    into = BytesIO()
    town.registre.register.export(actor, into, everything=everything)
    return into.getvalue()


def damaged(town: Town, number: int, change: Callable[[Entry], Entry]) -> None:
    """Alter an entry behind the register's back."""
    rows = town.medium.kept()[town.workspace]
    altered = {key: change(entry) if entry.heading.number == number else entry for key, entry in rows.entries.items()}
    town.medium.keep(town.workspace, evolve(rows, entries=altered))


def test_the_register_tells_what_happened_in_its_order(town: Town) -> None:
    lines = town.registre.register.entries(town.mayor).items

    assert STORY == [line.heading.kind for line in lines]
    assert ENTRIES == len(STORY)
    assert list(range(1, len(STORY) + 1)) == [line.heading.number for line in lines]
    assert [None] * 2 + ["Jeanne Maire"] * (len(STORY) - 2) == [line.account.actor_name for line in lines]


def test_each_line_shows_the_new_state_of_what_changed(town: Town) -> None:
    line = town.registre.register.entries(town.mayor, kind="site-added").items[1]

    assert ("Piscine", "X", 2) == tuple(line.account.fact["site"][name] for name in ("name", "erp_type", "category"))
    assert (town.pool.id, town.pool.id) == (line.heading.subject_id, line.heading.site_id)


def test_who_may_not_consult_users_sees_the_safety_section_only(town: Town) -> None:
    reader = town.holder("register.consult")
    of_safety = [line.heading.kind for line in town.registre.register.entries(town.mayor, section=Section.SAFETY).items]

    assert of_safety == kinds(town, reader)
    assert {"user-created", "profile-created", "workspace-founded"}.isdisjoint(of_safety)
    assert [] == kinds(town, reader, Section.ADMINISTRATION)
    assert [] == kinds(town, reader, kind="user-created")


def test_who_may_consult_users_sees_both_sections_and_the_one_he_asks_for(town: Town) -> None:
    reader = town.holder("register.consult", "users.consult")

    assert STORY == kinds(town, reader)
    assert sorted(STORY) == sorted(kinds(town, reader, Section.SAFETY) + kinds(town, reader, Section.ADMINISTRATION))


def test_a_list_shows_one_s_own_sites_and_what_is_on_none(town: Town) -> None:
    reader = town.holder("register.consult", "users.consult", sites=[town.school.id])
    lines = town.registre.register.entries(reader).items

    assert {None, town.school.id} == {line.heading.site_id for line in lines}
    assert len(STORY) - 7 == len(lines)


def test_a_list_is_read_page_by_page(town: Town) -> None:
    read, after = [], None
    while True:
        page = town.registre.register.entries(town.mayor, after=after, limit=4)
        read += [line.heading.number for line in page.items]
        if (after := page.next) is None:
            break

    assert list(range(1, len(STORY) + 1)) == read


@pytest.mark.parametrize("limit, after", [(len(STORY), None), (len(STORY) - 1, str(len(STORY) - 1)), (200, None)])
def test_the_last_page_says_that_it_is_the_last(town: Town, limit: int, after: str | None) -> None:
    page = town.registre.register.entries(town.mayor, limit=limit)

    assert (after, min(limit, len(STORY))) == (page.next, len(page.items))


@pytest.mark.parametrize("after", ["", "-1", "1.0", "x", "²", "9" * 19])
def test_a_cursor_is_what_the_last_page_said(town: Town, after: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.register.entries(town.mayor, after=after)

    assert [("after", "malformed-cursor")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_an_entry_that_cannot_be_read_is_a_breach_not_a_gap(town: Town) -> None:
    damaged(town, 3, lambda entry: evolve(entry, content=entry.content[:-1]))

    with pytest.raises(IntegrityBreach):
        town.registre.register.entries(town.mayor)


def test_a_whole_register_verifies_here_and_by_a_stranger_s_hand(town: Town) -> None:
    verification = town.registre.register.verify(town.operator)
    rows = [(entry.heading.number, entry.content, entry.link) for entry in town.entries()]

    assert (len(STORY), ()) == (verification.count, verification.breaches)
    assert is_intact(str(town.workspace), (town.head().number, town.head().link), rows)


CHANGES: dict[str, tuple[Callable[[Entry], Entry], list[tuple[Damage, str | None]]]] = {
    "bytes": (lambda entry: evolve(entry, content=flipped(entry.content)), [(Damage.CHANGED, None)]),
    "link": (lambda entry: evolve(entry, link=flipped(entry.link)), [(Damage.CHANGED, None)]),
    "list column": (
        lambda entry: evolve(entry, heading=evolve(entry.heading, kind="nothing-happened")),
        [(Damage.MISFILED, "kind")],
    ),
    "personal part": (
        lambda entry: evolve(entry, personal=(evolve(entry.personal[0], content=b'{"actor.name":"Paul"}'),)),
        [(Damage.PERSONAL_CHANGED, "the mayor")],
    ),
    "a part that was taken away": (
        lambda entry: evolve(entry, personal=()),
        [(Damage.PERSONAL_MISSING, "the mayor")],
    ),
}


@pytest.mark.parametrize("change, expected", CHANGES.values(), ids=CHANGES)
def test_what_was_altered_in_storage_is_named(
    town: Town, change: Callable[[Entry], Entry], expected: list[tuple[Damage, str | None]]
) -> None:
    damaged(town, 4, change)
    found = [Breach(4, damage, found=str(town.mayor.id) if what == "the mayor" else what) for damage, what in expected]

    assert found == list(town.registre.register.verify(town.operator).breaches)


def test_a_cut_tail_shows_by_the_head(town: Town) -> None:
    rows = town.medium.kept()[town.workspace]
    kept = {key: entry for key, entry in rows.entries.items() if entry.heading.number <= 10}
    town.medium.keep(town.workspace, evolve(rows, entries=kept))

    assert (Breach(11, Damage.TAIL_CUT, last=len(STORY)),) == town.registre.register.verify(town.operator).breaches


def test_a_head_set_back_shows_by_what_stands_behind_it(town: Town) -> None:
    rows = town.medium.kept()[town.workspace]
    town.medium.keep(town.workspace, evolve(rows, head=Head(len(STORY) - 1, town.entries()[-2].link)))

    assert (Breach(len(STORY), Damage.BEYOND_HEAD),) == town.registre.register.verify(town.operator).breaches


@pytest.mark.parametrize("everything", [False, True])
def test_an_export_verifies_without_a_database(town: Town, *, everything: bool) -> None:
    lines = exported(town, town.mayor, everything=everything).splitlines(keepends=True)
    cover, verification = verify_export(lines)

    assert (town.workspace, "Ville de Nantes", town.head()) == (cover.workspace, cover.name, cover.head)
    assert (len(STORY), True) == (verification.count, verification.is_intact)
    assert export_is_intact(lines)


def test_an_export_says_how_many_entries_it_has(town: Town) -> None:
    assert len(STORY) == town.registre.register.export(town.operator, BytesIO())


def shown(export: bytes) -> list[int]:
    return [number for number, line in enumerate(export.splitlines()) if number and b'"content"' in line]


ADMINISTRATION = {"workspace-founded", "user-created", "profile-created", "contact-added"}


def numbers(*, of_administration: bool) -> list[int]:
    return [n for n, kind in enumerate(STORY, start=1) if of_administration or kind not in ADMINISTRATION]


def test_an_export_shows_the_safety_section_unless_everything_is_asked_for(town: Town) -> None:
    assert numbers(of_administration=False) == shown(exported(town, town.mayor))
    assert numbers(of_administration=True) == shown(exported(town, town.mayor, everything=True))
    assert numbers(of_administration=True) == shown(exported(town, town.operator, everything=True))


def test_asking_for_everything_does_not_show_what_one_may_not_see(town: Town) -> None:
    exporter = town.holder("register.export")

    assert numbers(of_administration=False) == shown(exported(town, exporter, everything=True))


def test_an_export_withholds_what_is_on_another_s_site(town: Town) -> None:
    export = exported(town, town.holder("register.export", "users.consult", sites=[town.school.id]), everything=True)

    assert len(STORY) - 7 == len(shown(export))
    assert b"Piscine" not in export
    assert str(town.pool.id).encode() not in export
    assert verify_export(export.splitlines(keepends=True))[1].is_intact


def test_the_safety_export_reveals_nothing_of_the_administration_section(town: Town) -> None:
    export = exported(town, town.mayor)
    hidden = [entry for entry in town.entries() if entry.heading.section is Section.ADMINISTRATION]
    facts = [entry.body.partition(b'"fact":')[2].partition(b',"personal"')[0] for entry in hidden]
    names = [text.encode() for text in (town.profile.name, town.clerk.name, str(town.clerk.id), str(town.profile.id))]
    escaped = [text.replace(b'"', b'\\"') for entry in hidden for text in (entry.content, entry.body)]

    assert len(ADMINISTRATION & set(STORY)) == len({entry.heading.kind for entry in hidden})
    assert [] == [text for text in (*facts, *names, *escaped) if text in export]
    assert [] == [entry for entry in hidden if str(entry.heading.id).encode() in export]

"""Any altered byte of an export is found; what is withheld stays hidden."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.register.damage import flipped
from tests.spec.register.oracle import export_is_intact
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import verify_export
from registre_core.kernel.facts import Section
from registre_core.register import Breach

TOWN = found_a_town()


def exported(town: Town, *, everything: bool) -> list[bytes]:
    into = BytesIO()
    town.registre.register.export(town.mayor, into, everything=everything)
    return into.getvalue().splitlines(keepends=True)


EXPORTS = {everything: exported(TOWN, everything=everything) for everything in (False, True)}


def breaches(lines: list[bytes]) -> tuple[Breach, ...]:
    return verify_export(BytesIO(b"".join(lines)))[1].breaches


def names(breach: Breach, number: int) -> bool:
    return breach.number <= number <= (breach.last or breach.number)


@settings(max_examples=400)
@given(st.booleans(), st.data(), st.integers(0, 100_000), st.integers(1, 255))
def test_a_changed_byte_of_any_line_after_the_cover_names_that_line(
    everything: bool,  # noqa: FBT001  # drawn
    data: st.DataObject,
    place: int,
    mask: int,
) -> None:
    lines = list(EXPORTS[everything])
    number = data.draw(st.integers(1, len(lines) - 1))
    lines[number] = flipped(lines[number], place % len(lines[number]), mask)

    found = breaches(lines)
    assert [] != [breach for breach in found if names(breach, number)]


@pytest.mark.parametrize("mask", [0x01, 0x20], ids=["neighbour", "case"])
def test_no_byte_of_a_line_is_left_unguarded(mask: int) -> None:
    """Every byte in turn, of an entry with personal parts and of one that is withheld."""
    shown = next(place for place, line in enumerate(EXPORTS[False]) if b'"salt"' in line)
    withheld = next(place for place, line in enumerate(EXPORTS[False]) if b'"digest":"' in line and place)
    unguarded = []
    for number in (shown, withheld):
        for place in range(len(EXPORTS[False][number])):
            lines = list(EXPORTS[False])
            lines[number] = flipped(lines[number], place, mask)
            if not breaches(lines):
                unguarded.append((number, place))

    assert [] == unguarded


@given(st.booleans(), st.data())
def test_a_line_taken_out_repeated_or_moved_is_found(everything: bool, data: st.DataObject) -> None:  # noqa: FBT001
    lines = list(EXPORTS[everything])
    number, other = (data.draw(st.integers(1, len(lines) - 1)) for _ in range(2))
    line = lines.pop(number)
    if data.draw(st.booleans()):
        lines.insert(other, line)

    assert (lines == EXPORTS[everything]) is (breaches(lines) == ())
    assert (lines == EXPORTS[everything]) is export_is_intact(lines)


steps = st.lists(
    st.sampled_from(["add_site", "add_contact", "create_user", "create_profile", "plan"]), min_size=1, max_size=5
)


def taken(town: Town, step: str, secret: str) -> None:
    match step:
        case "add_site":
            town.registre.workspace.add_site(
                town.mayor, name="Site", erp_type=town.school.erp_type, category=town.school.category
            )
        case "add_contact":
            town.registre.workspace.add_contact(town.mayor, name="Contact")
        case "create_user":
            town.registre.rights.create_user(town.mayor, name=secret, email="secret@exemple.fr")
        case "create_profile":
            town.registre.rights.create_profile(town.mayor, name=secret, rights=["findings.create"])
        case _:
            town.registre.interventions.plan(
                town.mayor, site=town.school.id, type_code="works", planned_on=town.clock.today()
            )


@settings(max_examples=50)
@given(steps)
def test_the_safety_section_verifies_and_reveals_nothing_of_the_administration(story: list[str]) -> None:
    town = twin_of(TOWN)
    for place, step in enumerate(story):
        taken(town, step, f"Confidentiel {place}")
    lines = exported(town, everything=False)
    export = b"".join(lines)
    hidden = [entry for entry in town.entries() if entry.heading.section is Section.ADMINISTRATION]
    told = [
        text
        for entry in hidden
        for text in (entry.content, entry.body, entry.heading.kind.encode(), str(entry.heading.id).encode())
        if text in export or text.replace(b'"', rb"\"") in export
    ]

    assert ((), True) == (breaches(lines), export_is_intact(lines))
    assert [] == told
    assert b"Confidentiel" not in export
    assert b"secret@" not in export

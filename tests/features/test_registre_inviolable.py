"""What was written is found again as it was written, or the entry that was not is named."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from attrs import define, evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.spec.register.damage import flipped
from tests.usecases.town import Town

from registre_core import verify_export
from registre_core.register import Damage, Entry, Verification

scenarios("registre_inviolable.feature")

DAMAGES = {
    "modifiée": Damage.CHANGED,
    "manquante": Damage.MISSING,
    "coupée": Damage.TAIL_CUT,
    "dite d’une autre personne": Damage.PERSONAL_CHANGED,
    "privée d’un nom": Damage.PERSONAL_MISSING,
}


@define
class Story:
    """What happened so far."""

    town: Town
    verification: Verification | None = None
    export: bytes = b""

    def alter(self, change: Callable[[Entry], Entry | None]) -> None:
        """Change or take out entries behind the register's back."""
        rows = self.town.medium.kept()[self.town.workspace]
        altered = {key: change(entry) for key, entry in rows.entries.items()}
        left = {key: entry for key, entry in altered.items() if entry is not None}
        self.town.medium.keep(self.town.workspace, evolve(rows, entries=left))

    def alter_one(self, number: int, change: Callable[[Entry], Entry | None]) -> None:
        self.alter(lambda entry: change(entry) if entry.heading.number == number else entry)


@pytest.fixture
def story(town: Town) -> Story:
    return Story(town)


@given("le registre d’un environnement, avec ses interventions et ses observations")
def a_register(story: Story) -> None:
    kinds = {entry.heading.kind for entry in story.town.entries()}

    assert {"intervention-closed", "finding-recorded"} <= kinds


@given(parsers.parse("qu’un octet de l’entrée {number:d} a été modifié dans la base"))
def a_byte_was_changed(story: Story, number: int) -> None:
    story.alter_one(number, lambda entry: evolve(entry, content=flipped(entry.content)))


@given(parsers.parse("l’entrée {number:d} a été retirée de la base"))
def an_entry_was_taken_out(story: Story, number: int) -> None:
    story.alter_one(number, lambda _: None)


@given(parsers.parse("l’entrée {number:d} et les suivantes ont été retirées de la base"))
def the_tail_was_cut(story: Story, number: int) -> None:
    story.alter(lambda entry: entry if entry.heading.number < number else None)


@given(parsers.parse("le nom de l’auteur de l’entrée {number:d} a été remplacé"))
def a_name_was_replaced(story: Story, number: int) -> None:
    def replaced(entry: Entry) -> Entry:
        (part,) = entry.personal
        return evolve(entry, personal=(evolve(part, content=b'{"actor.name":"Quelqu\'un d\'autre"}'),))

    story.alter_one(number, replaced)


@given(parsers.parse("le nom de l’auteur de l’entrée {number:d} a été retiré de la base"))
def a_name_was_taken_away(story: Story, number: int) -> None:
    story.alter_one(number, lambda entry: evolve(entry, personal=()))


@when("on vérifie le registre")
def verify(story: Story) -> None:
    story.verification = story.town.registre.register.verify(story.town.operator)


@when("on exporte le registre")
def export(story: Story) -> None:
    into = BytesIO()
    story.town.registre.register.export(story.town.mayor, into)
    story.export = into.getvalue()


@when(parsers.parse("qu’un octet de sa ligne {number:d} est modifié"))
def a_byte_of_a_line_is_changed(story: Story, number: int) -> None:
    lines = story.export.splitlines(keepends=True)
    lines[number] = flipped(lines[number], len(lines[number]) // 2)
    story.export = b"".join(lines)


@then("il est intact")
def is_intact(story: Story) -> None:
    assert story.verification is not None
    assert story.verification.is_intact


@then(parsers.parse("l’entrée {number:d} est nommée, {how}"))
def is_named(story: Story, number: int, how: str) -> None:
    assert story.verification is not None
    (breach,) = story.verification.breaches

    assert (number, DAMAGES[how]) == (breach.number, breach.damage)


@then("l’export est intact")
def export_is_intact(story: Story) -> None:
    assert verify_export(BytesIO(story.export))[1].is_intact


@then("l’export ne dit rien des comptes ni des profils")
def export_is_silent(story: Story) -> None:
    town = story.town
    secrets = ("user-created", "profile-created", town.clerk.name, town.profile.name, str(town.clerk.id))

    assert [] == [secret for secret in secrets if secret.encode() in story.export]


@then(parsers.parse("la vérification de l’export nomme l’entrée {number:d}"))
def verification_names(story: Story, number: int) -> None:
    _, verification = verify_export(BytesIO(story.export))

    assert [number] == [breach.number for breach in verification.breaches]

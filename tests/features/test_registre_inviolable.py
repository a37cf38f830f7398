"""What was written is found again as it was written, or the entry that was not is named."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from attrs import Factory, define, evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.spec.register.damage import flipped
from tests.usecases.forgeries import cut, forge, grow
from tests.usecases.town import ENTRIES, Town

from registre_core import IntegrityBreach, assemble, verify_anchor, verify_export
from registre_core.register import Anchor, Breach, Damage, Entry, Verification, vanished
from registre_core.testing.memory import MemoryStorage, PlainAttestor

scenarios("registre_inviolable.feature")

DAMAGES = {
    "modifiée": Damage.CHANGED,
    "manquante": Damage.MISSING,
    "coupée": Damage.TAIL_CUT,
    "dite d’une autre personne": Damage.PERSONAL_CHANGED,
    "privée d’un nom": Damage.PERSONAL_MISSING,
    "attestée par l’ancre et absente": Damage.SET_BACK,
}


@define
class Story:
    """What happened so far."""

    town: Town
    verification: Verification | None = None
    export: bytes = b""
    anchors: list[bytes] = Factory(list)
    """Kept elsewhere, where nobody who alters the register reaches them."""

    def trusted(self) -> list[Anchor]:
        """Read the anchors as somebody does who trusts the town's key."""
        return [verify_anchor(content, PlainAttestor()) for content in self.anchors]

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


@given("qu’une ancre a été prise et gardée ailleurs")
def an_anchor_was_taken(story: Story) -> None:
    into = BytesIO()
    story.town.registre.register.anchor(story.town.operator, into)
    story.anchors.append(into.getvalue())


@given("qu’une ancre a été prise et gardée ailleurs, signée par une clé étrangère")
def an_anchor_was_taken_with_another_key(story: Story) -> None:
    town, into = story.town, BytesIO()
    assemble(evolve(town.registre.ports, attestor=PlainAttestor("d’un autre"))).register.anchor(town.operator, into)
    story.anchors.append(into.getvalue())


@given(parsers.parse("l’entrée {number:d} et les suivantes ont été retirées de la base, et la tête reculée"))
def the_tail_was_cut_with_its_head(story: Story, number: int) -> None:
    cut(story.town, left=number - 1)


@given(parsers.parse("l’entrée {number:d} a été modifiée, et toute la chaîne recalculée"))
def the_chain_was_rewritten(story: Story, number: int) -> None:
    forge(story.town, number)


@given(parsers.parse("le registre a reçu {count:d} entrées de plus"))
def the_register_grew(story: Story, count: int) -> None:
    for _ in range(count):
        grow(story.town)


@when("l’environnement et son registre disparaissent de la base")
def the_workspace_vanishes(story: Story) -> None:
    with MemoryStorage().operate() as door:
        present = [workspace.id for workspace, _ in door.workspaces()]
    story.verification = dict(vanished(story.trusted(), present))[story.town.workspace]


@when("un chiffre de l’ancre est changé")
def a_digit_is_changed(story: Story) -> None:
    stated = f'"number":{ENTRIES}'.encode()
    assert stated in story.anchors[0]
    story.anchors[0] = story.anchors[0].replace(stated, b'"number":15')


@when("on vérifie le registre avec l’ancre")
def verify_with_anchors(story: Story) -> None:
    verification = story.town.registre.register.verify(story.town.operator, anchors=story.trusted())
    story.verification = verification


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


@then(parsers.parse("l’histoire est dite réécrite entre les entrées {first:d} et {last:d}"))
def history_is_rewritten(story: Story, first: int, last: int) -> None:
    assert story.verification is not None
    assert (Breach(first, Damage.REWRITTEN, last=last),) == story.verification.breaches


@then(parsers.parse("l’ancre atteste que son registre de {count:d} entrées a disparu"))
def the_register_is_gone(story: Story, count: int) -> None:
    assert story.verification is not None
    assert (Breach(1, Damage.GONE, last=count),) == story.verification.breaches


@then(parsers.parse("l’ancre est refusée : « {code} »"))
def the_anchor_is_refused(story: Story, code: str) -> None:
    with pytest.raises(IntegrityBreach) as breach:
        story.trusted()

    assert code == breach.value.code

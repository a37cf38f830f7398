"""Whoever is erased, and whenever: the register holds, tells nothing of him, and still misses what was taken away."""

from __future__ import annotations

from io import BytesIO

from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.register.oracle import export_is_intact
from tests.usecases.town import WEB, Town, found_a_town, twin_of

from registre_core import Actor, verify_export
from registre_core.register import Breach, Damage
from registre_core.rights import User
from registre_core.workspace import Contact

TOWN = found_a_town()
STEPS = ["somebody comes", "somebody acts", "somebody is met", "a user is erased", "a contact is erased"]


@define
class Story:
    """What happens in a town, step by step."""

    town: Town = field(factory=lambda: twin_of(TOWN))
    users: list[User] = field(factory=list)
    contacts: list[Contact] = field(factory=list)
    erased: list[User | Contact] = field(factory=list)

    def take(self, step: str, place: int) -> None:
        """Take a step; one that needs somebody who is not there is none."""
        town, number = self.town, len(self.users) + len(self.contacts) + len(self.erased)
        match step:
            case "somebody comes":
                every = town.registre.ports.catalogue.every
                name, email = f"Prénom{number} Nom", f"u{number}@exemple.fr"
                self.users.append(
                    town.registre.rights.create_user(town.mayor, name=name, email=email, grants=every).user
                )
            case "somebody acts" if self.users:
                user = self.users[place % len(self.users)]
                actor = Actor.user(user.id, town.workspace, client=WEB, on_behalf_of=f"pour {user.name}")
                town.registre.findings.record(actor, town.at_school.id, town.finding.passage)
            case "somebody is met":
                actor = self.actor(place)
                name, email = f"Contact{number} Nom", f"c{number}@exemple.fr"
                self.contacts.append(town.registre.workspace.add_contact(actor, name=name, email=email))
            case "a user is erased" if self.users:
                self.erased.append(gone := self.users.pop(place % len(self.users)))
                town.registre.rights.erase_user(town.mayor, gone.id)
            case "a contact is erased" if self.contacts:
                self.erased.append(left := self.contacts.pop(place % len(self.contacts)))
                town.registre.workspace.erase_contact(self.actor(place), left.id)

    def actor(self, place: int) -> Actor:
        """Let a user act if there is one, otherwise the mayor."""
        if not self.users:
            return self.town.mayor
        return Actor.user(self.users[place % len(self.users)].id, self.town.workspace, client=WEB)

    def export(self, *, everything: bool) -> list[bytes]:
        into = BytesIO()
        self.town.registre.register.export(self.town.mayor, into, everything=everything)
        return into.getvalue().splitlines(keepends=True)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    story = Story()
    for step in ["somebody comes", *draw(st.lists(st.sampled_from(STEPS), max_size=12))]:
        story.take(step, draw(st.integers(0, 5)))
    return story


@settings(max_examples=100)
@given(stories(), st.booleans())
def test_whoever_was_erased_the_register_and_its_exports_verify(story: Story, everything: bool) -> None:  # noqa: FBT001
    lines = story.export(everything=everything)
    verification = verify_export(lines)[1]

    assert story.town.registre.register.verify(story.town.operator).is_intact
    assert (True, True) == (verification.is_intact, export_is_intact(lines))
    assert set(verification.unproven) <= {one.id for one in story.erased}
    assert () == verification.unproven or not everything


@settings(max_examples=100)
@given(stories())
def test_nothing_that_is_shown_or_kept_names_somebody_who_was_erased(story: Story) -> None:
    town = story.town
    shown = b"".join(story.export(everything=True)).decode()
    shown += str(town.registre.register.entries(town.mayor, limit=200))
    shown += "".join(part.content.decode() for entry in town.entries() for part in entry.personal)
    shown += str(list(town.kept().values()))

    assert [] == [one for one in story.erased if one.name in shown or str(one.email) in shown]
    here: list[User | Contact] = [*story.users, *story.contacts]
    assert [] == [one for one in here if one.name not in shown], "and of nobody else"


@settings(max_examples=100)
@given(stories(), st.data())
def test_a_part_that_is_taken_away_is_missed_whoever_else_was_erased(story: Story, data: st.DataObject) -> None:
    town = story.town
    rows = town.kept()[town.workspace]
    places = [(entry, part) for entry in rows.entries.values() for part in entry.personal]
    entry, taken = data.draw(st.sampled_from(places))
    left = evolve(entry, personal=tuple(part for part in entry.personal if part != taken))
    town.medium.keep(town.workspace, evolve(rows, entries={**rows.entries, entry.heading.id: left}))
    lines = story.export(everything=True)

    missing = (Breach(entry.heading.number, Damage.PERSONAL_MISSING, found=str(taken.person)),)
    assert missing == town.registre.register.verify(town.operator).breaches
    assert (missing, False) == (verify_export(lines)[1].breaches, export_is_intact(lines))

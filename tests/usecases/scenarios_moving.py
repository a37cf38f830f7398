"""Scenarios of workspaces that are carried out and in; what comes in goes to a register elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from attrs import evolve
from tests.usecases.calling import Scenario
from tests.usecases.town import Town

from registre_core import Actor, Registre, assemble
from registre_core.testing.memory import MemoryDocuments, MemoryStorage


def archive_of(town: Town) -> BytesIO:
    """Carry the town out."""
    archive = BytesIO()
    town.registre.moving.export(town.operator, archive)
    archive.seek(0)
    return archive


def elsewhere(town: Town) -> Registre:
    """Give an empty register."""
    return assemble(evolve(town.registre.ports, storage=MemoryStorage(), documents=MemoryDocuments()))


def loaded_elsewhere(town: Town) -> Registre:
    """Give a register in which the town is loaded, and not there yet."""
    registre = elsewhere(town)
    registre.moving.stage(Actor.operator(), archive_of(town))
    return registre


MOVING: Mapping[str, Scenario] = {
    "moving.export": Scenario(lambda town, actor: town.registre.moving.export(actor, BytesIO())),
    "moving.stage": Scenario(lambda town, actor: elsewhere(town).moving.stage(actor, archive_of(town))),
    "moving.finish": Scenario(lambda town, actor: loaded_elsewhere(town).moving.finish(actor)),
    "moving.discard": Scenario(lambda town, actor: loaded_elsewhere(town).moving.discard(actor)),
    "moving.unfinished": Scenario(lambda town, actor: town.registre.moving.unfinished(actor)),
}
"""By the name of its row in the table of actions."""

BOOKS: Mapping[str, Scenario] = {
    "workspace.edit_contractor": Scenario(
        lambda town, actor: town.registre.workspace.edit_contractor(actor, town.firm.id, email="accueil@exemple.fr")
    ),
    "workspace.import_sites": Scenario(
        lambda town, actor: town.registre.workspace.import_sites(
            actor, BytesIO("nom;type;catégorie\nMusée;Y;4\n".encode())
        )
    ),
    "workspace.import_contractors": Scenario(
        lambda town, actor: town.registre.workspace.import_contractors(actor, BytesIO(b"nom\nFeu & Fils\n"))
    ),
    "workspace.import_contacts": Scenario(
        lambda town, actor: town.registre.workspace.import_contacts(actor, BytesIO(b"nom\nLuc Petit\n"))
    ),
}
"""By the name of its row in the table of actions."""

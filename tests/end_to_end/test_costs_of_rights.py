"""H2, H3 and H5 through the use cases, on real databases: what does not grow with the number of users."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from attrs import define
from tests.end_to_end.costs import Cost
from tests.usecases.doubles import WatchedDocuments, WatchedStorage
from tests.usecases.scripted import ScriptedPages

from registre_core import Actor, Client, Forbidden, Ports, Registre, assemble
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights import CompiledRights, User
from registre_core.testing.memory import FixedClock, SequentialIds
from registre_storage_sqlalchemy import SqlStorage

WEB = Client.web("1.47")
FEW, MANY = 10, 1_000


@define
class Scene:
    """A workspace in which so many users share a profile, some of them with exceptions."""

    registre: Registre
    storage: SqlStorage
    mayor: Actor
    clerk: Actor
    profile: ProfileId

    @classmethod
    def of(cls, storage: SqlStorage, count: int) -> Scene:
        watched = WatchedStorage(storage, [])
        ports = Ports(
            storage=storage,
            documents=WatchedDocuments(watched, {}, {}, FixedClock().now),
            pages=ScriptedPages(watched, {}),
            clock=FixedClock(),
            ids=SequentialIds(start=count * 1_000_000),
        )
        registre = assemble(ports)
        founding = registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
        mayor = Actor.user(founding.administrator.id, founding.workspace.id, client=WEB)
        profile = registre.rights.create_profile(mayor, name="Lecteur", rights=["sites.consult"]).profile
        users = [
            User(UserId(ports.ids.new()), f"Agent {number}", None, profile.id, locked=not number % 3)
            for number in range(count)
        ]
        with storage.begin(founding.workspace.id) as tx:
            tx.users.add_all(users)
            tx.commit()
        return cls(registre, storage, mayor, Actor.user(users[1].id, founding.workspace.id, client=WEB), profile.id)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_an_edit_writes_as_many_rows_however_many_share_the_profile(
    storage: SqlStorage, cost: Cost, count: int
) -> None:
    scene = Scene.of(storage, count)
    rights = scene.registre.rights
    plan = rights.plan_edit(scene.mayor, scene.profile, rights=["users.consult"])
    cost.clear()
    rights.commit_edit(scene.mayor, plan)

    once = {"profiles": 1, "register_entries": 1, "register_personal": 1}
    assert once == {table: rows for table, rows in cost.written.items() if table != "register_heads"}
    assert 2 == cost.written["register_heads"], "the version of the rights, and the end of the chain"


@pytest.mark.parametrize("count", [FEW, MANY])
def test_everybody_s_rights_are_two_statements_and_the_preview_is_one_more(
    storage: SqlStorage, cost: Cost, count: int
) -> None:
    scene = Scene.of(storage, count)
    ports, workspace = scene.registre.ports, scene.mayor.workspace
    assert workspace is not None
    with storage.read(workspace) as tx:
        cost.clear()
        compiled = CompiledRights.of(ports.catalogue, ports.clock.today(), tx.profiles.every(), tx.users.everybody())
        assert 2 == len(cost.read)
    assert count + 1 == len(compiled.held)
    scene.registre.rights.plan_edit(scene.mayor, scene.profile, rights=["users.consult"])
    cost.clear()
    plan = scene.registre.rights.plan_edit(scene.mayor, scene.profile, rights=["users.consult"])

    said = [statement for statement in cost.read if "register_heads" not in statement]
    assert 3 == len(said), "the profile, the situations of its users, the first of their names"
    assert count == plan.affected


def test_who_comes_again_is_let_in_by_the_version_alone(storage: SqlStorage, cost: Cost) -> None:
    scene = Scene.of(storage, FEW)
    scene.registre.workspace.sites(scene.clerk)
    cost.clear()
    scene.registre.workspace.sites(scene.clerk)
    again = list(cost.read)
    scene.registre.rights.rename_profile(scene.mayor, scene.profile, description="Lit")
    cost.clear()
    scene.registre.workspace.sites(scene.clerk)

    assert 2 == len(again), "the version, and the list itself"
    assert 4 == len(cost.read), "and once anew the account and its profile"


REMOVE = """
import sys
from registre_core import Actor, Client, Host
from registre_core.kernel.identifiers import UserId, WorkspaceId
from uuid import UUID

address, documents, workspace, mayor, profile = sys.argv[1:]
with Host.discover().open(storage=address, documents=documents) as registre:
    actor = Actor.user(UserId(UUID(mayor)), WorkspaceId(UUID(workspace)), client=Client.web("1.47"))
    plan = registre.rights.plan_edit(actor, UUID(profile), rights=["users.consult"])
    registre.rights.commit_edit(actor, plan)
"""


def test_what_another_process_takes_away_is_refused_at_the_next_use_case(
    address: str, storage: SqlStorage, tmp_path: Path
) -> None:
    scene = Scene.of(storage, FEW)
    scene.registre.workspace.sites(scene.clerk)
    (tmp_path / "documents").mkdir()
    who = [str(one) for one in (scene.mayor.workspace, scene.mayor.id, scene.profile)]
    subprocess.run([sys.executable, "-c", REMOVE, address, f"file://{tmp_path}/documents", *who], check=True)

    with pytest.raises(Forbidden) as refusal:
        scene.registre.workspace.sites(scene.clerk)
    assert ["right-not-held"] == [reason.code for reason in refusal.value.reasons]

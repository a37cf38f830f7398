"""S1: profiles are created with their users, from a model or as a copy, named, and shown."""

import pytest
from tests.usecases.sharing import GAINED, allowed, someone
from tests.usecases.town import Town

from registre_core import InvalidInput
from registre_core.rights import Situation, given_rights


def test_a_profile_is_created_with_its_users_in_one_act(town: Town) -> None:
    created = town.registre.rights.create_profile(
        town.mayor, name="Agents", rights=["findings.create"], users=[town.clerk.id]
    )

    assert {"findings.consult"} == created.added
    assert [town.clerk.id] == [user.id for user in created.users]
    assert GAINED == allowed(town, town.clerk.id)


def test_a_model_with_rights_of_plug_ins_asks_which_of_them_go_over(town: Town) -> None:
    model = someone(town, "Modèle", grants=frozenset({"drones.fly", "drones.land"}))
    create = town.registre.rights.create_profile_from_user
    with pytest.raises(InvalidInput) as undecided:
        create(town.mayor, model.id, name="Pilote")
    with pytest.raises(InvalidInput) as strange:
        create(town.mayor, model.id, name="Pilote", plugin_rights=["drones.dive"])

    assert ("plugin-rights-undecided", "drones.fly, drones.land") == (
        undecided.value.code,
        undecided.value.facts["rights"],
    )
    assert "right-not-the-model-s" == strange.value.code


def test_a_right_of_a_plug_in_that_is_left_out_stays_the_model_s_own(town: Town) -> None:
    model = someone(town, "Modèle", grants=frozenset({"drones.fly", "drones.land"}))
    created = town.registre.rights.create_profile_from_user(
        town.mayor, model.id, name="Pilote", plugin_rights=["drones.fly"], attach=True
    )
    (attached,) = created.users

    assert {"sites.consult", "drones.fly"} == created.profile.rights
    assert {"drones.land"} == attached.grants
    assert given_rights(model, town.profile) == given_rights(attached, created.profile)


def test_a_copy_has_the_same_rights_and_no_users(town: Town) -> None:
    copy = town.registre.rights.copy_profile(town.mayor, town.profile.id, name="Copie").profile
    sheet = town.registre.rights.profile_sheet(town.mayor, copy.id)

    assert (town.profile.rights, 0, ()) == (copy.rights, sheet.people, sheet.users.items)


def test_renaming_changes_nobody_s_rights(town: Town) -> None:
    renamed = town.registre.rights.rename_profile(town.mayor, town.profile.id, name="Liseur", description="Lit")

    assert ("Liseur", "Lit", town.profile.rights) == (renamed.name, renamed.description, renamed.rights)
    assert town.registre.rights.rename_profile(town.mayor, town.profile.id).name == "Liseur"


def test_a_sheet_shows_modules_in_the_order_people_see_them_rights_and_users(town: Town) -> None:
    sheet = town.registre.rights.profile_sheet(town.mayor, town.profile.id)

    assert [module.code for module in town.registre.ports.catalogue.modules] == [
        one.module.code for one in sheet.modules
    ]
    assert ["sites.consult"] == [right.code for one in sheet.modules for right in one.given]
    assert ((), 1, [town.clerk.id]) == (sheet.sleeping, sheet.people, [user.id for user in sheet.users.items])
    assert Situation.of(town.clerk) == Situation(town.profile.id)

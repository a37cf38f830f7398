"""S1, beyond the source: any right can be explained, layer by layer."""

from typing import Any

import pytest
from attrs import evolve
from tests.usecases.town import Town

from registre_core import InvalidInput, NotFound
from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.rights import Layer


def test_an_explanation_names_the_profile_that_gives_a_right(town: Town) -> None:
    explanation = town.registre.rights.explain(town.mayor, town.clerk.id, "sites.consult", site=town.pool.id)

    assert explanation.verdict
    assert [(Layer.PROFILE, "Lecteur")] == [(one.layer, one.name) for one in explanation.through]
    assert (town.pool.id, town.clock.today()) == (explanation.site, explanation.on)


def test_who_shares_no_profile_is_told_what_is_his_own(town: Town) -> None:
    anne = town.holder("sites.consult").id
    assert anne is not None

    assert [Layer.GRANT] == [
        one.layer for one in town.registre.rights.explain(town.mayor, UserId(anne), "sites.consult").through
    ]


def test_an_explanation_and_a_check_give_one_answer(town: Town) -> None:
    rights = town.registre.rights
    rights.set_sites(town.mayor, town.clerk.id, [town.school.id])
    for right in town.registre.ports.catalogue.every:
        for site in (None, town.school.id, town.pool.id):
            verdict = rights.check(town.mayor, town.clerk.id, right, site=site)
            assert bool(verdict) is bool(rights.explain(town.mayor, town.clerk.id, right, site=site).verdict)


@pytest.mark.parametrize("layer", ["grants", "denials", "profile"])
def test_a_right_that_sleeps_is_explained_to_whom_it_concerns(town: Town, layer: str) -> None:
    ghost = frozenset({"ghosts.consult"})
    own: dict[str, Any] = {layer: ghost}
    with town.storage.inner.begin(town.workspace) as tx:
        if layer == "profile":
            tx.profiles.save(evolve(tx.profiles.get(town.profile.id), rights=ghost))
        else:
            tx.users.save(evolve(tx.users.get(town.clerk.id), **own))
        tx.commit()

    explanation = town.registre.rights.explain(town.mayor, town.clerk.id, "ghosts.consult")

    assert Layer.CATALOGUE in {one.layer for one in explanation.blocked_by}


def test_an_explanation_asks_for_rights_users_and_sites_that_are_there(town: Town) -> None:
    explain = town.registre.rights.explain

    with pytest.raises(InvalidInput) as malformed:
        explain(town.mayor, town.clerk.id, "ghosts.consult")
    with pytest.raises(NotFound) as no_user:
        explain(town.mayor, UserId(town.school.id), "sites.consult")
    with pytest.raises(NotFound) as no_site:
        explain(town.mayor, town.clerk.id, "sites.consult", site=SiteId(town.clerk.id))

    assert ["unknown-right", "user-not-found", "site-not-found"] == [
        malformed.value.code,
        no_user.value.code,
        no_site.value.code,
    ]

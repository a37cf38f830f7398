"""Everything that changes counts its changes from one, so that a stale one is noticed."""

import attrs
import pytest
from attrs import evolve

from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.errors import InvalidInput
from registre_core.rights import Profile, User
from registre_core.testing.builders import (
    a_contact,
    a_contractor,
    a_finding,
    a_profile,
    a_site,
    a_user,
    a_workspace,
    an_intervention,
)
from registre_core.workspace import Contact, Contractor, Site, Workspace

Counted = Workspace | Site | Contractor | Contact | Profile | User | Intervention | Finding

EVERYTHING: list[Counted] = [
    a_workspace(),
    a_site(),
    a_contractor(),
    a_contact(),
    a_profile(),
    a_user(),
    an_intervention(),
    a_finding(),
]


@pytest.mark.parametrize("entity", EVERYTHING, ids=lambda entity: type(entity).__name__)
def test_a_new_one_is_its_first_version(entity: Counted) -> None:
    assert 1 == attrs.fields_dict(type(entity))["version"].default
    assert 1 == evolve(entity, version=1).version


@pytest.mark.parametrize("entity", EVERYTHING, ids=lambda entity: type(entity).__name__)
def test_there_is_no_version_before_the_first(entity: Counted) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(entity, version=0)

    assert [("version", "number-too-small")] == [(problem.path, problem.code) for problem in refusal.value.problems]

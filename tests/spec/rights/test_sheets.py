"""Profiles as people see them, and what a profile takes over from a user."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.rights.world import CATALOGUE, GHOST, HAUNTED, RECORD, S1, SEE, a_profile, codes, words

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.pages import Page
from registre_core.rights import (
    Catalogue,
    ListedProfile,
    Module,
    ProfileSheet,
    Right,
    chosen_from_plugins,
    profile_sheet,
)
from registre_core.testing.builders import a_user

FOR_GHOSTS = "a model with rights of plug-ins"


def laid_out(catalogue: Catalogue, rights: str) -> ProfileSheet:
    return profile_sheet(catalogue, a_profile(rights), 3, Page((a_user(),), None))


def test_a_sheet_shows_every_module_and_what_the_profile_gives_of_it_in_the_order_people_see_them() -> None:
    sheet = laid_out(CATALOGUE, f"register.consult {RECORD} {SEE}")

    assert [module.code for module in CATALOGUE.modules] == [row.module.code for row in sheet.modules], S1
    assert {"findings": [SEE, RECORD], "register": ["register.consult"]} == {
        row.module.code: [right.code for right in row.given] for row in sheet.modules if row.given
    }, S1


def test_a_sheet_shows_the_profile_and_its_users() -> None:
    users = Page((a_user(),), "further")
    sheet = profile_sheet(CATALOGUE, a_profile(SEE), 3, users)

    assert (a_profile(SEE), 3, users) == (sheet.profile, sheet.people, sheet.users), S1
    assert ListedProfile(a_profile(SEE), 3).people == sheet.people


def test_what_no_module_knows_is_told_as_sleeping() -> None:
    assert (GHOST, "phantoms.consult") == laid_out(CATALOGUE, f"phantoms.consult {SEE} {GHOST}").sleeping
    assert () == laid_out(HAUNTED, f"{SEE} {GHOST}").sleeping


@given(codes)
def test_nothing_that_a_profile_gives_is_missing_on_its_sheet(rights: frozenset[str]) -> None:
    sheet = laid_out(CATALOGUE, " ".join(rights))

    assert sorted(rights) == sorted([*sheet.sleeping, *(right.code for row in sheet.modules for right in row.given)])


# ---- a profile made from a user --------------------------------------------------------------------------------------

TAKEN = [
    # what it shows, catalogue, given to the model, chosen, taken over, source
    ("rights of the core go over", CATALOGUE, f"{SEE} {RECORD}", None, f"{SEE} {RECORD}", S1),
    ("a sleeping right of the core goes over, too", CATALOGUE, RECORD, None, RECORD, S1),
    ("a chosen right of a plug-in goes over", HAUNTED, f"{SEE} {GHOST}", GHOST, f"{SEE} {GHOST}", S1),
    ("one whose plug-in is gone, too", CATALOGUE, f"{SEE} {GHOST}", GHOST, f"{SEE} {GHOST}", S1),
    ("what is not chosen does not", HAUNTED, f"{SEE} {GHOST}", "", SEE, S1),
    ("nothing to decide about", HAUNTED, SEE, "", SEE, S1),
    ("nothing at all", HAUNTED, "", None, "", S1),
]


@pytest.mark.parametrize(
    "catalogue, given_, chosen, taken, source", [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN]
)
def test_what_a_profile_takes_over_from_a_user(
    catalogue: Catalogue, given_: str, chosen: str | None, taken: str, source: str
) -> None:
    picked = None if chosen is None else chosen.split()

    assert words(taken) == chosen_from_plugins(catalogue, words(given_), picked), source


@pytest.mark.parametrize("catalogue", [CATALOGUE, HAUNTED], ids=["its plug-in gone", "its plug-in there"])
def test_somebody_decides_about_the_rights_of_plug_ins(catalogue: Catalogue) -> None:
    with pytest.raises(InvalidInput) as refusal:
        chosen_from_plugins(catalogue, words(f"{SEE} {GHOST} phantoms.consult"), None)

    (problem,) = refusal.value.problems
    assert ("plugin_rights", "plugin-rights-undecided") == (problem.path, problem.code), FOR_GHOSTS
    assert {"rights": f"{GHOST}, phantoms.consult"} == problem.facts


def test_each_right_that_is_not_the_model_s_own_of_a_plug_in_is_told() -> None:
    with pytest.raises(InvalidInput) as refusal:
        chosen_from_plugins(HAUNTED, words(f"{SEE} {GHOST}"), [GHOST, SEE, "phantoms.consult"])

    assert [
        ("plugin_rights", "right-not-the-model-s", {"right": SEE}),
        ("plugin_rights", "right-not-the-model-s", {"right": "phantoms.consult"}),
    ] == [(problem.path, problem.code, problem.facts) for problem in refusal.value.problems]


@given(st.sampled_from([CATALOGUE, HAUNTED]), codes)
def test_taking_all_of_it_over_leaves_nothing_behind(catalogue: Catalogue, rights: frozenset[str]) -> None:
    assert rights == chosen_from_plugins(catalogue, rights, rights - catalogue.core)


def test_a_right_that_a_plug_in_calls_by_a_name_of_the_core_is_the_core_s() -> None:
    only = Catalogue((Module("findings", "Observations", "Observations", (Right(SEE, "Consulter", "Consult"),)),))

    assert frozenset({SEE}) == only.core
    assert words(SEE) == chosen_from_plugins(only, words(SEE), None)

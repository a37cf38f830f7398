"""Every right there is, joined once from the core's modules and the plug-ins'."""

import pytest

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.rights import MODULES, Catalogue, Module, Right
from registre_core.testing.builders import a_profile, a_user

RELEASE_1_47 = "Version 1.47"
HOUSE = "House rule"

MODULES_OF_THE_SOURCE = [
    # module, verbs, source
    ("users", "consult create edit administer", RELEASE_1_47),
    ("sites", "consult create edit", RELEASE_1_47),
    ("contractors", "consult create edit", RELEASE_1_47),
    ("interventions", "consult create edit close extract", RELEASE_1_47),
    ("documents", "consult create", HOUSE),
    ("findings", "consult create edit", RELEASE_1_47),
    ("register", "consult export", HOUSE),
]


def a_module(code: str = "ghosts", *rights: Right) -> Module:
    return Module(code, "Fantômes", "Ghosts", rights or (Right(f"{code}.consult", "Consulter", "Consult"),))


def test_the_core_knows_these_modules_and_their_rights_in_the_order_people_see_them() -> None:
    expected = [[f"{module}.{verb}" for verb in verbs.split()] for module, verbs, _ in MODULES_OF_THE_SOURCE]

    assert expected == [[right.code for right in module.rights] for module in MODULES]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_nobody_changes_what_he_may_not_see(module: Module) -> None:
    consult, *others = module.rights

    assert frozenset() == consult.needs
    assert [frozenset({consult.code})] * len(others) == [right.needs for right in others]


def test_a_plug_in_adds_its_module_behind_the_core_s() -> None:
    catalogue = Catalogue((*MODULES, a_module()))

    assert Catalogue().every | {"ghosts.consult"} == catalogue.every
    assert "ghosts" == catalogue.modules[-1].code


def test_two_modules_of_one_name_are_a_mistake_of_the_host() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((*MODULES, a_module("sites", Right("sites.haunt", "Hanter", "Haunt"))))

    assert "duplicate-right" == refusal.value.code


def test_two_rights_of_one_name_are_a_mistake_of_the_host() -> None:
    twice = Right("ghosts.consult", "Consulter", "Consult")

    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((a_module("ghosts", twice, twice),))

    assert "duplicate-right" == refusal.value.code


def test_a_right_that_needs_what_no_module_has_is_a_mistake_of_the_host() -> None:
    haunt = Right("ghosts.haunt", "Hanter", "Haunt", needs=frozenset({"ghost.consult"}))

    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((a_module("ghosts", haunt),))

    assert ("unknown-right", {"right": "ghost.consult"}) == (refusal.value.code, refusal.value.facts)


def test_the_rights_of_a_module_carry_its_name() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_module("ghosts", Right("ghostly.consult", "Consulter", "Consult"))

    assert "right-of-another-module" == refusal.value.code


@pytest.mark.parametrize(
    "code", ["", "sites", "sites.", ".consult", "Sites.consult", "sites.consult.all", "sites consult"]
)
def test_a_right_is_written_module_dot_verb(code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Right(code, "Consulter", "Consult")

    assert [("code", "malformed-text")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_every_unknown_right_is_told_with_where_it_stood() -> None:
    problems = Catalogue().unknown(["sites.consult", "z.z", "a.a", "z.z"], "rights")

    assert [("rights", "unknown-right", {"right": "a.a"}), ("rights", "unknown-right", {"right": "z.z"})] == [
        (problem.path, problem.code, problem.facts) for problem in problems
    ]


@pytest.mark.parametrize(
    "asked, completed",
    [
        ("", ""),
        ("sites.consult", "sites.consult"),
        ("sites.create", "sites.create sites.consult"),
        ("findings.edit register.export", "findings.edit findings.consult register.export register.consult"),
    ],
)
def test_what_is_saved_is_completed_with_what_it_needs(asked: str, completed: str) -> None:
    assert set(completed.split()) == Catalogue().completed(asked.split())


def test_prerequisites_of_prerequisites_are_added_too() -> None:
    a, b = Right("x.a", "A", "A"), Right("x.b", "B", "B", needs=frozenset({"x.a"}))
    c = Right("x.c", "C", "C", needs=frozenset({"x.b"}))

    assert {"x.a", "x.b", "x.c"} == Catalogue((a_module("x", a, b, c),)).completed({"x.c"})


@pytest.mark.parametrize("build", [a_profile, a_user], ids=["profile", "user"])
def test_profiles_and_users_have_names(build: object) -> None:
    assert callable(build)
    with pytest.raises(InvalidInput) as refusal:
        build(name=" ", version=0)

    assert [("name", "blank-text"), ("version", "number-too-small")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]


def test_a_user_may_have_no_mail_address_but_no_malformed_one() -> None:
    assert None is a_user(email=None).email
    with pytest.raises(InvalidInput):
        a_user(email="anne")

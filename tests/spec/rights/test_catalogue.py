"""Every right there is, joined once from the core's modules and the plug-ins'."""

from hashlib import sha256

import pytest
from attrs import evolve

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.kernel.names import folded
from registre_core.rights import BUILDING, EXTENSIONS, MODULES, Catalogue, Group, Module, Right
from registre_core.testing.builders import a_profile, a_user

RELEASE_1_47 = "Version 1.47"
HOUSE = "House rule"
LOGBOOK = "CCH R. 143-44"

MODULES_OF_THE_SOURCE = [
    # group, module, verbs, source
    ("common", "users", "consult create edit administer", RELEASE_1_47),
    ("common", "sites", "consult create edit", RELEASE_1_47),
    ("common", "contractors", "consult create edit", RELEASE_1_47),
    ("common", "interventions", "consult create edit sign close extract", RELEASE_1_47),
    ("common", "documents", "consult create", HOUSE),
    ("building", "findings", "consult create edit extract clear", RELEASE_1_47),
    ("building", "requests", "consult create edit delete", RELEASE_1_47),
    ("building", "quotes", "consult create edit award delete", RELEASE_1_47),
    ("commissions", "visits", "consult create edit", HOUSE),
    ("commissions", "prescriptions", "consult create edit extract clear", RELEASE_1_47),
    ("hot-work", "permits", "consult create edit sign close delete", RELEASE_1_47),
    ("hot-work", "watch", "consult record", RELEASE_1_47),
    ("billing", "invoices", "consult", RELEASE_1_47),
    ("summary", "summary", "consult generate", RELEASE_1_47),
    ("register", "logbook", "consult create edit", LOGBOOK),
    ("register", "register", "consult export", HOUSE),
]

ACROSS_MODULES = [
    # right, what it needs of other modules, why
    ("interventions.extract", "documents.consult", "one selects in the report"),
    ("findings.extract", "documents.consult", "one selects in the document"),
    ("requests.create", "findings.consult contractors.consult", "S5: from an anomaly, to contractors"),
    ("quotes.create", "findings.consult contractors.consult", "S6: from an anomaly, to contractors"),
    ("quotes.award", "interventions.create", "S6: for one and the same intervention"),
    ("prescriptions.create", "visits.consult", "it is one of a visit"),
    ("prescriptions.extract", "visits.consult documents.consult", "one selects in the report of a visit"),
    ("permits.create", "contractors.consult", "it names who does the work"),
    ("watch.consult", "permits.consult", "a round is one of a permit"),
]

OF_THE_FIRST_VERSION = """
    users.consult users.create users.edit users.administer sites.consult sites.create sites.edit
    contractors.consult contractors.create contractors.edit
    interventions.consult interventions.create interventions.edit interventions.close interventions.extract
    documents.consult documents.create findings.consult findings.create findings.edit register.consult register.export
""".split()
"""Codes that profiles, users and registers hold already."""


def a_module(code: str = "ghosts", *rights: Right, group: Group = EXTENSIONS) -> Module:
    return Module(code, "Fantômes", "Ghosts", rights or (Right(f"{code}.consult", "Consulter", "Consult"),), group)


def test_the_core_knows_these_modules_and_their_rights_in_the_order_people_see_them() -> None:
    expected = [
        (group, [f"{module}.{verb}" for verb in verbs.split()]) for group, module, verbs, _ in MODULES_OF_THE_SOURCE
    ]

    assert expected == [(module.group.code, [right.code for right in module.rights]) for module in MODULES]


def test_the_groups_are_named_as_in_the_source() -> None:
    expected = [
        "Tronc commun",
        "Gestion du bâtiment",
        "Commissions de sécurité",
        "Permis de feu",
        "Facturation",
        "Synthèse",
        "Registre",
    ]

    assert expected == list(dict.fromkeys(module.group.french for module in MODULES))


def test_a_code_that_may_be_stored_stays() -> None:
    assert set() == set(OF_THE_FIRST_VERSION) - Catalogue().every


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_nobody_changes_what_he_may_not_see(module: Module) -> None:
    consult, *others = module.rights

    assert f"{module.code}.consult" == consult.code
    assert [] == [right.code for right in others if consult.code not in right.needs]


def test_of_other_modules_a_right_needs_what_it_cannot_be_used_without_and_nothing_else() -> None:
    needs = {right.code: set(right.needs) - {f"{module.code}.consult"} for module in MODULES for right in module.rights}

    assert {right: set(needed.split()) for right, needed, _ in ACROSS_MODULES} == {
        right: needed for right, needed in needs.items() if needed
    }


def test_a_debtor_reads_his_invoices_and_no_right_lets_him_write_there() -> None:
    [invoices] = [module for module in MODULES if module.code == "invoices"]

    assert ["invoices.consult"] == [right.code for right in invoices.rights]


def test_only_drafts_are_deleted_since_a_register_forgets_nothing() -> None:
    deleting = [right for module in MODULES for right in module.rights if right.code.endswith(".delete")]

    assert ["requests.delete", "quotes.delete", "permits.delete"] == [right.code for right in deleting]
    assert {"Supprimer un brouillon"} == {right.french for right in deleting}


@pytest.mark.parametrize("language", ["french", "english"])
def test_no_two_groups_and_no_two_modules_read_alike(language: str) -> None:
    for things in ({module.group for module in MODULES}, MODULES):
        read = [folded(getattr(thing, language)) for thing in things]

        assert sorted(set(read)) == sorted(read)


@pytest.mark.parametrize("labels", [("HANTER ", "Spook"), ("Effrayer", "haunt")], ids=["french", "english"])
def test_two_rights_of_a_module_that_read_alike_are_refused(labels: tuple[str, str]) -> None:
    haunt, spook = Right("ghosts.haunt", "Hanter", "Haunt"), Right("ghosts.spook", *labels)

    with pytest.raises(InvalidInput) as refusal:
        a_module("ghosts", haunt, spook)

    assert [("rights", "rights-read-alike")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_plug_in_adds_its_module_behind_the_core_s() -> None:
    catalogue = Catalogue((*MODULES, a_module()))

    assert Catalogue().every | {"ghosts.consult"} == catalogue.every
    assert ("ghosts", EXTENSIONS) == (catalogue.modules[-1].code, catalogue.modules[-1].group)


def test_a_plug_in_that_names_a_group_of_the_core_stands_behind_the_core_s_modules_there() -> None:
    catalogue = Catalogue((*MODULES, a_module("ghosts", group=BUILDING), a_module("souls")))
    codes = [module.code for module in catalogue.modules]

    assert ["findings", "requests", "quotes", "ghosts", "visits"] == codes[codes.index("findings") :][:5]
    assert "souls" == codes[-1]
    assert list(catalogue.rights) == [right.code for module in catalogue.modules for right in module.rights]


def test_a_plug_in_brings_a_group_of_its_own() -> None:
    beyond = Group("beyond", "Au-delà", "Beyond")
    catalogue = Catalogue((*MODULES, a_module("ghosts", group=beyond), a_module("souls", group=beyond)))

    assert [beyond, beyond] == [module.group for module in catalogue.modules[-2:]]


def test_modules_of_no_group_stand_behind_all_others_whichever_plug_in_comes_first() -> None:
    beyond = Group("beyond", "Au-delà", "Beyond")
    catalogue = Catalogue((*MODULES, a_module("ghosts"), a_module("souls", group=beyond), a_module("vampires")))

    assert ["souls", "ghosts", "vampires"] == [module.code for module in catalogue.modules[-3:]]


def test_a_group_that_two_modules_name_differently_is_a_mistake_of_the_host() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((*MODULES, a_module("ghosts", group=Group("building", "Bâtiment", "Building"))))

    assert ("ambiguous-group", {"group": "building"}) == (refusal.value.code, refusal.value.facts)


def test_two_modules_of_one_name_are_a_mistake_of_the_host() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((*MODULES, a_module("sites", Right("sites.haunt", "Hanter", "Haunt"))))

    assert "duplicate-right" == refusal.value.code


def test_two_rights_of_one_name_are_a_mistake_of_the_host() -> None:
    first, second = Right("ghosts.see", "Voir", "See"), Right("ghosts.see", "Consulter", "Consult")

    with pytest.raises(ConfigurationError) as refusal:
        Catalogue((a_module("ghosts", first, second),))

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
        ("interventions.extract", "interventions.extract interventions.consult documents.consult"),
        ("watch.record", "watch.record watch.consult permits.consult"),
        ("quotes.award", "quotes.award quotes.consult interventions.create interventions.consult"),
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


def test_a_fingerprint_says_what_decides_about_rights_in_any_process() -> None:
    read, fly = Right("drones.consult", "Consulter", "Consult"), Right("drones.fly", "Voler", "Fly")
    bound = evolve(fly, needs=frozenset({"drones.consult"}))

    def fingerprint(*rights: Right) -> str:
        return Catalogue((Module("drones", "Drones", "Drones", rights),)).fingerprint

    assert sha256(b"drones.consult:;drones.fly:drones.consult").hexdigest() == fingerprint(read, bound)
    assert fingerprint(bound, evolve(read, french="Voir")) == fingerprint(read, bound), (
        "orders and labels decide nothing"
    )
    assert 3 == len({fingerprint(read), fingerprint(read, fly), fingerprint(read, bound)})

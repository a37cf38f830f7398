"""The commands about profiles, on the database that the demonstration leaves."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer

import registre_core
from registre_cli.app import run
from registre_cli.opening import NoDocuments, operator, without_documents
from registre_cli.profiles.manual import PROFILES
from registre_core import Actor, Client, Host, Ports, assemble
from registre_core.rights import MODULES, Catalogue, Module, Right
from registre_core.workspace import Category, ErpType

Deed = Callable[[registre_core.Registre, Actor], object]
"""Something done through the library."""

DATABASE = "sqlite:///registre-demo/registre.db"
SCHOOL, LIBRARY = "École élémentaire Les Coquelicots", "Médiathèque des Tilleuls"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tell the demonstration once."""
    folder = tmp_path_factory.mktemp("profils")
    assert run(["demo", "--into", str(folder / "registre-demo"), "--json"]) == 0
    return folder


@pytest.fixture
def folder(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a copy of its database."""
    shutil.copytree(told, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def profiles(folder: Path, registre: Registre) -> Registre:
    """Run a command about profiles on it."""

    def call(command: str, *words: str) -> Answer:
        return registre("profiles", command, DATABASE, *words)

    return call


def words_of(answer: Answer) -> str:
    """Give what people read, whatever the width of their terminal."""
    assert (answer.exit_code, answer.err) == (0, "")
    return " ".join(answer.out.replace("\u00a0", " ").split())


def refused(answer: Answer, code: str) -> str:
    """Give the one line that says why not."""
    [line] = answer.err.splitlines()
    assert (answer.exit_code, answer.out) == (2, "")
    assert line.endswith(f"[{code}]")
    return line.replace("\u00a0", " ")


@pytest.fixture
def as_administrator(folder: Path) -> Callable[[Deed], None]:
    """Do something through the library, as the administrator."""

    def act(what: Deed) -> None:
        with without_documents(DATABASE) as open_register:
            with open_register.ports.storage.operate() as door:
                ((workspace, _),) = door.workspaces()
            with open_register.ports.storage.read(workspace.id) as tx:
                (maelle,) = tx.users.page(named="Maëlle").items
            what(open_register, Actor.user(maelle.id, workspace.id, client=Client.web("1.47")))

    return act


# ---- every example ---------------------------------------------------------------------------------------------------


def test_every_example_of_the_help_pages_works_as_it_stands(folder: Path, registre: Registre) -> None:
    (folder / "gardiens.csv").write_text("nom;courriel\nÉlise Mahé;e.mahe@saint-aubrac.example\n", encoding="utf-8")
    for example in (example for manual in PROFILES.commands for example in manual.examples):
        answer = registre(*shlex.split(example)[1:])

        assert (0, "") == (answer.exit_code, answer.err), example
        assert answer.out, example


# ---- who acts --------------------------------------------------------------------------------------------------------


def test_the_only_lasting_administrator_acts_and_it_is_said(profiles: Registre) -> None:
    said = words_of(profiles("list"))

    assert said.startswith("Maëlle Kerdoncuff agit dans « Commune de Saint-Aubrac-sur-Lisse ».")
    assert "Maëlle Kerdoncuff" == profiles("list", "--json").json["acting"]["name"]


def test_somebody_else_acts_with_his_own_rights(profiles: Registre) -> None:
    line = refused(profiles("list", "--as", "yannick  MORVAN"), "right-not-held")

    assert "« Utilisateurs et profils : consulter » manque" in line


def test_who_acts_may_be_named_by_his_identifier(profiles: Registre) -> None:
    acting = profiles("list", "--json").json["acting"]

    assert acting == profiles("list", "--as", acting["id"], "--json").json["acting"]


def test_with_two_administrators_one_must_be_named(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    as_administrator(
        lambda registre, actor: registre.rights.create_user(actor, name="Gwenaël Riou", grants=["users.administer"])
    )

    line = refused(profiles("list"), "actor-undecided")

    assert "« Gwenaël Riou » (" in line
    assert "« Maëlle Kerdoncuff » (" in line
    assert "Gwenaël Riou agit dans" in words_of(profiles("list", "--as", "Gwenael Riou"))


def test_a_database_with_two_workspaces_asks_which(profiles: Registre) -> None:
    with without_documents(DATABASE) as registre:
        registre.workspace.found(operator(), name="Ville de Lorméac", administrator="Alix Daguet")

    line = refused(profiles("list"), "workspace-undecided")

    assert "« Ville de Lorméac » (" in line
    assert "Alix Daguet agit dans « Ville de Lorméac »." in words_of(
        profiles("list", "--workspace", "ville de lormeac")
    )
    assert "Aucun profil" in profiles("list", "--workspace", "Ville de Lorméac").out


def test_a_database_without_a_workspace_has_no_profiles(tmp_path: Path, registre: Registre) -> None:
    address = f"sqlite:///{tmp_path}/vide.db"
    registre("migrate", address)

    assert "aucun environnement" in refused(registre("profiles", "list", address), "workspace-undecided")


@pytest.mark.parametrize(
    "words, code",
    [
        (("--workspace", "01a20923-67d8-7490-a681-30b3de8a6f5c"), "workspace-not-found"),
        (("--as", "01a20923-67d8-7490-a681-30b3de8a6f5c"), "user-not-found"),
        (("--as", "Maëlle"), "unknown-name"),
        (("--limit", "0"), "page-size"),
        (("--after", "zz"), "malformed-cursor"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_what_is_not_there_is_refused_with_its_reason(profiles: Registre, words: tuple[str, ...], code: str) -> None:
    refused(profiles("list", *words), code)


# ---- names -----------------------------------------------------------------------------------------------------------


def test_a_name_that_is_not_whole_is_no_name_but_the_complaint_helps(profiles: Registre) -> None:
    line = refused(profiles("explain", "Yann", "findings.create"), "unknown-name")

    assert "aucun utilisateur ne s’appelle « Yann » : serait-ce « Yannick Morvan » ?" in line


def test_a_name_that_two_bear_must_be_an_identifier(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    as_administrator(lambda registre, actor: registre.rights.create_user(actor, name="YANNICK MORVAN"))

    line = refused(profiles("explain", "Yannick Morvan", "findings.create"), "ambiguous-name")

    assert "« Yannick Morvan » (" in line
    assert "« YANNICK MORVAN » (" in line


@pytest.mark.parametrize(
    "right", ["findings.create", "anomalies et observations:creer", "Anomalies et observations : Créer"]
)
def test_a_right_is_named_by_its_code_or_as_people_read_it(profiles: Registre, right: str) -> None:
    assert "findings.create" == profiles("explain", "Yannick Morvan", right, "--json").json["right"]


def test_rights_that_do_not_exist_are_told_all_at_once_with_what_was_perhaps_meant(profiles: Registre) -> None:
    answer = profiles("create", "X", "--right", "findings.creat", "--right", "Registre", "--json")

    assert ["unknown-right", "unknown-right"] == [one["code"] for one in answer.complaint["problems"]]
    assert "findings.create" in answer.complaint["message"]
    assert "Registre\u00a0: exporter" in answer.complaint["message"]


# ---- list, show ------------------------------------------------------------------------------------------------------


def test_profiles_are_listed_by_name_with_their_users(profiles: Registre) -> None:
    listed = profiles("list", "--json").json["profiles"]

    assert [("Gardien", 3), ("Responsable technique", 1)] == [(one["name"], one["users"]) for one in listed]


def test_a_long_list_goes_on_where_it_says(profiles: Registre) -> None:
    first = profiles("list", "--limit", "1")
    token = profiles("list", "--limit", "1", "--json").json["next"]

    assert f"La suite : --after {token}" in words_of(first)
    rest = profiles("list", "--limit", "1", "--after", token, "--json").json
    assert (["Responsable technique"], None) == ([one["name"] for one in rest["profiles"]], rest["next"])


def test_a_profile_is_shown_with_its_modules_its_rights_and_its_users(profiles: Registre) -> None:
    said = words_of(profiles("show", "gardien"))

    assert "Gardien : 5 droits, 3 utilisateurs" in said
    assert "Anomalies et observations consulter, créer" in said
    assert f"Yannick Morvan {SCHOOL} – actif" in said
    assert "Solène Abgrall tous retiré : Anomalies et observations :" in said


def test_a_program_gets_each_module_and_each_user_of_a_profile(profiles: Registre) -> None:
    shown = profiles("show", "Gardien", "--json").json["profile"]

    given = {one["module"]: one["rights"] for one in shown["modules"]}
    assert ["findings.consult", "findings.create"] == given["findings"]
    assert [] == given["users"]
    assert {"Solène Abgrall": ["findings.create"]} == {
        one["name"]: one["denials"] for one in shown["people"] if one["denials"]
    }


# ---- create ----------------------------------------------------------------------------------------------------------


def test_a_profile_is_made_from_nothing_with_its_users_and_what_its_rights_need(profiles: Registre) -> None:
    answer = profiles("create", "Accueil", "--right", "register.export", "--user", "Yannick Morvan", "--json").json

    assert ["register.consult", "register.export"] == answer["profile"]["rights"]
    assert (["register.consult"], 1) == (answer["added"], answer["profile"]["users"])
    assert not profiles("explain", "Yannick Morvan", "findings.create", "--json").json["allowed"]


def test_users_of_a_new_profile_may_keep_what_they_could(profiles: Registre) -> None:
    made = ("create", "Accueil", "--right", "sites.consult", "--user", "Yannick Morvan", "--keep-difference")

    assert "est créé : 1 droit, 1 utilisateur." in words_of(profiles(*made))
    assert profiles("explain", "Yannick Morvan", "findings.create", "--json").json["allowed"]


def test_a_profile_made_from_a_user_changes_nothing_for_him(profiles: Registre) -> None:
    before = profiles("who-can", "interventions.close", "--json").json

    made = profiles("from-user", "Loïc Tanguy", "--name", "Chef de service", "--attach", "--json").json

    after = profiles("who-can", "interventions.close", "--json").json
    assert 1 == made["profile"]["users"]
    assert [one["name"] for one in before["people"]] == [one["name"] for one in after["people"]]
    assert ["Chef de service"] == [
        through["name"] for one in after["people"] if one["name"] == "Loïc Tanguy" for through in one["through"]
    ]


def test_a_name_is_taken_once(profiles: Registre) -> None:
    refused(profiles("create", "GARDIEN", "--right", "sites.consult"), "name-taken")


def test_users_of_a_profile_are_created_from_a_file(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_bytes(
        "Nom;Courriel\nÉlise Mahé;\nPaol Kerne;p.kerne@saint-aubrac.example\n".encode("cp1252")
    )

    said = words_of(profiles("import", "Gardien", "gens.csv", "--site", LIBRARY))

    assert "2 utilisateurs sont créés, avec le profil « Gardien »." in said
    assert "windows-1252" in said
    assert {"Élise Mahé", "Paol Kerne"} <= {
        one["name"] for one in profiles("who-can", "findings.create", "--site", LIBRARY, "--json").json["people"]
    }
    assert not profiles("explain", "Paol Kerne", "findings.create", "--site", SCHOOL, "--json").json["allowed"]


def test_every_problem_of_a_file_is_told_at_once_and_nobody_is_created(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_text("nom;courriel\n;x\nÉlise Mahé;e.mahe\n", encoding="utf-8")

    answer = profiles("import", "Gardien", "gens.csv", "--all-sites", "--json")

    assert (2, "invalid-input") == (answer.exit_code, answer.complaint["code"])
    assert ["line 2.name", "line 2.email", "line 3.email"] == [one["path"] for one in answer.complaint["problems"]]
    assert 3 == profiles("show", "Gardien", "--json").json["profile"]["users"]


def test_a_program_hears_who_was_created_and_how_the_file_was_read(profiles: Registre, folder: Path) -> None:
    (folder / "gens.csv").write_text("nom\nÉlise Mahé\n", encoding="utf-8")

    answer = profiles("import", "Gardien", "gens.csv", "--all-sites", "--json").json

    assert (["Élise Mahé"], "utf-8") == ([one["name"] for one in answer["users"]], answer["encoding"])


@pytest.mark.parametrize("words", [(), ("--all-sites", "--site", LIBRARY)], ids=["neither", "both"])
def test_where_people_work_whose_line_does_not_say_must_be_said(profiles: Registre, words: tuple[str, ...]) -> None:
    refused(profiles("import", "Gardien", "gens.csv", *words), "sites-undecided")


# ---- rights of plug-ins ----------------------------------------------------------------------------------------------


@pytest.fixture
def haunted(folder: Path) -> None:
    """Let Loïc have a right of a plug-in that is gone since, and a profile another."""
    rights = tuple(Right(f"ghosts.{verb}", french, verb) for verb, french in (("haunt", "Hanter"), ("weigh", "Peser")))
    host, catalogue = Host.discover(), Catalogue((*MODULES, Module("ghosts", "Fantômes", "Ghosts", rights)))
    pages, clock, ids = host.build("pages", "pdf"), host.build("clock", "system"), host.build("ids", "uuid7")
    storage = host.build("storage", DATABASE)
    ports = Ports(storage=storage, documents=NoDocuments(), pages=pages, clock=clock, ids=ids, catalogue=catalogue)
    with assemble(ports) as registre:
        with storage.operate() as door:
            ((workspace, _),) = door.workspaces()
        with storage.read(workspace.id) as tx:
            maelle, loic = (tx.users.page(named=name).items[0] for name in ("Maëlle", "Loïc"))
        actor = Actor.user(maelle.id, workspace.id, client=Client.web("1.47"))
        registre.rights.set_exceptions(actor, loic.id, grants=loic.grants | {"ghosts.haunt"})
        registre.rights.create_profile(actor, name="Veilleur", rights={"ghosts.weigh", "sites.consult"})


@pytest.mark.usefixtures("haunted")
def test_rights_that_sleep_are_shown_by_their_codes(profiles: Registre) -> None:
    assert "ghosts.weigh" in words_of(profiles("show", "Veilleur"))
    assert ["ghosts.weigh"] == profiles("show", "Veilleur", "--json").json["profile"]["sleeping"]


@pytest.mark.usefixtures("haunted")
def test_a_right_that_sleeps_is_explained_to_sleep(profiles: Registre) -> None:
    said = words_of(profiles("explain", "Loïc Tanguy", "ghosts.haunt"))

    assert "✗ Les modules aucun module présent ne connaît ce droit : il dort" in said
    assert "✓ Ses droits propres le donnent" in said


@pytest.mark.usefixtures("haunted")
def test_rights_of_plug_ins_are_decided_about_when_a_profile_is_made_from_a_user(profiles: Registre) -> None:
    made = ("from-user", "Loïc Tanguy", "--name")

    assert "ghosts.haunt" in refused(profiles(*made, "Chef"), "plugin-rights-undecided")
    without = profiles(*made, "Chef", "--no-plugin-rights", "--json").json["profile"]["rights"]
    haunting = profiles(*made, "Spectre", "--plugin-right", "ghosts.haunt", "--json").json["profile"]["rights"]
    assert [*without, "ghosts.haunt"] == sorted(haunting, key=lambda right: right == "ghosts.haunt")
    refused(profiles(*made, "Autre", "--plugin-right", "ghosts.weigh"), "right-not-the-model-s")


@pytest.mark.usefixtures("haunted")
def test_rights_that_sleep_stay_whatever_is_edited(profiles: Registre) -> None:
    change = ("plan", "Veilleur", "--remove", "sites.consult")
    profiles(*change, "--commit", profiles(*change, "--json").json["digest"])

    assert ["ghosts.weigh"] == profiles("show", "Veilleur", "--json").json["profile"]["rights"]


@pytest.mark.parametrize("right", ["Sites : peindre", "moons.eat"])
def test_a_right_that_nobody_knows_is_not_explained(profiles: Registre, right: str) -> None:
    refused(profiles("explain", "Loïc Tanguy", right), "unknown-right")


# ---- plan ------------------------------------------------------------------------------------------------------------


def test_a_plan_says_who_gains_what_where_and_changes_nothing(profiles: Registre) -> None:
    said = words_of(profiles("plan", "Gardien", "--add", "documents.create"))

    assert "donner : Documents : créer" in said
    assert "3 utilisateurs y gagnent ; personne n’y perd." in said
    assert f"gain Documents : créer {LIBRARY}" in said
    assert "Qui : Corentin Rolland, Solène Abgrall, Yannick Morvan" in said
    assert "documents.create" not in profiles("show", "Gardien", "--json").json["profile"]["rights"]


def test_a_plan_is_carried_out_as_it_was_shown(profiles: Registre) -> None:
    change = ("plan", "Gardien", "--remove", "findings.create")
    shown = profiles(*change, "--json").json

    done = profiles(*change, "--commit", shown["digest"].upper(), "--json").json

    assert (2, 1, True) == (done["losing"], done["unchanged"], done["committed"])
    assert "findings.create" not in profiles("show", "Gardien", "--json").json["profile"]["rights"]


def test_a_plan_that_something_overtook_is_not_carried_out(profiles: Registre) -> None:
    change = ("plan", "Gardien", "--add", "documents.create")
    shown = profiles(*change, "--json").json
    profiles("plan", "Gardien", "--remove", "findings.create", "--commit", "0" * 64)
    profiles("create", "Autre", "--right", "sites.consult", "--user", "Yannick Morvan")

    line = refused(profiles(*change, "--commit", shown["digest"]), "plan-outdated")

    assert "rien n’est fait" in line
    assert "documents.create" not in profiles("show", "Gardien", "--json").json["profile"]["rights"]


def test_a_plan_that_may_not_be_says_why_and_is_refused(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    as_administrator(
        lambda registre, actor: registre.rights.create_user(
            actor,
            name="Gwenaël Riou",
            grants=["users.administer"],
            sites=[registre.workspace.sites(actor, named="École").items[0].id],
        )
    )
    change = ("plan", "Gardien", "--add", "register.export", "--as", "Gwenaël Riou")
    shown = profiles(*change, "--json").json

    assert "Ce changement serait refusé" in profiles(*change).out.replace("\u00a0", " ")
    assert shown["allowed"] is False
    assert {"grant-beyond-own", "grant-beyond-own-sites"} <= {one["code"] for one in shown["against"]}
    refused(profiles(*change, "--commit", shown["digest"]), "grant-beyond-own")


def test_what_is_asked_must_be_one_change(profiles: Registre) -> None:
    assert "dites ce qui doit changer" in refused(profiles("plan", "Gardien"), "one-change")
    both = ("--homogenise", "--attach", "Loïc Tanguy")
    assert "--attach --homogenise" in refused(profiles("plan", "Gardien", *both), "one-change")


@pytest.mark.parametrize(
    "words, says",
    [
        (("--homogenise", "--keep-difference"), "ne va qu’avec --attach"),
        (("--homogenise", "--drop-rights"), "ne va qu’avec --detach"),
        (("--homogenise", "--successor", "Responsable technique"), "ne va qu’avec --delete"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_an_option_that_would_not_be_heard_is_refused(profiles: Registre, words: tuple[str, ...], says: str) -> None:
    assert says in refused(profiles("plan", "Gardien", *words), "option-of-another-change")


def test_a_right_does_not_come_and_go_at_once(profiles: Registre) -> None:
    refused(profiles("plan", "Gardien", "--add", "sites.edit", "--remove", "sites.edit"), "repeated-member")


def test_what_the_rest_needs_is_kept_or_added_and_it_is_said(profiles: Registre) -> None:
    said = words_of(profiles("plan", "Gardien", "--add", "register.export", "--remove", "findings.consult"))

    assert "donner : Registre : exporter" in said
    assert "donner aussi, car le reste le suppose : Registre : consulter" in said
    assert "garder, car le reste le suppose : Anomalies et observations : consulter" in said
    assert "retirer" not in said


def test_an_empty_name_is_nobodys(profiles: Registre) -> None:
    refused(profiles("list", "--as", ""), "unknown-name")
    refused(profiles("who-can", "findings.create", "--site", ""), "unknown-name")
    refused(profiles("plan", "Gardien", "--delete", "--successor", ""), "unknown-name")


def test_a_change_for_accounts_that_may_not_act_sleeps(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    def lock(registre: registre_core.Registre, actor: Actor) -> None:
        yannick = registre.rights.users(actor, named="Yannick").items[0]
        registre.rights.set_locked(actor, yannick.id, locked=True)

    as_administrator(lock)
    said = words_of(profiles("plan", "Gardien", "--add", "documents.create"))

    assert "2 utilisateurs y gagnent ; personne n’y perd ; pour 1, c’est en sommeil." in said
    assert "gain en sommeil" in said
    assert "verrouillé" in said


def test_who_holds_many_rights_of_his_own_is_shown_with_their_number(profiles: Registre) -> None:
    said = words_of(profiles("plan", "Gardien", "--attach", "Loïc Tanguy"))

    assert "sans profil perte" in said
    assert "en plus : 13 droits" in said


def test_of_many_sites_the_first_are_named_and_the_others_counted(
    profiles: Registre, as_administrator: Callable[[Deed], None]
) -> None:
    def spread(registre: registre_core.Registre, actor: Actor) -> None:
        sites = [
            registre.workspace.add_site(actor, name=f"Annexe {number}", erp_type=ErpType.R, category=Category.FIFTH).id
            for number in range(5)
        ]
        yannick = registre.rights.users(actor, named="Yannick").items[0]
        registre.rights.set_sites(actor, yannick.id, sites)

    as_administrator(spread)

    assert "Annexe 0, Annexe 1, Annexe 2 et 2" in words_of(profiles("show", "Gardien"))


def test_exceptions_fall_when_a_profile_is_made_homogeneous(profiles: Registre) -> None:
    change = ("plan", "Gardien", "--homogenise")
    shown = profiles(*change, "--json").json

    profiles(*change, "--commit", shown["digest"])

    assert ["Solène Abgrall"] == [one["name"] for one in shown["people"]]
    assert profiles("explain", "Solène Abgrall", "findings.create", "--json").json["allowed"]


def test_users_are_detached_from_their_own_profile_only(profiles: Registre) -> None:
    line = refused(profiles("plan", "Gardien", "--detach", "Anaïs Le Bihan"), "not-of-this-profile")
    assert "Anaïs Le Bihan" in line

    keeping = profiles("plan", "Gardien", "--detach", "Yannick Morvan", "--json").json
    dropping = profiles("plan", "Gardien", "--detach", "Yannick Morvan", "--drop-rights", "--json").json
    assert (0, 1) == (keeping["losing"], dropping["losing"])


def test_a_profile_with_users_goes_only_when_another_takes_them(profiles: Registre) -> None:
    assert "3 utilisateur(s)" in refused(profiles("plan", "Gardien", "--delete"), "profile-in-use")
    change = ("plan", "Gardien", "--delete", "--successor", "Responsable technique")
    shown = profiles(*change, "--json").json

    said = words_of(profiles(*change, "--commit", shown["digest"]))

    assert "dont « Responsable technique » reprend les utilisateurs" in said
    assert ["Responsable technique"] == [one["name"] for one in profiles("list", "--json").json["profiles"]]


def test_users_are_attached_at_once_and_what_changed_is_shown(profiles: Registre) -> None:
    answer = profiles("attach", "Responsable technique", "--user", "Yannick Morvan", "--user", "Loïc Tanguy")

    said = words_of(answer)
    assert "Rattacher 2 utilisateurs au profil « Responsable technique »" in said
    assert "1 utilisateur y gagne ; personne n’y perd ; pour 1, rien ne change." in said
    assert said.endswith("C’est fait.")


# ---- questions -------------------------------------------------------------------------------------------------------


def test_each_layer_says_what_it_has_to_say(profiles: Registre) -> None:
    said = words_of(profiles("explain", "Solène Abgrall", "findings.create", "--site", LIBRARY))

    assert f"sur « {LIBRARY} »" in said
    assert ": non." in said
    assert "✓ Son profil « Gardien » le donne" in said
    assert "✗ Ce qui lui est retiré le droit" in said
    assert "· Ses droits propres ne le donnent pas" in said
    assert "Version 1.47, Gestion des profils utilisateurs (S1)" in said


def test_who_lacks_a_right_is_told_that_nothing_gives_it(profiles: Registre) -> None:
    answer = profiles("explain", "Yannick Morvan", "sites.create", "--json").json

    assert (False, ["right-not-held"]) == (answer["allowed"], [one["code"] for one in answer["reasons"]])
    said = words_of(profiles("explain", "Yannick Morvan", "sites.create"))
    assert "ni le profil « Gardien » ni un droit propre ne le donne" in said


def test_a_program_gets_the_layers_in_their_order(profiles: Registre) -> None:
    layers = profiles("explain", "Yannick Morvan", "findings.create", "--json").json["layers"]

    assert "account site catalogue profile grant denial prerequisite".split() == [one["layer"] for one in layers]
    assert ("profile", "gives", "Gardien") == (layers[3]["layer"], layers[3]["says"], layers[3]["name"])


def test_who_may_do_something_is_told_with_what_gives_it(profiles: Registre) -> None:
    said = words_of(profiles("who-can", "findings.create", "--site", SCHOOL))

    assert "4 utilisateurs : « Anomalies et observations : créer »" in said
    assert "Yannick Morvan le profil « Gardien »" in said
    assert "Loïc Tanguy un droit propre" in said
    assert "Corentin Rolland" not in said


@pytest.mark.parametrize("day", ["31/12/2025", "2025-12-31"])
def test_of_a_day_before_the_founding_nobody_could(profiles: Registre, day: str) -> None:
    answer = profiles("who-can", "findings.create", "--on", day, "--json").json

    assert ("2025-12-31", 0, []) == (answer["on"], answer["users"], answer["people"])
    assert "0 utilisateur" in words_of(profiles("who-can", "findings.create", "--on", day))


@pytest.mark.parametrize("day", ["31/02/2025", "hier", "12/31/2025", ""])
def test_a_day_is_one_of_the_calendar(profiles: Registre, day: str) -> None:
    answer = profiles("who-can", "findings.create", "--on", day)

    assert "n’est pas une date" in refused(answer, "malformed-date")


def test_the_matrix_is_told_written_and_given_to_programs(profiles: Registre, folder: Path) -> None:
    said = words_of(profiles("matrix"))
    program = profiles("matrix", "--json").json
    markdown = profiles("matrix", "--markdown").out
    written = profiles("matrix", "--into", "droits.csv")

    assert "Utilisateurs 3 1" in said
    assert {"name": "Gardien", "users": 3} in program["profiles"]
    assert ["Gardien", "Responsable technique"] == next(
        one["given_by"] for one in program["rights"] if one["code"] == "findings.create"
    )
    assert markdown.startswith("| Groupe ")
    assert "droits.csv" in written.out
    assert "findings.create;" in (folder / "droits.csv").read_text("utf-8-sig")
    refused(profiles("matrix", "--into", "droits.csv"), "file-exists")
    refused(profiles("matrix", "--csv", "--markdown"), "one-form")


def test_the_matrix_goes_out_as_a_spreadsheet_opens_it(profiles: Registre) -> None:
    answer = profiles("matrix", "--csv")

    assert answer.out.startswith("\ufeffCode;Groupe;Module;Droit;Gardien;Responsable technique;")

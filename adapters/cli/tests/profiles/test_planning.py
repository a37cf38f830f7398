"""Changes are planned, and carried out as they were shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from adapters.cli.tests.profiles.speaking import LIBRARY, Deed, refused, words_of
from adapters.cli.tests.tampering import Registre

import registre_core
from registre_core import Actor
from registre_core.workspace import Category, ErpType


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
    assert "en plus : 28 droits" in said


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

"""Requests at the command line: sent to several, answered, compared, and shared as one intervention (S5, S6)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import DATABASE, FIRM, FITTER, refused, words_of
from tests.end_to_end.command_line import Answer

from registre_cli.opening import COMMAND_LINE, without_documents
from registre_core import Actor

ALONE = "Marc Serrurier"
DOOR = "Porte coupe-feu"
ABOUT = ("--finding", "porte", "--message", "Réparer la porte du préau")
TO_BOTH = ("--contractor", f"{FIRM}={FITTER}", "--contact", ALONE)


@pytest.fixture
def requests(folder: object, registre: Registre) -> Registre:
    """Let something be wrong, and somebody stand alone; then run a command about requests."""
    with without_documents(DATABASE) as opened:
        with opened.ports.storage.operate() as door:
            ((town, _),) = door.workspaces()
        with opened.ports.storage.read(town.id) as tx:
            [anne], [school] = tx.users.page().items, tx.sites.page().items
        actor = Actor.user(anne.id, town.id, client=COMMAND_LINE)
        opened.findings.record(actor, text=f"{DOOR} bloquée", site=school.id)
        opened.workspace.add_contact(actor, name=ALONE)

    def call(command: str, *words: str) -> Answer:
        group, _, word = command.partition(" ")
        return registre(group, word, DATABASE, *words)

    return call


def states(requests: Registre, asked: str = "préau") -> list[tuple[str, str]]:
    found = requests("requests show", asked, "--json").json["request"]
    return [((one["contractor"] or one["contacts"][0])["name"], one["french_state"]) for one in found["recipients"]]


def test_one_request_goes_to_several_and_whoever_has_no_address_is_named_and_handed_a_link(requests: Registre) -> None:
    told = words_of(requests("requests draft", *ABOUT, *TO_BOTH, "--deadline", "31/03/2099"))
    assert "Demande demande d’intervention État brouillon Site École des Tilleuls Réponse avant le 31/03/2099" in told
    assert [(FIRM, "brouillon"), (ALONE, "brouillon")] == states(requests)

    sent = requests("requests send", "préau")

    assert "1 destinataire sans adresse de courriel" in sent.err
    assert [(FIRM, "envoyée"), (ALONE, "envoyée")] == states(requests)
    assert "envoyée, sans adresse de courriel" in words_of(requests("requests show", "préau"))
    assert 43 == len(requests("requests link", "préau", "--to", ALONE, "--json").json["link"]["secret"])
    assert "1 lien révoqué." in words_of(requests("requests link", "préau", "--to", ALONE, "--revoke"))


def test_files_go_along_with_a_request_and_come_with_an_answer(requests: Registre, folder: Path) -> None:
    (folder / "kept").mkdir()
    for name in ("plan.pdf", "avis.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7 " + name.encode())
    kept = ("--documents", (folder / "kept").as_uri())

    assert "Document joint plan.pdf" in words_of(
        requests("requests draft", *ABOUT, *TO_BOTH, "--document", "plan.pdf", *kept)
    )
    requests("requests send", "préau")
    told = requests("requests answer", "préau", "--from", FIRM, "--document", "avis.pdf", *kept, "--json")
    [answered] = [one["answer"] for one in told.json["request"]["recipients"] if one["answer"]]
    assert ["avis.pdf"] == [one["name"] for one in answered["documents"]]
    assert "avis.pdf" in words_of(requests("requests show", "préau"))


def test_a_draft_is_changed_and_what_was_sent_gains_recipients_only(requests: Registre) -> None:
    requests("requests draft", *ABOUT, "--contractor", FIRM, "--contact", ALONE, "--deadline", "31/03/2099")
    told = requests("requests edit", "préau", "--remove", ALONE, "--deadline", "", "--json").json["request"]
    assert (None, [(FIRM, "brouillon")]) == (told["deadline"], states(requests))

    requests("requests send", "préau")
    requests("requests edit", "préau", "--contact", ALONE)
    assert [(FIRM, "envoyée"), (ALONE, "brouillon")] == states(requests)
    refused(requests("requests edit", "préau", "--message", "Autre chose"), "request-was-sent")


def test_two_recipients_of_one_name_are_never_taken_for_each_other(requests: Registre) -> None:
    with without_documents(DATABASE) as opened:
        with opened.ports.storage.operate() as door:
            ((town, _),) = door.workspaces()
        with opened.ports.storage.read(town.id) as tx:
            anne = tx.users.page().items[0]
        actor = Actor.user(anne.id, town.id, client=COMMAND_LINE)
        opened.workspace.add_contractor(actor, name=ALONE)
    told = requests("requests draft", *ABOUT, "--contractor", ALONE, "--contact", ALONE, "--json").json["request"]
    requests("requests send", "préau")

    assert told["recipients"][1]["line"] in refused(
        requests("requests decline", "préau", "--from", ALONE), "ambiguous-name"
    )
    requests("requests decline", "préau", "--from", told["recipients"][1]["line"])
    assert ["envoyée", "déclinée"] == [state for _, state in states(requests)]


def test_a_deadline_is_said_by_the_clocks_of_its_zone(requests: Registre) -> None:
    told = requests(
        *("requests draft", *ABOUT, *TO_BOTH, "--deadline", "31/03/2099 17:00", "--zone", "Indian/Reunion", "--json")
    ).json["request"]

    moment = datetime(2099, 3, 31, 17, tzinfo=ZoneInfo("Indian/Reunion"))
    assert (moment, "Indian/Reunion") == (datetime.fromisoformat(told["deadline"]), told["zone"])
    for page in (requests("requests show", "préau"), requests("requests list")):
        assert "31/03/2099 17:00 (Indian/Reunion)" in words_of(page)


def test_those_chosen_come_for_one_and_the_same_intervention(requests: Registre) -> None:
    requests("requests draft", *ABOUT, *TO_BOTH)
    requests("requests send", "préau")
    for who in (FITTER, ALONE):
        requests("requests answer", "préau", "--from", who, "--on", "16/03/2099")

    told = requests("requests award", "préau", "--to", FIRM, "--to", ALONE, "--json").json["request"]

    assert [told["intervention"]] * 2 == [one["intervention"] for one in told["recipients"]]
    assert ("attribuée", ["retenue", "retenue"]) == (
        told["french_state"],
        [one["french_state"] for one in told["recipients"]],
    )


def test_quotes_are_compared_the_cheapest_first_tax_included(requests: Registre) -> None:
    requests("quotes draft", *ABOUT, *TO_BOTH)
    requests("requests send", "préau")
    requests("quotes answer", "préau", "--from", FIRM, "--amount", "1 000,00", "--valid-until", "31/05/2099")
    requests("quotes answer", "préau", "--from", ALONE, "--amount", "1 100,00", "--vat", "5,5")

    told = requests("quotes compare", "préau", "--json").json["quotes"]["EUR"]
    assert [(ALONE, "1160.50", True), (FIRM, "1200.00", False)] == [
        (one["name"], one["total"], one["is_cheapest"]) for one in told
    ]
    shown = words_of(requests("quotes compare", "préau"))
    assert f"{ALONE} 1 100,00 € 60,50 € 1 160,50 € – le moins cher" in shown
    assert "31/05/2099" in shown


def test_an_answer_is_replaced_only_on_purpose_and_who_declines_or_is_sent_away_says_why(requests: Registre) -> None:
    requests("requests draft", *ABOUT, *TO_BOTH)
    requests("requests send", "préau")
    requests("requests answer", "préau", "--from", ALONE, "--message", "Lundi.")

    again = requests("requests answer", "préau", "--from", ALONE, "--message", "Mardi.")
    assert "lisez-la avant de la remplacer" in refused(again, "answered-meanwhile")
    again = requests("requests answer", "préau", "--from", ALONE, "--message", "Mardi.", "--replace")
    assert "Mardi." in words_of(again)

    requests("requests decline", "préau", "--from", ALONE, "--reason", "Complet")
    assert "déclinée Complet" in words_of(requests("requests withdraw", "préau", "--reason", "Travaux reportés"))
    assert [(FIRM, "retirée"), (ALONE, "déclinée")] == states(requests)


def test_a_draft_is_deleted_and_no_longer_listed(requests: Registre) -> None:
    requests("quotes draft", *ABOUT, *TO_BOTH)
    assert ["Réparer la porte du préau"] == [
        one["message"] for one in requests("quotes list", "--json").json["requests"]
    ]
    assert [] == requests("requests list", "--json").json["requests"]

    requests("requests delete", "préau")

    assert "Aucune demande." in words_of(requests("quotes list"))


@pytest.mark.parametrize(
    "words, code",
    [
        (("requests show", "préau"), "unknown-name"),
        (("requests draft", *ABOUT, "--contact", ALONE, "--deadline", "bientôt"), "malformed-moment"),
        (("requests draft", *ABOUT, "--contact", ALONE, "--deadline", "1/4/2099", "--zone", "Mars"), "unknown-zone"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(requests: Registre, words: tuple[str, ...], code: str) -> None:
    assert code in refused(requests(*words), code)

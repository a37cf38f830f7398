"""Hot-work permits at the command line: drawn up, signed, followed, and their post-work check (S8, S9)."""

from __future__ import annotations

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import (
    ANNE,
    FIRM,
    FITTER,
    SCHOOL,
    a_permit_at_work,
    hours_ago,
    refused,
    words_of,
)

BOTH = ("--signer", f"operator={ANNE}", "--signer", f"contractor={FITTER}")
DRAWN_UP = (
    *("--site", SCHOOL, "--place", "Chaufferie", "--work", "Soudure", "--means", "arc-welding", "--contractor", FIRM),
    *("--watcher", ANNE, "--from", "16/03/2099 08:00", "--until", "16/03/2099 18:00"),
)


def listed(permits: Registre, *words: str) -> list[tuple[str, str | None, str | None]]:
    """Give state, colour and label of each."""
    found = permits("list", *words, "--json").json["permits"]
    return [(one["french_state"], one["colour"], one["colour_label"]) for one in found]


def test_one_is_drawn_up_and_stays_a_draft_until_it_is_handed_in(permits: Registre) -> None:
    told = words_of(permits("draft", *DRAWN_UP, "--closes", "16/03/2099 19:00", "--detector", "DF 12"))

    assert f"{SCHOOL}, Chaufferie État brouillon Levée de doute gris, à réaliser" in told
    assert f"Avec Soudage à l’arc Par {FIRM} Valable 16/03/2099 08:00 – 18:00" in told
    assert "Le site ferme 16/03/2099 19:00" in told
    assert "Détecteur DF 12" in told
    assert "Attention la surveillance dure jusqu’au 16/03/2099 20:00" in told


def test_the_list_says_whose_signature_is_waited_for(permits: Registre) -> None:
    permits("draft", *DRAWN_UP)
    permits("submit", "16/03/2099", *BOTH)

    assert [("en attente de signature exploitant et prestataire", "gris", "à réaliser")] == listed(permits)
    assert f"{SCHOOL}, Chaufferie en attente de signature gris " in words_of(permits("list"))


def test_a_check_that_is_not_enabled_has_no_colour(permits: Registre) -> None:
    permits("draft", *DRAWN_UP, "--no-watch")

    assert [("brouillon", None, None)] == listed(permits)
    assert "non activée" in words_of(permits("list"))
    assert "Levée de doute : non activée." in words_of(permits("rounds", "16/03/2099"))


def test_the_check_is_grey_then_red_then_green(permits: Registre) -> None:
    """Grey before the end of work; red while rounds are missing whose time has passed; green when all were made."""
    a_permit_at_work()
    assert [("en cours", "gris", "à réaliser")] == listed(permits)
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])

    permits("end-work", one, "--at", hours_ago(4))
    assert [("travaux terminés", "rouge", "non réalisée")] == listed(permits, "--colour", "rouge")

    for minutes in ("30", "60", "120"):
        permits("record-round", one, "--round", minutes, "--comment", "Rien à signaler")
    assert [("travaux terminés", "vert", "réalisée")] == listed(permits, "--colour", "vert")
    assert 3 == words_of(permits("rounds", one)).count("réalisée, en retard")


def test_a_program_gets_each_round_with_its_window(permits: Registre) -> None:
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])
    permits("end-work", one, "--at", hours_ago(0.5))

    first, second, third = permits("rounds", one, "--json").json["rounds"]

    assert ("due", "à réaliser", None) == (first["state"], first["label"], first["made_at"])
    assert first["opens_at"] < first["due_at"] < first["shuts_at"]
    assert ("ahead", "ahead") == (second["state"], third["state"])


def test_precautions_are_ticked_and_detectors_go_out_of_service_and_come_back(permits: Registre) -> None:
    permits("draft", *DRAWN_UP, "--detector", "DF 12")
    permits("submit", "16/03/2099", *BOTH)

    assert "Précautions 2 sur" in words_of(
        permits("tick", "16/03/2099", "--measure", "screens-placed", "--measure", "combustibles-cleared")
    )
    refused(permits("tick", "16/03/2099", "--measure", "prière"), "measure-not-asked")
    refused(permits("restore", "16/03/2099", "--detector", "DF 12"), "detector-not-isolated")
    assert "DF 12, hors service depuis le" in words_of(permits("isolate", "16/03/2099", "--detector", "DF 12"))
    assert "DF 12, remis en service le" in words_of(permits("restore", "16/03/2099", "--detector", "DF 12"))


def test_work_stops_and_goes_on(permits: Registre) -> None:
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])

    assert "État suspendu" in words_of(permits("suspend", one, "--reason", "Vent fort"))
    assert "État en cours" in words_of(permits("resume", one))
    refused(permits("isolate", one, "--detector", "DF 99"), "unknown-detector")


def test_work_that_lasts_longer_or_that_others_join_is_allowed_anew(permits: Registre) -> None:
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])

    longer = permits("extend", one, "--until", hours_ago(-23), "--json").json["permit"]
    joined = permits("add-contractor", one, "--contractor", FIRM, "--contact", FITTER, "--json").json["permit"]

    assert longer["valid_until"] > longer["valid_from"]
    assert longer["id"] == joined["id"] == one
    refused(permits("extend", one, "--until", "demain"), "malformed-moment")
    refused(permits("extend", one, "--until", "16/03/2099 08:00"), "permit-valid-too-long")


def test_what_was_found_on_a_round_is_warned_of(permits: Registre) -> None:
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])
    permits("end-work", one, "--at", hours_ago(0.5))

    told = permits("record-round", one, "--round", "30", "--not-clear", "--comment", "Fumée", "--json").json["permit"]

    assert "round-not-clear" in [warning["code"] for warning in told["warnings"]]


def test_a_permit_is_closed_by_its_signatures_and_says_what_is_left_to_do(permits: Registre) -> None:
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])
    permits("end-work", one, "--at", hours_ago(0.1))

    refused(permits("close", one, *BOTH), "watch-not-done")
    told = words_of(permits("close", one, *BOTH, "--exemption", "Le site est gardé"))

    assert "en attente de signature exploitant et prestataire" in told


def test_work_that_will_not_be_done_is_cancelled(permits: Registre) -> None:
    permits("draft", *DRAWN_UP)
    permits("submit", "16/03/2099", *BOTH)

    told = words_of(permits("cancel", "16/03/2099", "--reason", "Travaux reportés"))

    assert "État annulé Levée de doute sans objet" in told
    assert f"{ANNE}, exploitant révoquée" in told


def test_those_who_watch_are_told_once_of_each_round(permits: Registre) -> None:
    assert "Levées de doute : aucune ronde attendue, aucun avis nouveau." in words_of(permits("remind"))
    a_permit_at_work()
    [one] = (found["id"] for found in permits("list", "--json").json["permits"])
    permits("end-work", one, "--at", hours_ago(4))

    assert 1 == permits("remind", "--json").json["workspaces"]
    assert "des rondes attendues dans 1 environnement, aucun avis nouveau." in words_of(permits("remind"))


@pytest.mark.parametrize(
    "words, code, said",
    [
        (("list", "--state", "ouvert"), "unknown-choice", "waiting"),
        (("list", "--colour", "orange"), "unknown-choice", "gris, rouge, vert"),
        (("list", "--from", "hier"), "malformed-date", "hier"),
        (("show", "16/03/2099"), "nothing-that-day", "16/03/2099"),
        (("draft", *DRAWN_UP[:-1], "le soir"), "malformed-moment", "le soir"),
        (("draft", *DRAWN_UP[:-1], "2099-03-16T07:00"), "permit-ends-before-it-starts", ""),
    ],
)
def test_what_is_wrong_is_said(permits: Registre, words: tuple[str, ...], code: str, said: str) -> None:
    assert said in refused(permits(*words), code)


def test_of_two_on_one_day_one_must_say_which(permits: Registre) -> None:
    for _ in range(2):
        permits("draft", *DRAWN_UP)

    assert f"« {SCHOOL}, Chaufferie »" in refused(permits("show", "16/03/2099"), "several-that-day")

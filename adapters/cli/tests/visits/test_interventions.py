"""Interventions at the command line: planned, listed, put off, proven, signed, closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, FIRM, FITTER, PLANNED, SCHOOL, refused, words_of

BOTH = ("--signer", f"operator={ANNE}", "--signer", f"contact={FITTER}")
PDF = b"%PDF-1.4\n%%EOF\n"


def test_one_is_planned_with_those_who_come_and_said_to_come_again(interventions: Registre) -> None:
    told = words_of(
        interventions(
            "plan", *PLANNED, "--contractor", FIRM, "--contact", FITTER, "--every", "6 month", "--signed-by", "operator"
        )
    )

    assert f"{ANNE} agit dans" in told
    assert f"Contrôle, {SCHOOL} Prévue le 15/03/2099 État Planifiée Avec {FIRM}, {FITTER}" in told
    assert "Revient tous les 6 mois À signer par exploitant" in told


def test_those_overdue_are_listed_first(interventions: Registre) -> None:
    interventions("plan", *PLANNED)
    interventions("plan", "--site", SCHOOL, "--type", "works", "--on", "02/03/2020", "--contractor", FIRM)

    told = words_of(interventions("list"))

    assert told.index("02/03/2020 En retard Travaux") < told.index("15/03/2099 Planifiée Contrôle")
    assert f"{FIRM} " in told


@pytest.mark.parametrize(
    "words, types",
    [
        (("--status", "overdue"), ["works"]),
        (("--type", "inspection"), ["inspection"]),
        (("--contractor", FIRM), ["works"]),
        (("--from", "01/01/2099"), ["inspection"]),
        (("--until", "2020-03-02"), ["works"]),
        (("--site", SCHOOL), ["works", "inspection"]),
        (("--status", "closed"), []),
    ],
    ids=" ".join,
)
def test_a_program_gets_those_it_asks_for(interventions: Registre, words: tuple[str, ...], types: list[str]) -> None:
    interventions("plan", *PLANNED)
    interventions("plan", "--site", SCHOOL, "--type", "works", "--on", "02/03/2020", "--contractor", FIRM)

    assert types == [one["type"] for one in interventions("list", *words, "--json").json["interventions"]]


def test_a_long_list_goes_on_where_it_says(interventions: Registre) -> None:
    interventions("plan", *PLANNED)
    interventions("plan", *PLANNED)
    first = interventions("list", "--limit", "1", "--json").json

    assert f"2 interventions. La suite : --after {first['next']}" in words_of(interventions("list", "--limit", "1"))
    rest = interventions("list", "--limit", "1", "--after", first["next"], "--json").json
    assert 2 == len({one["id"] for page in (first, rest) for one in page["interventions"]})


def test_one_is_named_by_its_day_if_it_is_alone_on_it_and_by_its_identifier_otherwise(interventions: Registre) -> None:
    assert "rien le 15/03/2099" in refused(interventions("show", "15/03/2099"), "nothing-that-day")
    one = interventions("plan", *PLANNED, "--json").json["intervention"]["id"]
    assert one in words_of(interventions("show", "2099-03-15"))

    interventions("plan", *PLANNED)

    assert f"« Contrôle, {SCHOOL} » ({one})" in refused(interventions("show", "15/03/2099"), "several-that-day")
    assert "15/03/2099" in words_of(interventions("show", one))


def test_one_that_is_put_off_says_why_and_from_when(interventions: Registre) -> None:
    interventions("plan", *PLANNED)

    told = words_of(interventions("postpone", "15/03/2099", "--to", "22/03/2099", "--reason", "École fermée"))

    assert "Prévue le 22/03/2099" in told
    assert "Reportée 15/03/2099 : École fermée" in told


def test_of_one_that_recurs_and_is_cancelled_the_next_comes_unless_the_series_ends(interventions: Registre) -> None:
    interventions("plan", *PLANNED, "--every", "1 year")

    assert "Suivie de" in words_of(interventions("cancel", "15/03/2099", "--reason", "Gel"))
    assert "Suivie de" not in words_of(interventions("cancel", "15/03/2100", "--reason", "Résilié", "--series"))


def test_a_report_and_a_photo_are_kept_where_documents_are(interventions: Registre, folder: Path) -> None:
    interventions("plan", *PLANNED)
    (folder / "documents").mkdir()
    (folder / "rapport.pdf").write_bytes(PDF)
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n-")
    kept = ("--documents", (folder / "documents").as_uri())

    interventions("attach", "15/03/2099", "rapport.pdf", *kept, "--originality", "original")
    told = interventions("attach", "15/03/2099", "photo.png", *kept, "--photo", "--json").json["intervention"]

    assert [("rapport.pdf", "original")] == [(one["name"], one["originality"]) for one in told["reports"]]
    assert ["photo.png"] == [one["name"] for one in told["photos"]]
    assert 2 == sum(path.is_file() for path in (folder / "documents").rglob("*"))


def test_those_who_sign_are_chosen_and_it_closes_with_nothing_less(interventions: Registre) -> None:
    interventions("plan", *PLANNED)

    told = words_of(interventions("sign", "15/03/2099", *BOTH, "--done-on", "20/11/2026"))

    assert "À signer" in told
    assert "Faite le 20/11/2026" in told
    assert f"{ANNE}, exploitant demandée" in told
    assert f"{FITTER}, interlocuteur demandée" in told
    missing = refused(interventions("close", "15/03/2099"), "signatures-missing")
    assert f"(exploitant, interlocuteur) : {ANNE}, {FITTER}" in missing


def test_who_has_no_account_signs_under_the_name_that_was_written_down(interventions: Registre) -> None:
    interventions("plan", *PLANNED)

    [one] = interventions("sign", "15/03/2099", "--on-the-spot", "contractor=Loïc Mével", "--json").json[
        "intervention"
    ]["signatures"]

    assert ("Loïc Mével", "contractor", "requested", None) == tuple(
        one[key] for key in ("signer", "role", "state", "covers")
    )


def test_one_that_nobody_signs_is_closed_with_the_day_it_was_done(interventions: Registre) -> None:
    interventions("plan", *PLANNED)

    assert "État Clôturée Faite le 20/11/2026 Clôturée le" in words_of(
        interventions("close", "15/03/2099", "--done-on", "2026-11-20")
    )


@pytest.mark.parametrize(
    "words, code, said",
    [
        (("list", "--status", "late"), "unknown-choice", "overdue"),
        (("list", "--type", "visite"), "unknown-choice", "inspection"),
        (("plan", *PLANNED[:-1], "bientôt"), "malformed-date", "bientôt"),
        (("plan", *PLANNED, "--every", "souvent"), "malformed-recurrence", "6 month"),
        (("plan", *PLANNED, "--every", "2 moon"), "unknown-choice", "month"),
        (
            ("plan", *PLANNED, "--contractor", "Arvor"),
            "unknown-name",
            f"aucun prestataire ne s’appelle « Arvor » : serait-ce « {FIRM} »",
        ),
        (("plan", *PLANNED, "--signed-by", "maire"), "unknown-choice", "operator"),
    ],
)
def test_what_is_wrong_is_said_with_what_there_is(
    interventions: Registre, words: tuple[str, ...], code: str, said: str
) -> None:
    assert said in refused(interventions(*words), code)


def test_everything_that_is_wrong_with_signatories_is_told_at_once(interventions: Registre) -> None:
    interventions("plan", *PLANNED)

    wrong = interventions("sign", "15/03/2099", "--signer", "maire=Anne", "--on-the-spot", "x=y", "--json").complaint

    assert [("--signer", "unknown-choice"), ("--on-the-spot", "unknown-choice")] == [
        (one["path"], one["code"]) for one in wrong["problems"]
    ]

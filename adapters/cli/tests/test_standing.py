"""Where an account would stand, tried out without a register."""

import pytest
from adapters.cli.tests.tampering import Registre

from registre_core.billing import BUTTON
from registre_core.billing.tables import DUE_SOON_TEXT, OVERDUE_TEXT, SUSPENDED_TEXT
from registre_core.rights import Catalogue

DUE = "due=2026-04-20,total=100"
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


@pytest.mark.parametrize(
    "on, level, colour, text, until",
    [
        ("2026-04-04", "clear", None, None, "2026-04-04"),
        ("2026-04-05", "due_soon", "orange", DUE_SOON_TEXT.format(day="20/04/2026"), "2026-04-20"),
        ("2026-04-20", "due_soon", "orange", DUE_SOON_TEXT.format(day="20/04/2026"), "2026-04-20"),
        ("2026-04-21", "overdue", "red", OVERDUE_TEXT.format(day="20/05/2026"), "2026-05-19"),
        ("2026-05-19", "overdue", "red", OVERDUE_TEXT.format(day="20/05/2026"), "2026-05-19"),
        ("2026-05-20", "suspended", "red", SUSPENDED_TEXT, None),
    ],
)
def test_a_program_is_told_each_situation_of_the_source_on_its_first_and_last_day(
    registre: Registre, on: str, level: str, colour: str | None, text: str | None, until: str | None
) -> None:
    said = registre("standing", "--on", on, "--invoice", DUE, "--json").json

    assert (level, colour, text, until) == (said["level"], said["colour"], said["text"], said["until"])
    assert (None if colour is None else BUTTON) == said["button"]
    assert (None if colour is None else "2026-05-20") == said["cut_off_on"]


def test_where_nobody_sees_invoices_any_more_the_banner_has_no_button_that_would_lead_to_a_refusal(
    registre: Registre,
) -> None:
    asked = ("standing", "--on", "2026-05-20", "--invoice", DUE, "--client", "mobile")

    assert (SUSPENDED_TEXT, None) == ((said := registre(*asked, "--json").json)["text"], said["button"])
    assert BUTTON not in registre(*asked).out


def test_every_right_of_the_catalogue_is_left_unless_access_is_cut(registre: Registre) -> None:
    said = registre("standing", "--on", "2026-05-19", "--invoice", DUE, "--json").json

    assert (sorted(Catalogue().every), []) == (said["allowed"], said["running"])


SOURCES_OWN = ["invoices.consult", "summary.consult", "summary.generate"]
FINISHING = ["interventions.sign", "permits.sign", "watch.consult", "watch.record"]


@pytest.mark.parametrize(
    "options, allowed, running",
    [
        ((), sorted([*SOURCES_OWN, "register.export", *FINISHING]), FINISHING),
        (("--client", "mobile"), sorted(["register.export", *FINISHING]), FINISHING),
        (("--survives", "source"), SOURCES_OWN, []),
        (("--survives", "source", "--client", "mobile"), [], []),
    ],
)
def test_what_survives_a_cut_depends_on_the_terms_and_on_the_way_in(
    registre: Registre, options: tuple[str, ...], allowed: list[str], running: list[str]
) -> None:
    said = registre("standing", "--on", "2026-05-20", "--invoice", DUE, *options, "--json").json

    assert (allowed, running) == (said["allowed"], said["running"])


@pytest.mark.parametrize(
    "more, level",
    [
        ("paid=99,99", "overdue"),
        ("paid=100", "clear"),
        ("paid=0", "overdue"),
        ("paid=60,credited=30,written_off=10", "clear"),
        ("paid=100,refunded=1", "overdue"),
        ("hold=2026-04-30", "clear"),
        ("hold=2026-04-29", "overdue"),
        ("recorded=2026-04-30", "overdue"),
        ("recorded=2026-05-01", "clear"),
        ("issued=01/03/2026,currency=XPF,number=F-7", "overdue"),
    ],
)
def test_what_happened_to_an_invoice_counts(registre: Registre, more: str, level: str) -> None:
    assert level == registre("standing", "--on", "30/04/2026", "--invoice", f"{DUE},{more}", "--json").json["level"]


def test_of_several_invoices_the_most_severe_is_named(registre: Registre) -> None:
    said = registre(
        "standing", "--on", "2026-05-20", "--invoice", "due=2026-05-25,total=1,number=F-1", "--invoice", DUE, "--json"
    ).json

    assert ("suspended", "2") == (said["level"], said["cause"])


def test_other_terms_move_every_day(registre: Registre) -> None:
    asked = ("--before", "5", "--overdue", "3", "--suspension", "10", "--minimum-notice-days", "20", "--json")

    assert ["clear", "due_soon", "due_soon", "overdue", "overdue", "suspended"] == [
        registre("standing", "--on", f"2026-{on}", "--invoice", DUE, *asked).json["level"]
        for on in ("04-14", "04-15", "04-22", "04-23", "05-12", "05-13")
    ]


def test_without_an_invoice_there_is_nothing_to_say_for_ever(registre: Registre) -> None:
    answer = registre("standing", "--on", "2026-05-20")

    assert "Le 20/05/2026 : rien à signaler. Aucun changement à venir." == " ".join(
        answer.out.translate(NO_BREAK).split()
    )


def test_people_see_the_banner_with_its_button_and_what_it_means(registre: Registre) -> None:
    answer = registre("standing", "--on", "30/05/2026", "--invoice", "due=20/04/2026,total=1234,50,paid=40")

    said = " ".join(answer.out.translate(NO_BREAK).replace("┃", " ").split())
    for told in (
        SUSPENDED_TEXT,
        f"[ {BUTTON} ]",
        "En cause : la facture 1, échéance 20/04/2026, reste 1 194,50 €.",
        "Accès coupé depuis le 20/05/2026.",
        "Vrai tant que rien n’est réglé.",
        "Reste possible par le web : Factures : consulter ; Synthèse : consulter, générer ; Registre : exporter.",
    ):
        assert told in said


def test_the_number_of_an_invoice_stays_as_it_is_written(registre: Registre) -> None:
    answer = registre("standing", "--on", "2026-05-20", "--invoice", f"{DUE},number=L'An n° 1 : suite")

    assert "la facture L'An n° 1 : suite, échéance" in answer.out


def test_nothing_is_left_on_telephones_as_the_source_has_it(registre: Registre) -> None:
    answer = registre("standing", "--on", "2026-05-20", "--invoice", DUE, "--survives", "source", "--client", "mobile")

    assert "Rien ne reste possible par l’application mobile." in answer.out


def test_everything_that_is_wrong_with_any_option_is_told_at_once(registre: Registre) -> None:
    answer = registre(
        *("standing", "--on", "demain", "--client", "fax", "--survives", "rien", "--before", "-1", "--overdue", "40"),
        *("--invoice", "due=31/02/2026,total=1,234,paid=-3"),
        *("--invoice", "du=2026-01-01,total=1,total=2"),
        *("--invoice", "due=2026-01-01,total=1,currency=euro,recorded=x,hold=y"),
        *("--invoice", "due=2026-01-01,total=1,issued=2026-02-01,credited=2,recorded=2026-03-01,hold=2026-02-01"),
        *("--invoice", "due=2026-01-01,total=1 EUR,paid=1 USD"),
        "--json",
    )

    assert (2, "invalid-input") == (answer.exit_code, answer.complaint["code"])
    assert [
        ("--on", "malformed-date"),
        ("--invoice[0].total", "amount-ambiguous"),
        ("--invoice[0].paid", "amount-negative"),
        ("--invoice[0].due", "malformed-date"),
        ("--invoice[1]", "unknown-field"),
        ("--invoice[1].total", "repeated-field"),
        ("--invoice[1].due", "field-missing"),
        ("--invoice[2].currency", "malformed-text"),
        ("--invoice[2].hold", "malformed-date"),
        ("--invoice[2].recorded", "malformed-date"),
        ("--invoice[3].due", "due-before-issue"),
        ("--invoice[3].credited", "credited-too-much"),
        ("--invoice[3].hold", "hold-in-the-past"),
        ("--invoice[4].paid", "currencies-mixed"),
        ("--client", "unknown-choice"),
        ("--survives", "unknown-choice"),
        ("--before", "days-out-of-range"),
        ("--suspension", "cut-without-warning"),
    ] == [(one["path"], one["code"]) for one in answer.complaint["problems"]]


def test_a_single_problem_says_which_invoice_it_is_of(registre: Registre) -> None:
    answer = registre("standing", "--on", "2026-05-20", "--invoice", DUE, "--invoice", "total=3,due=bientôt")

    assert (2, "") == (answer.exit_code, answer.out)
    assert answer.err.translate(NO_BREAK).startswith("registre : --invoice n° 2, due= : « bientôt » n’est pas une date")

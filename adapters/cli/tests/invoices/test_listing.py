"""Invoices are listed and shown, and the account is told of."""

from adapters.cli.tests.invoices.ledgers import DATABASE, ONE_DAY, TOWN, VILLAGE, owe, refused, words_of
from adapters.cli.tests.tampering import Registre

HELD = ("--kind", "dispute", "--until", "31/12/2999", "--key", "L-1", "--author", "Compta", "--reason", "Contestée")


def test_invoices_are_listed_with_what_remains_and_where_they_stand_and_totals_per_currency(invoices: Registre) -> None:
    owe(invoices, "F-1", total="1234,50")
    owe(invoices, "F-2", *ONE_DAY, total="600 XPF")
    invoices("pay", "F-1", "--key", "V", "--amount", "34,50")

    said = words_of(invoices("list"))

    assert f"Les factures de « {TOWN} »." in said
    assert "F-2 01/03/2001 31/12/2998 600 XPF 600 XPF à régler F-1 01/03/2001 31/03/2001 1 234,50 €" in said
    assert "1 234,50 € 1 200,00 € en retard 1 facture, 1 234,50 € ; reste 1 200,00 €. 1 facture, 600 XPF" in said


def test_an_invoice_on_hold_is_due_and_marked(invoices: Registre) -> None:
    owe(invoices, "F-1")
    invoices("hold", "F-1", *HELD)

    assert "à régler, en attente jusqu’au 31/12/2999" in words_of(invoices("list", "--status", "due"))
    assert "Aucune facture." in words_of(invoices("list", "--status", "overdue"))


def test_a_program_gets_those_of_one_status_and_one_currency_with_their_totals(invoices: Registre) -> None:
    owe(invoices, "F-1", total="12,5")
    owe(invoices, "F-2", total="3 USD")
    owe(invoices, "F-3", *ONE_DAY)

    said = invoices("list", "--status", "overdue", "--currency", "EUR", "--json").json

    assert ([("F-1", "overdue", "12.50", None)], None) == (
        [(one["number"], one["settlement"], one["remaining"], one["held_until"]) for one in said["invoices"]],
        said["next"],
    )
    assert [{"currency": "EUR", "number": 1, "total": "12.50", "remaining": "12.50"}] == said["totals"]


def test_a_long_list_goes_on_where_it_says_and_its_totals_are_those_of_the_whole(invoices: Registre) -> None:
    owe(invoices, "F-1")
    owe(invoices, "F-2")
    first = invoices("list", "--limit", "1", "--json").json

    rest = invoices("list", "--limit", "1", "--after", first["next"], "--json").json

    assert f"La suite : --after {first['next']}" in words_of(invoices("list", "--limit", "1"))
    assert {"F-1", "F-2"} == {one["number"] for page in (first, rest) for one in page["invoices"]}
    assert "200.00" == first["totals"][0]["total"] == rest["totals"][0]["total"]


def test_a_status_that_is_none_is_refused_with_those_there_are(invoices: Registre) -> None:
    assert "overdue, due, paid" in refused(invoices("list", "--status", "late"), "unknown-choice")


def test_an_invoice_is_shown_with_all_that_happened_to_it(invoices: Registre) -> None:
    owe(invoices, "F-1", total="600")
    for words in (
        ("pay", "F-1", "--key", "VIR-1", "--amount", "400"),
        ("refund", "F-1", "--payment", "VIR-1", "--key", "R-1", "--reason", "Rejet"),
        ("hold", "F-1", *HELD),
    ):
        invoices(*words)

    said = words_of(invoices("show", "F-1"))

    for told in (
        "Montant 600,00 €",
        "État à régler, en attente jusqu’au 31/12/2999",
        "règlement \u2212400,00 € VIR-1 –",
        "remboursement de VIR-1 400,00 € R-1 Rejet",
        "attente (litige), jusqu’au 31/12/2999 L-1 Contestée",
    ):
        assert told in said


def test_a_program_gets_an_invoice_in_full(invoices: Registre) -> None:
    owe(invoices, "F-1")
    invoices("hold", "F-1", *HELD)
    invoices("lift", "F-1", "--key", "L-1")

    shown = invoices("show", "F-1", "--json").json["invoice"]

    [hold] = shown["holds"]
    assert (hold["kind"], hold["author"], hold["until"]) == ("dispute", "Compta", "2999-12-31")
    assert hold["recorded_on"] == hold["lifted_on"]
    assert ("overdue", None, [], []) == (
        shown["settlement"],
        shown["held_until"],
        shown["movements"],
        shown["lines"],
    )


def test_an_invoice_that_is_not_there_is_not_found(invoices: Registre) -> None:
    refused(invoices("show", "F-1"), "invoice-not-found")


def test_each_workspace_has_its_own_ledger_and_one_of_several_is_named(invoices: Registre, registre: Registre) -> None:
    owe(invoices, "F-1")

    assert [] == registre("invoices", "list", DATABASE, "--workspace", VILLAGE, "--json").json["invoices"]
    refused(registre("invoices", "list", DATABASE), "workspace-undecided")
    refused(registre("invoices", "list", DATABASE, "--workspace", "Rezé"), "unknown-name")


# ---- the account -----------------------------------------------------------------------------------------------------


def test_the_account_is_told_of_as_on_any_day(invoices: Registre) -> None:
    owe(invoices, "F-1", *ONE_DAY)

    assert [("clear", None), ("due_soon", "F-1"), ("overdue", "F-1"), ("suspended", "F-1")] == [
        (said["level"], said["cause"])
        for on in ("2998-12-15", "2998-12-16", "2999-01-01", "2999-01-30")
        for said in [invoices("standing", "--on", on, "--json").json]
    ]
    assert (
        "Le 30/01/2999 : accès suspendu. En cause : la facture F-1, échéance 31/12/2998, reste 100,00 €."
        in words_of(invoices("standing", "--on", "30/01/2999"))
    )


def test_the_account_says_what_stays_possible_through_each_way_in(invoices: Registre) -> None:
    owe(invoices, "F-1")

    assert "Reste possible par le web : Factures : consulter" in words_of(invoices("standing"))
    assert ["register.export"] == [
        right for right in invoices("standing", "--client", "mobile", "--json").json["allowed"] if "export" in right
    ]


def test_what_is_wrong_with_the_question_is_told_at_once(invoices: Registre) -> None:
    answer = invoices("standing", "--on", "hier", "--client", "fax", "--json")

    assert [("--on", "malformed-date"), ("--client", "unknown-choice")] == [
        (one["path"], one["code"]) for one in answer.complaint["problems"]
    ]

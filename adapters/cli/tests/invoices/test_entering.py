"""Whatever is entered in the ledger is entered once, and says where it leaves the account."""

from pathlib import Path

import pytest
from adapters.cli.tests.invoices.ledgers import DATABASE, LONG_AGO, ONE_DAY, owe, refused, words_of
from adapters.cli.tests.tampering import Registre

HELD = ("--kind", "promise", "--until", "2999-12-31", "--key", "L-1", "--author", "Compta", "--reason", "Le 15, promis")


def test_an_invoice_is_recorded_and_moves_the_account(invoices: Registre) -> None:
    said = words_of(invoices("record", "F-1", *LONG_AGO, "--total", "1 234,50 €"))

    assert "Facture F-1 : reste 1 234,50 €, en retard. Compte : rien à signaler → accès suspendu depuis le" in said


def test_the_same_paper_again_writes_nothing_and_another_of_its_number_is_refused(invoices: Registre) -> None:
    owe(invoices, "F-1")
    before = invoices("show", "F-1", "--json").json

    assert "C’était déjà écrit : rien n’a changé." in words_of(
        invoices("record", "F-1", *LONG_AGO, "--total", "100,00")
    )
    assert not invoices("record", "F-1", *LONG_AGO, "--total", "100", "--json").json["changed"]
    refused(invoices("record", "F-1", *LONG_AGO, "--total", "101"), "invoice-number-taken")
    assert before == invoices("show", "F-1", "--json").json


def test_every_option_that_cannot_be_read_is_told_at_once(invoices: Registre) -> None:
    answer = invoices("record", "F-1", "--issued", "hier", "--due", "demain", "--total", "1,234", "--json")

    assert [("--issued", "malformed-date"), ("--due", "malformed-date"), ("--total", "amount-ambiguous")] == [
        (one["path"], one["code"]) for one in answer.complaint["problems"]
    ]


def test_what_no_invoice_can_be_is_told_by_the_names_of_the_options(invoices: Registre) -> None:
    answer = invoices("record", " ", "--issued", "02/01/2026", "--due", "01/01/2026", "--total", "-3", "--json")

    assert {("NUMÉRO", "blank-text"), ("--due", "due-before-issue"), ("--total", "amount-negative")} <= {
        (one["path"], one["code"]) for one in answer.complaint["problems"]
    }


def test_payments_refunds_credits_and_losses_change_what_remains(invoices: Registre) -> None:
    owe(invoices, "F-1", total="600")

    assert ["200.00", "600.00", "500.00", "0.00"] == [
        invoices(*words, "--json").json["invoice"]["remaining"]
        for words in (
            ("pay", "F-1", "--key", "VIR-1", "--amount", "400"),
            ("refund", "F-1", "--payment", "VIR-1", "--key", "R-1"),
            ("credit", "F-1", "--key", "A-1", "--amount", "100", "--reason", "Remise"),
            ("write-off", "F-1", "--key", "P-1"),
        )
    ]
    assert "Facture F-1 : reste 0,00 €, payée. Compte : rien à signaler." in words_of(
        invoices("write-off", "F-1", "--key", "P-1")
    )


@pytest.mark.parametrize(
    "words",
    [
        ("pay", "F-1", "--key", "K", "--amount", "10"),
        ("credit", "F-1", "--key", "K", "--amount", "10"),
        ("write-off", "F-1", "--key", "K"),
        ("hold", "F-1", *HELD),
    ],
    ids=lambda words: words[0],
)
def test_the_same_entry_again_changes_nothing(invoices: Registre, words: tuple[str, ...]) -> None:
    owe(invoices, "F-1")
    first, second = (invoices(*words, "--json").json for _ in range(2))

    assert (True, False) == (first["changed"], second["changed"])
    assert first["invoice"] == second["invoice"]


def test_a_payment_opens_access_again_at_once(invoices: Registre) -> None:
    owe(invoices, "F-1")

    paid = invoices("pay", "F-1", "--key", "VIR-1", "--amount", "100", "--json").json

    assert ("suspended", "clear") == (paid["before"], paid["standing"]["level"])


def test_a_hold_takes_an_invoice_out_of_the_count_until_it_is_lifted(invoices: Registre) -> None:
    owe(invoices, "F-1")

    assert "Compte : accès suspendu → rien à signaler." in words_of(invoices("hold", "F-1", *HELD))
    assert "Compte : rien à signaler → accès suspendu" in words_of(invoices("lift", "F-1", "--key", "L-1"))


def test_every_option_of_a_hold_that_cannot_be_read_is_told_at_once(invoices: Registre) -> None:
    owe(invoices, "F-1")
    words = ("--kind", "bof", "--until", "bientôt", "--key", "L", "--author", "A", "--reason", "R")

    answer = invoices("hold", "F-1", *words, "--json")

    assert [("--kind", "unknown-choice"), ("--until", "malformed-date")] == [
        (one["path"], one["code"]) for one in answer.complaint["problems"]
    ]


@pytest.mark.parametrize(
    "words, code",
    [
        (("pay", "F-1", "--key", "V", "--amount", "10 USD"), "currencies-mixed"),
        (("pay", "F-1", "--key", "V", "--amount", "0"), "amount-not-positive"),
        (("pay", "F-1", "--key", "", "--amount", "1"), "blank-text"),
        (("pay", "F-9", "--key", "V", "--amount", "1"), "invoice-not-found"),
        (("pay", "F-1", "--key", "VIR-1", "--amount", "11"), "key-reused"),
        (("refund", "F-1", "--payment", "VIR-9", "--key", "R"), "nothing-to-refund"),
        (("credit", "F-1", "--key", "A", "--amount", "101"), "credited-too-much"),
        (("lift", "F-1", "--key", "L-9"), "hold-not-running"),
    ],
)
def test_what_cannot_be_entered_says_why_and_changes_nothing(
    invoices: Registre, words: tuple[str, ...], code: str
) -> None:
    owe(invoices, "F-1")
    invoices("pay", "F-1", "--key", "VIR-1", "--amount", "10")
    before = invoices("show", "F-1", "--json").json

    refused(invoices(*words), code)

    assert before == invoices("show", "F-1", "--json").json


# ---- from a file -----------------------------------------------------------------------------------------------------

FILE = "Numéro;Émise le;Échéance;Montant\nF-1;01/03/2001;31/03/2001;1 234,50 €\nF-2;01/03/2001;31/12/2998;80\n"


def test_the_invoices_of_a_file_are_recorded_once(invoices: Registre, folder: Path) -> None:
    (folder / "factures.csv").write_bytes(FILE.encode("windows-1252"))

    first, again = (words_of(invoices("import", "factures.csv")) for _ in range(2))

    assert "2 factures sont enregistrées. Compte : rien à signaler → accès suspendu" in first
    assert "Aucune facture nouvelle. 2 factures y étaient déjà, sans différence. Compte : accès suspendu" in again


def test_a_program_hears_which_invoices_of_a_file_are_new(invoices: Registre, folder: Path) -> None:
    owe(invoices, "F-2", *ONE_DAY, total="80")
    (folder / "factures.csv").write_text(FILE, encoding="utf-8")

    said = invoices("import", "factures.csv", "--json").json

    assert (["F-1"], ["F-2"]) == tuple([one["number"] for one in said[some]] for some in ("new", "unchanged"))
    assert ("clear", "suspended") == (said["before"], said["standing"]["level"])


def test_every_problem_of_a_file_is_told_at_once_and_nothing_is_recorded(invoices: Registre, folder: Path) -> None:
    owe(invoices, "F-2")
    (folder / "factures.csv").write_text(f"{FILE}F-3;demain;;1,234\n", encoding="utf-8")

    answer = invoices("import", "factures.csv", "--json")

    assert (2, "invalid-input") == (answer.exit_code, answer.complaint["code"])
    assert [
        ("line 3.number", "invoice-number-taken"),
        ("line 4.due_on", "blank-text"),
        ("line 4.issued_on", "malformed-date"),
        ("line 4.total", "amount-ambiguous"),
    ] == [(one["path"], one["code"]) for one in answer.complaint["problems"]]
    assert "4 problèmes : ligne 3, numéro : " in answer.complaint["message"].translate({0xA0: " "})
    assert ["F-2"] == [one["number"] for one in invoices("list", "--json").json["invoices"]]


def test_a_file_that_is_far_too_large_is_not_read(
    invoices: Registre, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registre_cli.invoices.importing.MOST_BYTES", 10)
    (folder / "factures.csv").write_text(FILE, encoding="utf-8")

    refused(invoices("import", "factures.csv"), "document-too-large")


# ---- the night -------------------------------------------------------------------------------------------------------


def test_the_night_says_how_many_accounts_turned(invoices: Registre, registre: Registre) -> None:
    owe(invoices, "F-1")

    assert 0 == registre("nightly", DATABASE, "--json").json["standings"]
    assert "aucun compte n’a changé de situation" in words_of(registre("nightly", DATABASE))

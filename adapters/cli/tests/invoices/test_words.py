"""Money, levels and what happens to invoices, in French."""

from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from rich.console import Console, Group

from registre_cli import nightly
from registre_cli.invoices import words
from registre_cli.terminal import Words
from registre_core.billing import CLEAR, HoldKind, Level, MovementKind, Settlement, Standing
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.services.nightly import Night

CUT = Standing(Level.SUSPENDED, None, date(2026, 5, 20), InvoiceId(UUID(int=1)))


@pytest.mark.parametrize(
    "amount, currency, said",
    [
        ("0", "EUR", "0,00\u202f€"),
        ("1234.5", "EUR", "1\u202f234,50\u202f€"),
        ("1234567.89", "USD", "1\u202f234\u202f567,89\u202fUSD"),
        ("600", "XPF", "600\u202fXPF"),
        ("-12", "EUR", "\u221212,00\u202f€"),
    ],
)
def test_an_amount_is_written_as_in_france_and_in_one_piece(amount: str, currency: str, said: str) -> None:
    assert said == words.amount(Money.of(amount, currency))


@pytest.mark.parametrize("width", range(14, 40))
def test_no_line_of_a_terminal_ends_within_an_amount(width: int) -> None:
    paper = StringIO()
    said = f"Il reste {words.amount(Money.of(1234567, 'EUR'))} à régler."
    Console(file=paper, width=width).print(Group(Words(said)))

    assert words.amount(Money.of(1234567, "EUR")) in paper.getvalue()


def test_every_kind_of_everything_has_its_word() -> None:
    assert set(words.LEVELS) == set(Level)
    assert set(words.SETTLEMENTS) == set(Settlement)
    assert set(words.MOVEMENTS) == set(MovementKind)
    assert set(words.HOLDS) == set(HoldKind)


def test_an_account_says_where_it_stands_and_where_it_came_from() -> None:
    moved, stayed, cleared = (
        words.account(CUT, Level.OVERDUE, None),
        words.account(CUT, Level.SUSPENDED, None),
        words.account(CLEAR, Level.CLEAR, None),
    )

    assert "Compte\u00a0: échéance dépassée → accès suspendu depuis le 20/05/2026." == moved.plain
    assert "Compte\u00a0: accès suspendu depuis le 20/05/2026." == stayed.plain
    assert "Compte\u00a0: rien à signaler." == cleared.plain
    assert "red" in str(moved.style)


@pytest.mark.parametrize(
    "night, said",
    [
        (
            Night(date(2026, 6, 10), 0, 0),
            "aucune intervention en retard, aucun compte n’a changé de situation, aucun avis.",
        ),
        (
            Night(date(2026, 6, 10), 2, 3, (), 1),
            "interventions en retard dans 2 environnements, 1 compte a changé de situation, 3 avis mis en attente.",
        ),
        (
            Night(date(2026, 6, 10), 0, 1, (), 2),
            "aucune intervention en retard, 2 comptes ont changé de situation, 1 avis mis en attente.",
        ),
    ],
)
def test_a_night_says_what_it_found_and_how_many_accounts_turned(night: Night, said: str) -> None:
    assert f"Nuit du 10/06/2026\u00a0: {said}" == nightly.sentence(night)
    assert night.standings == nightly.described(night)["standings"]

"""Invoices from a file: all of them or none, and the same file twice is one."""

import pytest
from tests.usecases.ledgers import HER_MAIL, a_young_town, at, day, facts, kept, letters, pay, told
from tests.usecases.town import Town

from registre_core import Forbidden, InvalidInput
from registre_core.billing import Level
from registre_core.services.billing import Imported

HEADER = "numéro;date;échéance;montant"
THREE = (
    HEADER,
    "R-1;02/01/2026;10/03/2026;1 234,50 €",
    "R-2;02/01/2026;20/02/2026;80",
    "R-3;02/01/2026;30/06/2026;15,99",
)


@pytest.fixture
def young(town: Town) -> Town:
    return a_young_town(town)


def from_file(town: Town, *lines: str) -> Imported:
    return town.registre.billing.import_invoices(town.operator, "\n".join(lines).encode())


def told_of(refusal: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_every_line_is_an_invoice_in_the_order_of_the_file(young: Town) -> None:
    taken = from_file(young, *THREE)

    assert ["R-1", "R-2", "R-3"] == [invoice.number for invoice in taken.new]
    assert taken.new == tuple(young.registre.billing.numbered(young.operator, one.number) for one in taken.new)
    assert {day(0)} == {invoice.recorded_on for invoice in taken.new}
    assert () == taken.unchanged


def test_a_file_is_one_change_of_the_standing_and_one_letter_for_the_invoice_that_makes_it(young: Town) -> None:
    taken = from_file(young, *THREE)
    kinds = [entry.heading.kind for entry in young.entries()]

    assert [*["invoice-recorded"] * 3, "standing-changed"] == kinds[-4:]
    assert [str(taken.new[1].id)] == [fact["invoice"] for fact in facts(young, "standing-changed")]
    assert [(HER_MAIL, "overdue")] == [(letter.recipient, letter.facts["level"]) for letter in letters(young)]


def test_the_same_file_again_records_nothing_whatever_was_paid_since(young: Town) -> None:
    first = from_file(young, *THREE)
    paid = pay(young, first.new[0].id, "10")
    at(young, 3)
    before = young.kept()

    assert Imported((), (paid, *first.new[1:])) == from_file(young, *THREE)
    assert before == young.kept()


def test_a_longer_file_records_only_what_is_new(young: Town) -> None:
    first = from_file(young, *THREE[:2])
    second = from_file(young, *THREE)

    assert (["R-2", "R-3"], first.new) == ([invoice.number for invoice in second.new], second.unchanged)


def test_what_is_wrong_with_the_file_and_with_what_is_there_is_told_together_and_nothing_is_recorded(
    young: Town,
) -> None:
    from_file(young, *THREE[:2])
    before = young.kept()

    with pytest.raises(InvalidInput) as refusal:
        from_file(
            young,
            HEADER,
            "R-1;02/01/2026;10/03/2026;1 234,51",
            "R-4;02/01/2026;01/01/2026;-3",
            "R-5;02/01/2026;bientôt;3",
            "R-6;02/01/2026;20/02/2026;80",
        )

    assert [
        ("line 2.number", "invoice-number-taken"),
        ("line 3.total", "amount-negative"),
        ("line 3.due_on", "due-before-issue"),
        ("line 4.due_on", "malformed-date"),
    ] == told_of(refusal)
    assert before == young.kept()


def test_a_file_tells_first_of_the_days_that_passed_before_it(young: Town) -> None:
    from_file(young, HEADER, THREE[3])
    at(young, 151)
    from_file(young, HEADER, "R-9;01/07/2026;01/12/2026;3")

    assert ["due_soon", "overdue", "suspended"] == [level for _, _, level, _ in told(young)]
    record = kept(young)
    assert record is not None
    assert Level.SUSPENDED is record.standing.level


def test_whoever_waits_hears_how_far_it_is_and_may_give_up(young: Town) -> None:
    heard: list[tuple[int, int]] = []
    young.registre.billing.import_invoices(
        young.operator, "\n".join(THREE).encode(), progress=lambda done, total: heard.append((done, total))
    )
    assert ((1, 6), (6, 6)) == (heard[0], heard[-1])
    before = young.kept()

    def give_up(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        young.registre.billing.import_invoices(
            young.operator, f"{HEADER}\nR-9;02/01/2026;30/06/2026;1".encode(), progress=give_up
        )
    assert before == young.kept()


def test_who_may_not_import_is_told_so_before_the_file_is_read(young: Town) -> None:
    with pytest.raises(Forbidden) as refusal:
        young.registre.billing.import_invoices(young.mayor, b"\0\0\0")

    assert "operator-only" == refusal.value.code

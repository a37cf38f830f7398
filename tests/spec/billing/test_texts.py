"""The three banners, to the code point. Written twice: as people read them, and as what cannot be re-quoted unseen."""

import unicodedata
from datetime import date

import pytest
from tests.spec.billing.world import S2, an_invoice

from registre_core.billing import BUTTON, CLEAR, Banner, Colour, Level, Standing, standing

DAY = date(2026, 4, 9)

T1 = (
    "Vous avez une ou plusieurs factures dont l\u2019\u00e9ch\u00e9ance de r\u00e8glement est au 09/04/2026. "
    "Nous vous remercions de faire le n\u00e9cessaire pour que le r\u00e8glement nous parvienne "
    "dans le d\u00e9lai indiqu\u00e9"
)
T2 = (
    "Le r\u00e8glement d\u2019au moins une facture dont l\u2019\u00e9ch\u00e9ance est d\u00e9pass\u00e9e. "
    "Nous vous remercions de proc\u00e9der \u00e0 la r\u00e9gularisation de votre compte client "
    "dans les meilleurs d\u00e9lais afin d\u0027\u00e9viter la coupure de votre acc\u00e8s le 09/04/2026"
)
T3 = (
    "Malgr\u00e9 nos avertissements, le r\u00e8glement d\u2019au moins une de vos factures ne nous est pas parvenu. "
    "Votre acc\u00e8s est donc suspendu jusqu\u2019\u00e0 la r\u00e9gularisation de votre compte. "
    "Vous avez malgr\u00e9 tout la possibilit\u00e9, en fonction de vos droits, "
    "de g\u00e9n\u00e9rer la synth\u00e8se de votre/vos site(s)"
)

BANNERS = [
    # level, day named, colour, text, source
    (Level.DUE_SOON, DAY, Colour.ORANGE, T1, f"{S2}, T1"),
    (Level.OVERDUE, DAY, Colour.RED, T2, f"{S2}, T2"),
    (Level.SUSPENDED, None, Colour.RED, T3, f"{S2}, T3"),
]


@pytest.mark.parametrize("level, day, colour, text, source", BANNERS, ids=["T1", "T2", "T3"])
def test_each_banner_says_its_text_to_the_code_point(
    level: Level, day: date | None, colour: Colour, text: str, source: str
) -> None:
    banner = Standing(level, shown_on=day).banner

    assert Banner(colour, text, "r\u00e9gulariser mes factures") == banner, source


def test_the_texts_read_as_the_source_has_them() -> None:
    assert T1 == (
        "Vous avez une ou plusieurs factures dont l’échéance de règlement est au 09/04/2026. Nous vous remercions de "
        "faire le nécessaire pour que le règlement nous parvienne dans le délai indiqué"
    )
    assert T2 == (
        "Le règlement d’au moins une facture dont l’échéance est dépassée. Nous vous remercions de procéder à la "
        "régularisation de votre compte client dans les meilleurs délais afin d'éviter la coupure de votre accès le "
        "09/04/2026"
    )
    assert T3 == (
        "Malgré nos avertissements, le règlement d’au moins une de vos factures ne nous est pas parvenu. Votre accès "
        "est donc suspendu jusqu’à la régularisation de votre compte. Vous avez malgré tout la possibilité, en "
        "fonction de vos droits, de générer la synthèse de votre/vos site(s)"
    )


@pytest.mark.parametrize("level, day", [row[:2] for row in BANNERS], ids=["T1", "T2", "T3"])
def test_a_text_is_composed_and_holds_no_other_space_than_the_plain_one(level: Level, day: date | None) -> None:
    banner = Standing(level, shown_on=day).banner

    assert banner is not None
    assert banner.text == unicodedata.normalize("NFC", banner.text)
    assert {" "} == {sign for sign in banner.text if sign.isspace() or unicodedata.category(sign)[0] in "ZC"}


@pytest.mark.parametrize(
    "day, told",
    [(date(2026, 4, 9), "09/04/2026"), (date(2028, 2, 29), "29/02/2028"), (date(2027, 12, 31), "31/12/2027")],
)
def test_a_date_is_written_day_first_with_two_digits(day: date, told: str) -> None:
    for level in (Level.DUE_SOON, Level.OVERDUE):
        banner = Standing(level, shown_on=day).banner

        assert banner is not None
        assert told in banner.text


def test_nothing_is_said_while_it_is_clear() -> None:
    assert CLEAR.banner is None


def test_every_banner_carries_the_button_that_opens_the_invoices() -> None:
    assert [BUTTON] * 3 == [one.button for level in list(Level)[1:] if (one := Standing(level, DAY).banner)]


def test_an_invoice_that_is_due_brings_the_text_with_its_own_date() -> None:
    due = an_invoice()
    banner = standing((due,), on=due.due_on).banner

    assert banner is not None
    assert T1.replace("09/04/2026", "10/03/2026") == banner.text

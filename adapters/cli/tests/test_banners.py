"""Banners in their colours, where there are any, and to the letter everywhere."""

from io import StringIO

import pytest
from rich.console import Console

from registre_cli.banners import shown
from registre_core.billing import Banner, Colour
from registre_core.billing.tables import SUSPENDED_TEXT

RED, ORANGE = Banner(Colour.RED, SUSPENDED_TEXT), Banner(Colour.ORANGE, SUSPENDED_TEXT)


def drawn(banner: Banner, *, in_colour: bool, width: int = 60) -> str:
    """Draw a banner on a terminal of this width."""
    paper = StringIO()
    system = "256" if in_colour else None
    Console(file=paper, force_terminal=True, color_system=system, width=width).print(shown(banner))  # type: ignore[arg-type]  # a plain str
    return paper.getvalue()


def test_each_colour_is_one_that_a_terminal_shows() -> None:
    red, orange = (drawn(banner, in_colour=True) for banner in (RED, ORANGE))

    assert "48;5;160m" in red  # red behind it
    assert "48;5;208m" in orange


@pytest.mark.parametrize("width", [30, 60, 200])
def test_without_colours_a_frame_and_the_text_to_the_letter_are_left(width: int) -> None:
    said = drawn(RED, in_colour=False, width=width)

    assert "\x1b" not in said
    assert SUSPENDED_TEXT in " ".join(said.replace("┃", " ").split())


def test_who_may_not_see_invoices_gets_no_button() -> None:
    assert "[ régulariser mes factures ]" in drawn(RED, in_colour=False)
    assert "[" not in drawn(Banner(Colour.RED, SUSPENDED_TEXT, button=None), in_colour=False)

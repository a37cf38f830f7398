"""Banners, as a terminal can show them."""

from __future__ import annotations

from collections.abc import Mapping

from rich.align import Align
from rich.box import HEAVY
from rich.console import Group, RenderableType
from rich.panel import Panel

from registre_cli.terminal import Words
from registre_core.billing import Banner, Colour

_STYLES: Mapping[Colour, str] = {
    Colour.ORANGE: "black on dark_orange",
    Colour.RED: "bold bright_white on red3",
}


def shown(banner: Banner) -> RenderableType:
    """Draw a banner in its colour, its text to the letter, its button in the corner."""
    text = Words(banner.text)
    button = [Align.right(Words(f"[ {banner.button} ]"))] if banner.button else []
    return Panel(Group(text, *button), box=HEAVY, style=_STYLES[banner.colour], padding=(0, 1))

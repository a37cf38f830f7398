"""What this adapter offers to a host. Importing it loads no engine."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Renderer


def _open(_: str) -> Renderer:
    from registre_rendering_typst.renderer import TypstRenderer  # loaded only when chosen

    return TypstRenderer()


@hookimpl
def registre_renderers() -> list[Offer[Renderer]]:
    """Offer Typst."""
    return [Offer("typst", _open, "bons d’intervention, permis de feu et synthèses en PDF/A-3, par Typst")]

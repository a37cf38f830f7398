"""The `Renderer` port with Typst."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from uuid import UUID

import typst

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.zones import zone_of
from registre_core.ports.renderer import InterventionSlip, Printable, Rendered, Signable, SummarySheet
from registre_core.signatures import Spot
from registre_rendering_typst.desk import laid_out
from registre_rendering_typst.form import builtins
from registre_rendering_typst.letters import fonts
from registre_rendering_typst.permit import permit
from registre_rendering_typst.press import pdf
from registre_rendering_typst.slip import slip
from registre_rendering_typst.summary import DATA, summary

HOUSE, FORM, SUMMARY = (Path(__file__).with_name(f"{name}.typ") for name in ("house", "form", "summary"))
"""What everything looks like; how a form is laid out, and how a summary is."""


class TypstRenderer:
    """Prints slips, permits and summaries. Only its own templates and font are read, nothing is loaded from elsewhere.

    Raises:
        ConfigurationError: ``time-zone-data-missing``.
    """

    def __init__(self) -> None:
        zone_of()
        self._fonts = fonts()

    def render(self, printable: Printable) -> Rendered:
        return _summary(printable) if isinstance(printable, SummarySheet) else self._form(printable)

    def _form(self, printable: Signable) -> Rendered:
        form = slip(printable) if isinstance(printable, InterventionSlip) else permit(printable)
        inputs = {"form": json.dumps(builtins(form), ensure_ascii=False)}
        compiler = typst.Compiler(
            FORM, root=FORM.parent, font_paths=self._fonts, ignore_system_fonts=True, sys_inputs=inputs
        )
        try:
            content = pdf(compiler, int(printable.sheet.printed_at.astimezone(UTC).timestamp()))
            found = json.loads(compiler.query("<spot>", field="value"))
        except typst.TypstError as error:
            raise AdapterFailure("rendering-failed", f"Typst cannot print this: {error.message}") from error
        return Rendered(content, {SignatureId(UUID(one["id"])): _spot(one) for one in found})


def _summary(printable: SummarySheet) -> Rendered:
    midnight = int(datetime.combine(printable.summary.told_on, time(), UTC).timestamp())
    form = builtins(summary(printable))
    return Rendered(laid_out((SUMMARY, HOUSE), form, {DATA: printable.data}, midnight), {})


def _spot(one: dict[str, float]) -> Spot:
    left, top = one["x"], one["y"]
    return Spot(int(one["page"]), (left, top, left + one["width"], top + one["height"]))

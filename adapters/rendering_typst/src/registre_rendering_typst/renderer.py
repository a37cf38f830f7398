"""The `Renderer` port with Typst."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from uuid import UUID

import typst

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import SignatureId
from registre_core.ports.renderer import InterventionSlip, Printable, Rendered
from registre_core.signatures import Spot
from registre_rendering_typst.form import Form, builtins
from registre_rendering_typst.french import paris
from registre_rendering_typst.letters import fonts
from registre_rendering_typst.permit import permit
from registre_rendering_typst.slip import slip

TEMPLATE = Path(__file__).with_name("form.typ")
"""How a form is laid out."""

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
"""PDF/A-3 with its structure (ISO 19005-3, level A), which may carry files, and PDF/UA (ISO 14289-1)."""


class TypstRenderer:
    """Prints slips and permits. Nothing but its own template and font is read, nothing is loaded from elsewhere.

    Raises:
        ConfigurationError: ``time-zone-data-missing``.
    """

    def __init__(self) -> None:
        paris()
        self._fonts = fonts()

    def render(self, printable: Printable) -> Rendered:
        form = slip(printable) if isinstance(printable, InterventionSlip) else permit(printable)
        try:
            content, spots = self._compiled(form, int(printable.sheet.printed_at.astimezone(UTC).timestamp()))
        except typst.TypstError as error:
            raise AdapterFailure("rendering-failed", f"Typst cannot print this: {error.message}") from error
        return Rendered(content, spots)

    def _compiled(self, form: Form, timestamp: int) -> tuple[bytes, dict[SignatureId, Spot]]:
        told = json.dumps(builtins(form), ensure_ascii=False)
        compiler = typst.Compiler(
            TEMPLATE, root=TEMPLATE.parent, font_paths=self._fonts, ignore_system_fonts=True, sys_inputs={"form": told}
        )
        content = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
        if not isinstance(content, bytes):  # of other formats there would be a list
            raise TypeError("Typst gives a PDF as bytes")
        found = json.loads(compiler.query("<spot>", field="value"))
        return content, {SignatureId(UUID(one["id"])): _spot(one) for one in found}


def _spot(one: dict[str, float]) -> Spot:
    left, top = one["x"], one["y"]
    return Spot(int(one["page"]), (left, top, left + one["width"], top + one["height"]))

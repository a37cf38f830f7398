"""The electrical report as it comes back from other hands: turned, cut, locked, scanned, broken."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from tools.documents.electrical_findings import OBSERVATIONS, ON_FIRST_PAGE, Observation
from tools.documents.electrical_report import (
    CELL,
    TITLE,
    Places,
    draw_first_page,
    make_electrical_report,
    new_sheet,
)
from tools.documents.encryption import Aes256, rc4_40
from tools.documents.frames import Edges, Frame, framed
from tools.documents.truth import MadeDocument, Selection
from tools.documents.typesetting import A4, Block, Box, Style, as_read, joined

OWNER_PASSWORD = "exploitant"  # noqa: S105 # of files whose content is in this repository


def make_copies() -> list[MadeDocument]:
    """Make them all from the same drawing."""
    plain = make_plain_report()
    return [
        plain,
        _rotated_and_cropped(),
        *_encrypted(),
        _scan(),
        _scan_with_text(),
        *_damaged(plain),
    ]


def make_plain_report() -> MadeDocument:
    """Draw the report itself, as its author issued it."""
    content, first, second = make_electrical_report()
    return MadeDocument(
        "electrical_report.pdf",
        content,
        "the demo's report as issued: ruled table over two pages, metadata, language",
        pages=2,
        selections=(*_on_first_page(first), *_on_second_page(second)),
        observations=tuple(_told(observation) for observation in OBSERVATIONS),
    )


def _on_first_page(places: Places) -> list[Selection]:
    first, third = places["observation 1"], places["observation 3"]
    both = joined([first, third])
    return [
        Selection.of(places["title"], "title, large and bold"),
        Selection.of(first, "cell of four lines, a hyphenated line end, U+2019"),
        Selection.of(places["observation 2"], "coupe-feu broken at its own hyphen stays a compound"),
        Selection.of(places["observation 4"], "auto-nomie is one word"),
        Selection.of(places["reference 1"], "cell with a forced line end, § and no-break spaces"),
        Selection.of(places["observation 2"].only("calfeutrement", CELL), "one word in the middle of a line"),
        Selection.of(places["scope"], "justified paragraph"),
        Selection.of(places["Vérificatrice"], "æ in a name"),
        Selection.of(places["Adresse"], "Œ after an apostrophe"),
        Selection.across((first, third), both.text, "two rectangles, the row between them left out"),
    ]


def _on_second_page(places: Places) -> list[Selection]:
    chosen = {
        "observation 6": "œ in manœuvre",
        "observation 7": "guillemets with their no-break spaces",
        "result 4": "Ω after a no-break space",
        "opinion": "bold text in a tinted box: not an observation",
        "conclusion": "justified paragraph, a date",
        "footer": "page number in the footer",
    }
    return [Selection.of(places[name], note, page=2) for name, note in chosen.items()]


def _told(observation: Observation) -> dict[str, str | int]:
    return {
        "number": str(observation.number),
        "place": as_read(observation.place),
        "text": as_read(observation.text),
        "reference": as_read(observation.reference),
        "priority": observation.priority,
    }


# ---- turned and cut --------------------------------------------------------------------------------------------------

MARGINS: Edges = (40, 26, 31, 63)
FRAMES = (
    *(Frame(rotation) for rotation in (0, 90, 180, 270)),
    *(Frame(rotation, MARGINS) for rotation in (0, 90, 180, 270)),
    Frame(90, MARGINS, origin=(-120, 75)),
    Frame(270, origin=(-50, -30), crop_beyond=44),
)
OUTSIDE = Style(size=7)


def _rotated_and_cropped() -> MadeDocument:
    sheet = new_sheet()
    selections = []
    for page, frame in enumerate(FRAMES, start=1):
        places = draw_first_page(sheet, frame.matrix)
        sheet.line(-24, 97, "perdu", OUTSIDE)
        sheet.line(A4[0] + 4, 97, "perdu", OUTSIDE)
        selections += _upright_on(page, frame, places)
    return MadeDocument(
        "rotated_and_cropped.pdf",
        framed(sheet.finish(), FRAMES),
        "page 1 of the report ten times, upright on the screen every time: /Rotate 0, 90, 180, 270 without and with a "
        "CropBox, then a MediaBox that does not begin at 0, 0 and a CropBox larger than the MediaBox; the word «perdu» "
        "lies outside what is displayed",
        pages=len(FRAMES),
        selections=tuple(selections),
    )


def _upright_on(page: int, frame: Frame, places: Places) -> list[Selection]:
    cut = "CropBox" if frame.crop else "no CropBox"
    moved = f", origin {frame.origin[0]}, {frame.origin[1]}" if any(frame.origin) else ""
    note = f"/Rotate {frame.rotation}, {cut}{moved}"
    title = places["title"].box
    band = Box(0, title.top, A4[0], title.bottom)
    return [
        Selection.of(places["observation 1"], note, page=page),
        Selection(page, (band,), TITLE, f"{note}: from edge to edge, nothing from outside", 0),
    ]


# ---- locked ----------------------------------------------------------------------------------------------------------


def _encrypted() -> list[MadeDocument]:
    old = make_electrical_report(encryption=rc4_40("registre", OWNER_PASSWORD))
    new = make_electrical_report(encryption=Aes256("sésame", OWNER_PASSWORD, seed="sésame"))
    owner = make_electrical_report(encryption=Aes256("", OWNER_PASSWORD, seed="owner"))
    return [
        _locked("encrypted_rc4_40.pdf", old, "RC4, 40 bits: a user password is asked for", "registre"),
        _locked("encrypted_aes_256.pdf", new, "AES-256, revision 6; the user password has an accent", "sésame"),
        _locked(
            "encrypted_owner_only.pdf", owner, "AES-256, opens without a password; changes are not permitted", None
        ),
    ]


def _locked(name: str, made: tuple[bytes, Places, Places], note: str, password: str | None) -> MadeDocument:
    content, first, second = made
    selections = (
        Selection.of(first["observation 1"], "as in the plain report"),
        Selection.of(second["observation 6"], "as in the plain report", page=2),
    )
    return MadeDocument(name, content, note, pages=2, selections=selections, password=password)


# ---- scanned ---------------------------------------------------------------------------------------------------------

READABLE, COARSE = 200, 90
"""Dots per inch: enough for character recognition, and too few for it."""


def _scan() -> MadeDocument:
    sheet = new_sheet()
    places = draw_first_page(sheet)
    image = _scanned(sheet.finish(), READABLE)
    chosen = ("title", "observation 1", "observation 2", "observation 4", "scope")
    return MadeDocument(
        "scan.pdf",
        _image_page(image, ()),
        f"page 1 of the report as a grey image of {READABLE} dots per inch with some noise, and no text at all",
        pages=1,
        selections=tuple(Selection.of(places[name], "to be recognised", max_cer=0.05) for name in chosen),
        observations=tuple(_told(observation) for observation in ON_FIRST_PAGE),
    )


def _scan_with_text() -> MadeDocument:
    sheet = new_sheet()
    places = draw_first_page(sheet)
    placed = list(sheet.placed)
    image = _scanned(sheet.finish(), COARSE)
    chosen = ("title", "observation 1", "observation 2")
    return MadeDocument(
        "scan_with_text.pdf",
        _image_page(image, placed),
        f"page 1 of the report as an image of {COARSE} dots per inch under invisible text, as many scanners do",
        pages=1,
        selections=tuple(Selection.of(places[name], "invisible text over an image") for name in chosen),
        observations=tuple(_told(observation) for observation in ON_FIRST_PAGE),
    )


def _scanned(report: bytes, dpi: int) -> bytes:
    """Render the first page in grey, with noise that is the same every time, as a JPEG file."""
    pdf = pypdfium2.PdfDocument(report)
    page = pdf[0].render(scale=dpi / 72, grayscale=True).to_pil()
    pdf.close()
    noise = Image.frombytes("L", page.size, hashlib.shake_128(b"scanner").digest(page.width * page.height))
    out = io.BytesIO()
    Image.blend(page, noise, 0.06).save(out, "JPEG", quality=38, dpi=(dpi, dpi))
    return out.getvalue()


def _image_page(image: bytes, text: Sequence[tuple[Block, Style]]) -> bytes:
    sheet = new_sheet("Numérisation")
    sheet.begin_page()
    sheet.canvas.drawImage(ImageReader(io.BytesIO(image)), 0, 0, *A4)
    for block, style in text:
        sheet.line(block.box.left, block.box.top, block.lines[0], style, invisible=True)
    return sheet.finish()


# ---- broken ----------------------------------------------------------------------------------------------------------

JUNK = b"".join(b"X-Relay-%d: message passed on unchanged\r\n" % hop for hop in range(1, 16)) + b"\r\n"
"""What a mail relay may leave before the file: less than the 1,024 bytes in which ``%PDF-`` has to stand."""

NOTE_TO_SELF = "Rapport à demander de nouveau : le prestataire a joint son brouillon au lieu du fichier PDF.\n"


def _damaged(plain: MadeDocument) -> list[MadeDocument]:
    content = plain.content
    return [
        replace(
            plain,
            name="junk_before_header.pdf",
            content=JUNK + content,
            note=f"the report after {len(JUNK)} bytes of mail headers",
            selections=(plain.selections[1], plain.selections[-1]),
            observations=(),
        ),
        MadeDocument(
            "truncated.pdf",
            content[: len(content) * 6 // 10],
            "the first 60 % of the report's bytes: no cross-reference table, no trailer",
            pages=None,
            refused="truncated-pdf",
        ),
        MadeDocument("empty.pdf", b"", "no bytes at all", pages=None, refused="empty-file"),
        MadeDocument(
            "not_a_pdf.pdf", NOTE_TO_SELF.encode(), "a text file by another name", pages=None, refused="not-a-pdf"
        ),
    ]

"""What one increment writes into a document: a field, its stamp, and the evidence behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.content import AppearanceContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.stamp import BaseStampStyle

from registre_core.kernel.errors import InvalidInput
from registre_core.ports.sealer import Stamp
from registre_core.signatures import Spot


class Increment:
    """One seal more, as far as it can be written before it is signed.

    Args:
        reader: the document.
        stamp: what is added.
        drawn: what the stamp looks like, if the document has a box for it.
        boxes: where others will be added, if this is the first one.

    Raises:
        InvalidInput: ``not-sealable``: there is a seal of this name already, or a page is not there.
    """

    def __init__(self, reader: PdfFileReader, stamp: Stamp, drawn: bytes | None, boxes: dict[str, Spot]) -> None:
        self._reader, self._stamp, self._boxes = reader, stamp, boxes
        self.is_first = not reader.embedded_signatures
        """Whether nothing was sealed before: this one says then what may be added later, which is further seals."""
        self.style = None if drawn is None else DrawnStyle(drawn, stamp)
        """What pyHanko asks for the appearance."""

    def written(self) -> IncrementalPdfFileWriter:
        """Write the fields that are not there yet; the signature itself is pyHanko's."""
        writer = IncrementalPdfFileWriter.from_reader(self._reader)
        wanted = {**(self._boxes if self.is_first else {}), self._stamp.name: self._stamp.spot}
        known = dict(_fields(self._reader))
        if known.get(self._stamp.name):
            raise not_sealable(f"there is a seal called {self._stamp.name} already")
        add_fields(writer, {name: spot for name, spot in wanted.items() if name not in known})
        if self.style is None:
            _hang(writer, self._stamp)
        return writer

    def metadata(self) -> PdfSignatureMetadata:
        """Say what pyHanko writes beside the signature."""
        told = self._stamp
        reason = f"Signature recueillie le {told.signed_at:%Y-%m-%dT%H:%M:%S%z}"
        return PdfSignatureMetadata(
            field_name=told.name,
            md_algorithm="sha256",
            reason=reason,
            subfilter=SigSeedSubFilter.PADES,
            certify=self.is_first,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )


def _fields(reader: PdfFileReader) -> Iterator[tuple[str, bool]]:
    """Give the names of all signature fields, and whether they are filled."""
    for name, value, _ in enumerate_sig_fields(reader):
        yield name, value is not None


def _hang(writer: IncrementalPdfFileWriter, stamp: Stamp) -> None:
    """Hang the evidence of a seal that is drawn nowhere on an appearance that draws nothing."""
    box = generic.ArrayObject(generic.NumberObject(0) for _ in range(4))
    nothing = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": box}
    drawn = writer.add_object(generic.StreamObject(nothing, stream_data=b""))
    _attach(writer, drawn, stamp)
    for name, _, reference in enumerate_sig_fields(writer):
        if name == stamp.name:
            field = reference.get_object()
            field["/AP"] = generic.DictionaryObject({pdf_name("/N"): drawn})
            writer.update_container(field)


def _attach(writer: BasePdfFileWriter, drawn: generic.IndirectObject, stamp: Stamp) -> None:
    """Make the evidence the file that belongs to a drawing (ISO 32000-2, 14.13)."""
    data = embed.EmbeddedFileObject.from_file_data(writer, stamp.attachment, mime_type="application/json")
    name, relation = stamp.attachment_name, pdf_name("/Supplement")
    file = embed.FileSpec(name, name, data, "Preuve de la signature", relation)
    drawn.get_object()["/AF"] = generic.ArrayObject([writer.add_object(file.as_pdf_object())])


def not_sealable(said: str) -> InvalidInput:
    """Refuse a document."""
    return InvalidInput.at("content", "not-sealable", said)


def add_fields(writer: IncrementalPdfFileWriter, boxes: Mapping[str, Spot | None]) -> None:
    """Make an empty field for each seal; one without a spot is drawn nowhere."""
    for name, spot in boxes.items():
        box = _in_user_space(writer, spot) if spot else None
        append_signature_field(writer, SigFieldSpec(name, on_page=spot.page - 1 if spot else 0, box=box))


def _in_user_space(writer: IncrementalPdfFileWriter, spot: Spot) -> tuple[int, int, int, int]:
    """Turn a box around: PDF counts from the bottom, and pyHanko in whole points."""
    page = writer.prev.find_page_for_modification(spot.page - 1)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    _, bottom, _, top = (float(edge) for edge in page["/MediaBox"])
    x0, y0, x1, y1 = spot.box
    return round(x0), round(bottom + top - y1), round(x1), round(bottom + top - y0)


class Drawn(AppearanceContent):
    """The appearance of a seal: one page of another file, and the evidence as the file that belongs to it.

    The evidence hangs on the stamp, not in the document's own list of attachments: that list is part of what earlier
    seals cover, and whoever checks them finds it changed.
    """

    def __init__(self, writer: BasePdfFileWriter, box: BoxConstraints, picture: bytes, stamp: Stamp) -> None:
        super().__init__(writer, box)
        self._picture, self._stamp = picture, stamp

    def register(self) -> generic.IndirectObject:
        """Write it, and say where it is."""
        writer = self._ensure_writer
        drawn: generic.IndirectObject = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._picture)))
        _attach(writer, drawn, self._stamp)
        return drawn


class DrawnStyle(BaseStampStyle):
    """What pyHanko asks for the appearance of a seal."""

    def __init__(self, picture: bytes, stamp: Stamp) -> None:
        super().__init__()
        object.__setattr__(self, "_parts", (picture, stamp))  # its parent is frozen

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]) -> Any:  # noqa: ANN401, ARG002  # pyHanko takes whatever draws itself
        """Give the appearance."""
        return Drawn(writer, box, *self._parts)  # type: ignore[attr-defined]  # set above

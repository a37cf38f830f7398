"""What is refused before an engine touches the file, and what is not."""

import io

import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.testing.pdfs import Sheet, Text, pdf
from registre_reading_pdf import Limits, PdfPageReader

WHOLE = pdf("un", "deux")
UPDATE = b"\n7 0 obj\n<< /Type /Font"

COMPLETE = [
    (WHOLE, "as written"),
    (WHOLE + b"\n" * 2000, "followed by blank lines"),
    (WHOLE + b"\n-- \nEnvoi automatique, ne pas imprimer\n" * 90, "followed by a mail's signature"),
    (WHOLE.removesuffix(b"%%EOF\n"), "without the very last mark"),
    (b"HTTP/1.1 200 OK\r\n\r\n" + WHOLE, "after a server's header"),
    (WHOLE.replace(b"startxref", b"startxrfe"), "with a word misspelt, which engines mend"),
]
CUT = [
    (WHOLE[: len(WHOLE) // 2], "half of it"),
    (WHOLE[:-40], "without its index"),
    (WHOLE[:20], "hardly more than its name"),
    (WHOLE + UPDATE, "an update that did not arrive"),
]


def words(file: bytes, **limits: int) -> str:
    with PdfPageReader(Limits(**limits)).open(io.BytesIO(file)) as reading:
        return reading.text(1).characters


def code(file: bytes, **limits: int) -> str:
    with pytest.raises(InvalidInput) as refused:
        words(file, **limits)
    return refused.value.code


@pytest.mark.parametrize("file,_about", COMPLETE, ids=[row[1] for row in COMPLETE])
def test_a_whole_file_is_read(file: bytes, _about: str) -> None:
    assert words(file) == "un"


@pytest.mark.parametrize("file,_about", CUT, ids=[row[1] for row in CUT])
def test_a_file_whose_end_is_missing_is_not_read_in_part(file: bytes, _about: str) -> None:
    assert code(file) == "truncated-pdf"


def test_the_header_may_come_late_but_not_too_late() -> None:
    assert words(b" " * 1000 + WHOLE) == "un"
    assert code(b" " * 1100 + WHOLE) == "not-a-pdf"


def test_a_file_without_a_structure_is_damaged() -> None:
    assert code(b"%PDF-1.7\nrien\n%%EOF") == "damaged-pdf"


def test_a_page_that_is_not_there_is_damaged() -> None:
    assert code(WHOLE.replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 2 0 R]")) in {"damaged-page", "damaged-pdf"}


def test_an_unknown_encryption_is_named() -> None:
    locked = pdf("un", password="x").replace(b"/Filter /Standard", b"/Filter /Stambard")  # noqa: S106

    assert code(locked) == "unsupported-encryption"


def test_a_host_sets_its_own_limits() -> None:
    assert words(WHOLE, bytes=len(WHOLE), pages=2) == "un"
    assert code(WHOLE, bytes=len(WHOLE) - 1) == "file-too-large"
    assert code(WHOLE, pages=1) == "too-many-pages"


def test_a_large_file_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(WHOLE + bytes(10_000_000))
    with pytest.raises(InvalidInput), PdfPageReader(Limits(bytes=1000)).open(stream):
        pass

    assert stream.tell() == 1001


def test_a_page_without_an_area_is_still_a_page() -> None:
    page = Sheet((Text("nulle part"),), crop=(700, 900, 800, 950))
    with PdfPageReader().open(io.BytesIO(pdf(page))) as reading:
        assert reading.text(1).characters == ""
        assert reading.survey(1).is_blank
        with pytest.raises(InvalidInput) as refused:
            reading.render(1)

    assert refused.value.code == "region-off-page"

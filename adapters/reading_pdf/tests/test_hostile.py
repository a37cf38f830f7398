"""Files made to harm whoever reads them, written by hand: each is answered in time, and the host feels nothing.

Nothing of them is opened in this process: only workers do, under their limits.
"""

from __future__ import annotations

import io
import resource
import zlib
from collections.abc import Callable, Iterator, Mapping

import pytest
from attrs import evolve

from registre_core.kernel.errors import RegistreError
from registre_core.testing.pdfs import pdf
from registre_reading_pdf import Limits, PdfPageReader
from registre_reading_pdf.leases import LeasedReading
from registre_reading_pdf.nurseries import Nurseries
from registre_reading_pdf.workers import Workers

GOOD = pdf("Extincteur absent")
LIMITS = Limits(seconds=1, memory=512 * 1024 * 1024, workers=1)
PATIENT = evolve(LIMITS, seconds=20)
"""For a good file, on a machine that does much else."""
"""Half of what a host allows, so that a test costs half as much; the outcome is the same."""

ANSWERED = {
    "damaged-page",
    "damaged-pdf",
    "image-too-large",
    "pdf-engine-failed",
    "read",
    "reading-took-too-long",
    "reading-took-too-much-memory",
    "region-off-page",
    "too-many-characters",
    "too-many-pages",
}

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, dictionary: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), dictionary, data)


def packed(data: bytes, dictionary: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + dictionary)


def file(objects: Mapping[int, bytes]) -> bytes:
    """Lay objects out, without a table: engines find them all the same."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % item for item in sorted(objects.items()))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n"


def page(content: bytes, *, font: bytes = FONT, resources: bytes = b"", **others: bytes) -> bytes:
    """Write a file of one page; `others` are further objects, by name: ``o7`` is the object 7."""
    return file(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> %b >> >>" % resources,
            4: content,
            5: font,
            **{int(name[1:]): content for name, content in others.items()},
        }
    )


def forms(calls: int, depth: int) -> dict[str, bytes]:
    """Make forms that each draw the next one so many times."""
    made = {}
    for level in range(depth):
        following = b"/XObject << /X %d 0 R >>" % (11 + level)
        made[f"o{10 + level}"] = stream(
            b"/X Do " * calls, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %b >>" % following
        )
    made[f"o{10 + depth}"] = stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return made


def composite(widths: bytes = b"", mapping: bytes = b"") -> dict[str, bytes]:
    """Make the parts of a font with two bytes a letter."""
    return {
        "font": b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] "
        b"/ToUnicode 7 0 R >>",
        "o6": b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R %b >>" % widths,
        "o7": stream(mapping),
        "o8": b"<< /Type /FontDescriptor /FontName /A /Flags 4 >>",
    }


def mapping(entries: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        + entries
    )


def image(filter_: bytes, data: bytes, *, side: int = 100) -> dict[str, bytes]:
    dictionary = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter %b"
    )
    return {"resources": b"/XObject << /X 10 0 R >>", "o10": stream(data, dictionary % (side, side, filter_))}


SHOW = stream(b"BT /F1 12 Tf 72 720 Td <00010002000300040005> Tj ET")
DRAW = stream(b"500 0 0 500 20 20 cm /X Do")
CALL = {"resources": b"/XObject << /X 10 0 R >>"}
KIDS = b"<< /Type /Pages /Kids [%b] /Count %d >>"
HUGE = 2**31 - 1

HOSTILE: dict[str, Callable[[], bytes]] = {
    "forms that call each other a billion times": lambda: page(stream(b"/X Do"), **CALL, **forms(10, 9)),
    "a form that calls itself": lambda: page(
        stream(b"/X Do"),
        **CALL,
        o10=stream(
            b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>"
        ),
    ),
    "letters mapped by the two thousand million": lambda: page(
        SHOW, **composite(mapping=mapping(b"1 beginbfrange <00000000> <7fffffff> <0041> endbfrange"))
    ),
    "letters mapped one by one to nothing": lambda: page(
        SHOW, **composite(mapping=mapping(b"1 begincidrange <0000> <ffff> 2147483647 endcidrange " * 20_000))
    ),
    "widths by the two thousand million": lambda: page(
        SHOW, **composite(b"/W [0 %d 500 1 %d 600] /DW 1000" % (HUGE, HUGE))
    ),
    "bytes repeated to gigabytes": lambda: page(
        packed(zlib.compress(b"\x81\x20" * 8_000_000, 9), b"/Filter [/FlateDecode /FlateDecode /RunLengthDecode]")
    ),
    "nothing, packed three times": lambda: page(
        stream(
            zlib.compress(zlib.compress(zlib.compress(bytes(300_000_000), 9), 9), 9),
            b"/Filter [/FlateDecode /FlateDecode /FlateDecode]",
        )
    ),
    "objects in streams that hold each other": lambda: file(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            10: stream(b"2 0 11 9 << >> << >>", b"/Type /ObjStm /N 2 /First 9 /Extends 11 0 R"),
            11: stream(b"2 0 10 9 << >> << >>", b"/Type /ObjStm /N 2147483647 /First 9 /Extends 10 0 R"),
        }
    ),
    "pages whose parents are their children": lambda: file(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: KIDS % (b"3 0 R 2 0 R", 9),
            3: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
        }
    ),
    "as many pages as there are numbers": lambda: file(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: KIDS % (b"3 0 R", HUGE), 3: b"<< /Type /Page /Parent 2 0 R >>"}
    ),
    "an image of 60,000 by 60,000": lambda: page(
        DRAW, **image(b"/FlateDecode", zlib.compress(bytes(999)), side=60_000)
    ),
    "an image that is not one": lambda: page(
        DRAW, **image(b"/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(256)) * 9)
    ),
    "a fax that is not one": lambda: page(DRAW, **image(b"/JBIG2Decode", bytes(range(256)) * 40, side=9000)),
    "a photograph that is not one": lambda: page(
        DRAW, **image(b"/DCTDecode", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" * 99)
    ),
    "ten million strokes": lambda: page(packed(b"0 0 m 9 9 l S\n" * 3_300_000)),
    "a million brackets": lambda: page(stream(b"[" * 1_000_000)),
    "a dictionary a hundred thousand deep": lambda: page(
        SHOW, resources=b"/X " + b"<< /A " * 100_000 + b">>" * 100_000
    ),
    "a page that is its own content": lambda: page(b"[4 0 R 4 0 R 3 0 R]"),
    "an encryption of nothing": lambda: GOOD.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 >>"
    ),
    "a page as large as a country": lambda: page(SHOW).replace(b"[0 0 595 842]", b"[0 0 999999999999 999999999999]"),
    "letters as large as a country": lambda: page(
        stream(b"BT /F1 1000000000 Tf 0 0 Td (aaaa) Tj ET BT /F1 9 Tf 300000000 9 Td (bbbb) Tj ET")
    ).replace(b"[0 0 595 842]", b"[0 0 1000000000 1000000000]"),
    "letters on a page that is a line": lambda: page(stream(b"BT /F1 12 Tf 72 720 Td (aaaa) Tj ET")).replace(
        b"[0 0 595 842]", b"[0 0 595 842] /CropBox [700 900 800 950]"
    ),
    "a page that is no size": lambda: page(SHOW).replace(
        b"[0 0 595 842]", b"[-99999999999999999999999999999999999999999 0 9 nan]"
    ),
    "labels without an end": lambda: page(SHOW).replace(
        b"/Pages 2 0 R",
        b"/Pages 2 0 R /PageLabels << /Nums [0 << /P (%b) /S /r /St 2147483647 >>] >>" % (b"x" * 999_999),
    ),
    "half of a letter": lambda: page(
        SHOW,
        **composite(
            mapping=mapping(b"5 beginbfchar <0001> <d83d> <0002> <dd25> <0003> <d83d> <0004> <fffe> endbfchar")
        ),
    ),
    "a font drawn with itself": lambda: page(
        stream(b"BT /F1 12 Tf 72 720 Td (aaaa) Tj ET"),
        font=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
        b"/Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        o6=stream(b"9 0 d0 BT /F1 9 Tf (aaaaaaaaaa) Tj ET"),
    ),
    "a tint that computes itself": lambda: page(
        stream(b"/C cs 0.5 scn 0 0 500 500 re f"),
        resources=b"/ColorSpace << /C [/Separation /X 6 0 R 7 0 R] >>",
        o6=b"[/Separation /X 6 0 R 7 0 R]",
        o7=stream(b"{ " + b"dup " * 50_000 + b"}", b"/FunctionType 4 /Domain [0 1] /Range [0 1]"),
    ),
}

USES: dict[str, Callable[[LeasedReading], object]] = {
    "page": lambda reading: reading.page(1),
    "text": lambda reading: reading.text(1).clean,
    "rulings": lambda reading: reading.rulings(1),
    "survey": lambda reading: reading.survey(1),
    "picture": lambda reading: reading.render(1, dpi=72),
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(Nurseries())
    yield made
    made.close()


def outcome(use: Callable[[], object]) -> str:
    try:
        use()
    except RegistreError as refused:
        return refused.code
    return "read"


def outcomes(reader: PdfPageReader, written: bytes) -> set[str]:
    found = set[str]()

    def whole() -> None:
        with reader.open(io.BytesIO(written)) as reading:
            found.update(outcome(lambda: use(reading)) for use in USES.values())  # noqa: B023

    found.add(outcome(whole))
    return found


def memory() -> int:
    """Bytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_read_or_refused_and_the_next_one_is_read(
    make: Callable[[], bytes], workers: Workers
) -> None:
    reader, written = PdfPageReader(LIMITS, workers), make()
    before = memory()

    assert outcomes(reader, written) <= ANSWERED | {"unsupported-encryption", "password-required"}
    assert memory() - before < 100 * 1024 * 1024
    with PdfPageReader(PATIENT, workers).open(io.BytesIO(GOOD)) as reading:
        assert reading.text(1).characters == "Extincteur absent"

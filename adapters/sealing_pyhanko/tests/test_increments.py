"""What others than pyHanko say of a sealed document, and what may be added to it afterwards."""

import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.time_server import TimeServer

from registre_core.testing.contracts.sealer import SPOTS, sealed_by
from registre_sealing_pyhanko.keys import make_key
from registre_sealing_pyhanko.sealer import PyHankoSealer


@pytest.fixture(scope="module")
def sealer(tmp_path_factory: pytest.TempPathFactory, clock_tower: TimeServer) -> PyHankoSealer:
    address = f"pkcs12:{tmp_path_factory.mktemp('key')}/cachet.p12"
    make_key(address)
    return PyHankoSealer.at(f"{address}?tsa={clock_tower.address}")


@pytest.fixture(scope="module")
def sealed(sealer: PyHankoSealer) -> bytes:
    return sealed_by(sealer, "exploitant", "prestataire")


def told_by(pdfsig: str, content: bytes, folder: Path) -> list[str]:
    (folder / "sealed.pdf").write_bytes(content)
    run = subprocess.run([pdfsig, "-nocert", folder / "sealed.pdf"], check=False, capture_output=True, text=True)
    return [line.strip(" -") for line in run.stdout.splitlines()]


def validations(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.startswith("Signature Validation")]


def test_poppler_finds_both_seals_valid_and_the_last_one_around_all_of_it(
    sealed: bytes, pdfsig: str, tmp_path: Path
) -> None:
    told = told_by(pdfsig, sealed, tmp_path)

    assert ["Signature Validation: Signature is Valid."] * 2 == validations(told)
    assert 2 == told.count("Signature Type: ETSI.CAdES.detached")
    assert ["Not total document signed", "Total document signed"] == [
        line for line in told if "document signed" in line
    ]


def test_poppler_finds_a_changed_byte(sealed: bytes, pdfsig: str, tmp_path: Path) -> None:
    place = sealed.index(b"Bon d'intervention")
    told = told_by(pdfsig, sealed[:place] + b"X" + sealed[place + 1 :], tmp_path)

    assert ["Signature Validation: Digest Mismatch."] * 2 == validations(told)


def test_a_note_added_afterwards_is_found(sealer: PyHankoSealer, sealed: bytes) -> None:
    """An honest increment of somebody else: every byte that was sealed is still there, and yet it is not allowed."""
    noted = with_note(IncrementalPdfFileWriter(BytesIO(sealed)))

    assert noted.startswith(sealed)
    assert [False, False] == [seal.is_intact for seal in sealer.check(noted)]


@pytest.mark.parametrize("behind", [b"% vu", b"\n\n"])
def test_what_stands_behind_the_last_seal_is_found(sealer: PyHankoSealer, sealed: bytes, behind: bytes) -> None:
    """No reader shows it, and no seal covers it: poppler says so as well."""
    assert [True, True] == [seal.is_intact for seal in sealer.check(sealed)]
    assert [True, False] == [seal.is_intact for seal in sealer.check(sealed + behind)]


def test_other_metadata_behind_the_last_seal_is_found(sealer: PyHankoSealer, sealed: bytes) -> None:
    """PyHanko lets it pass as what archiving adds; but title and conformity are not anybody's to change."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(sealed))
    said: Any = {
        generic.pdf_name("/Type"): generic.pdf_name("/Metadata"),
        generic.pdf_name("/Subtype"): generic.pdf_name("/XML"),
    }
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(said, stream_data=b"<x/>"))
    writer.update_root()
    output = BytesIO()
    writer.write(output)

    assert [True, False] == [seal.is_intact for seal in sealer.check(output.getvalue())]


def with_note(writer: Any) -> bytes:  # noqa: ANN401  # pyHanko is annotated in parts
    """Put a note on the first page, as readers of PDF let anybody do."""
    note: Any = generic.DictionaryObject()  # type: ignore[no-untyped-call]  # pyHanko is annotated in parts
    note["/Type"] = generic.pdf_name("/Annot")
    note["/Subtype"], note["/Contents"] = generic.pdf_name("/Text"), generic.TextStringObject("payé")
    note["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (10, 10, 40, 40)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_the_first_seal_says_that_only_seals_may_follow(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as pdf:
        first = pdf.Root.Perms.DocMDP

        assert 2 == int(first.Reference[0].TransformParams.P)
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == list(SPOTS)


def test_a_stamp_fills_its_box_and_carries_its_evidence(sealed: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        filled = fields["prestataire"]
        evidence = filled.AP.N.AF[0]

        assert [310, 697, 548, 782] == [int(edge) for edge in filled.Rect]  # from the bottom of a page of 842 points
        assert pdf.pages[1].objgen == filled.P.objgen
        assert "/Supplement" == str(evidence.AFRelationship)
        assert b'"role":"prestataire"' in evidence.EF.F.read_bytes()
        assert "/V" not in fields["interlocuteur"]

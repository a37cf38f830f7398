"""Documents are stored before anything refers to them, and are what their bytes say."""

from io import BytesIO

import pytest
from attrs import evolve
from tests.usecases.town import Town, digest_of

from registre_core import Forbidden, InvalidInput, assemble
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.services.documents import media_type

PDF = b"%PDF-1.7 essai"

KINDS = [
    # what it is, first bytes, media type
    ("a PDF", b"%PDF-1.4\n", "application/pdf"),
    ("a PDF behind junk", b"\r\n\x00" * 300 + b"%PDF-1.4", "application/pdf"),
    ("a PDF that begins at the last moment", b" " * 1019 + b"%PDF-", "application/pdf"),
    ("a PDF that begins too late", b" " * 1020 + b"%PDF-", "application/octet-stream"),
    ("a PNG picture", b"\x89PNG\r\n\x1a\n...", "image/png"),
    ("a JPEG picture", b"\xff\xd8\xff\xe0...", "image/jpeg"),
    ("a JPEG picture that mentions PDF", b"\xff\xd8\xff\xe0 %PDF-1.4", "image/jpeg"),
    ("an archive with a PDF in it", b"PK\x03\x04 rapport.pdf %PDF-1.4", "application/zip"),
    ("a text", b"Rapport", "application/octet-stream"),
    ("nothing", b"", "application/octet-stream"),
]


@pytest.mark.parametrize("head, expected", [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_file_is_what_its_first_bytes_say(head: bytes, expected: str) -> None:
    assert expected == media_type(head)


def test_a_stored_document_is_referred_to_by_its_digest(town: Town) -> None:
    reference = town.registre.documents.store(
        town.mayor, BytesIO(PDF), name="essai.pdf", originality=Originality.ORIGINAL
    )

    assert DocumentRef(digest_of(PDF), len(PDF), "essai.pdf", "application/pdf", Originality.ORIGINAL) == reference
    with town.documents.open(town.workspace, reference.digest) as stream:
        assert PDF == stream.read()


def test_who_may_not_store_stores_nothing(town: Town) -> None:
    before = dict(town.documents.kept)

    with pytest.raises(Forbidden):
        town.registre.documents.store(town.holder("documents.consult"), BytesIO(PDF), name="essai.pdf")

    assert before == town.documents.kept


@pytest.mark.parametrize(
    "content, name, code",
    [(b"", "x", "empty-file"), (b"%PDF-" * 3, "x", "document-too-large"), (PDF, " ", "blank-text")],
)
def test_what_cannot_be_a_document_is_not_stored(town: Town, content: bytes, name: str, code: str) -> None:
    small = assemble(evolve(town.registre.ports, document_cap=len(PDF)))
    before = dict(town.documents.kept)

    with pytest.raises(InvalidInput) as refusal:
        small.documents.store(town.mayor, BytesIO(content), name=name)

    assert (code, before) == (refusal.value.code, town.documents.kept)


def test_the_largest_document_taken_is_taken(town: Town) -> None:
    small = assemble(evolve(town.registre.ports, document_cap=len(PDF)))

    assert len(PDF) == small.documents.store(town.mayor, BytesIO(PDF), name="x").size

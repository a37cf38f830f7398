"""Encrypted files of every age: the user's password reads, the owner's lifts what is forbidden, in both engines."""

import io
from typing import Literal

import pikepdf
import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.testing.pdfs import pdf
from registre_reading_pdf import PdfPageReader
from registre_reading_pdf.engine import opened
from registre_reading_pdf.opening import Limits
from registre_reading_pdf.reading import PdfReading
from registre_reading_pdf.second_opinion import second_opinion

Revision = Literal[2, 3, 4, 6]
REVISIONS: list[Revision] = [2, 3, 4, 6]
"""RC4 of 40 and 128 bits, AES of 128 and 256 (ISO 32000-2, table 21)."""

USER, OWNER = "sésame", "maître"


def encrypted(revision: Revision, *, user: str = USER, owner: str = OWNER, copying: bool = False) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Extincteur absent"))) as document:
        document.save(
            written,
            encryption=pikepdf.Encryption(
                R=revision,
                aes=revision > 3,
                metadata=revision > 3,
                user=user,
                owner=owner,
                allow=pikepdf.Permissions(extract=copying),
            ),
        )
    return written.getvalue()


def read(file: bytes, password: str | None) -> tuple[str, bool]:
    with PdfPageReader().open(io.BytesIO(file), password=password) as reading:
        return reading.text(1).characters, reading.may_be_copied


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_users_password_reads_and_the_owners_lifts_what_is_forbidden(revision: Revision) -> None:
    file = encrypted(revision)

    assert read(file, USER) == ("Extincteur absent", False)
    assert read(file, OWNER) == ("Extincteur absent", True)


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_anybody_may_open_needs_no_password(revision: Revision) -> None:
    file = encrypted(revision, user="")

    assert read(file, None) == read(file, "") == ("Extincteur absent", False)
    assert read(file, OWNER) == ("Extincteur absent", True)
    assert read(encrypted(revision, user="", copying=True), None) == ("Extincteur absent", True)


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("password,code", [(None, "password-required"), ("sesame", "password-wrong")])
def test_nobody_else_reads_it(revision: Revision, password: str | None, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(encrypted(revision), password)

    assert refused.value.code == code


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("password", [USER, OWNER])
def test_the_second_engine_opens_what_the_first_does(revision: Revision, password: str) -> None:
    file = encrypted(revision)
    with opened(file, password) as document:
        info = PdfReading(document, file, password, Limits()).page(1)
    page = second_opinion(info, file, password)

    assert page is not None
    assert page.characters == "Extincteur absent"

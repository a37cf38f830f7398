"""Checking seals: whether what they cover is as it was, whose they are, and when they were made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import x509
from attrs import evolve
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError, extract_certificate_info
from pyhanko.sign.validation import PdfSignatureStatus, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from registre_core.ports.sealer import FoundSeal
from registre_sealing_pyhanko.increments import not_sealable

WHOLE = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
"""What a seal must cover: all that was there when it was made."""

_DAMAGED = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError)
"""What pyHanko raises on files that are none, or were."""


@contextmanager
def opened(content: bytes) -> Iterator[PdfFileReader]:
    """Open a document.

    Raises:
        InvalidInput: ``not-sealable``: it is no whole PDF, or an encrypted one.
    """
    try:
        reader = PdfFileReader(BytesIO(content))
        if reader.encrypted:
            raise not_sealable("the document is encrypted")
        yield reader
    except (*_DAMAGED, SigningError) as error:
        raise not_sealable(f"this is no PDF file that can be sealed: {error}") from error


class Checker:
    """Checks without network: nothing is fetched, and nothing is asked.

    Args:
        certificate: whose seals are trusted.
        authority: who must vouch for time servers; any stamp that is right in itself counts otherwise.
    """

    def __init__(self, certificate: x509.Certificate, authority: x509.Certificate | None) -> None:
        self._certificate, self._authority = certificate, authority

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        """Check every seal of a document.

        Raises:
            InvalidInput: ``not-sealable``.
        """
        with opened(content) as reader:
            found = list(map(self._found, reader.embedded_regular_signatures))
            if found and not _is_covered(reader):
                found[-1] = evolve(found[-1], is_intact=False)
            return tuple(found)

    def last(self, content: bytes) -> FoundSeal:
        """Check the last seal alone: the one that was just made."""
        with opened(content) as reader:
            return self._found(reader.embedded_regular_signatures[-1])

    def _found(self, seal: EmbeddedPdfSignature) -> FoundSeal:
        name, evidence = _evidence(seal)
        try:
            status = validate_pdf_signature(seal, _relying_on(seal.signer_cert), _relying_on(self._voucher(seal)))
        except (SignatureValidationError, *_DAMAGED):
            return FoundSeal(seal.field_name, False, False, None, name, evidence)  # noqa: FBT003  # neither intact nor trusted
        is_ours = seal.signer_cert.sha256 == self._certificate.sha256
        return FoundSeal(seal.field_name, _is_intact(status), is_ours, self._stamped_at(status), name, evidence)

    def _voucher(self, seal: EmbeddedPdfSignature) -> x509.Certificate | None:
        """Tell who must vouch for the time: the authority that was named, or else the server itself."""
        stamps = extract_tst_data_iter(seal.signer_info, signed=False)
        return self._authority or next((extract_certificate_info(stamp).signer_cert for stamp in stamps), None)

    def _stamped_at(self, status: PdfSignatureStatus) -> datetime | None:
        stamp = status.timestamp_validity
        if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
            return None
        moment: datetime = stamp.timestamp
        return moment.astimezone(UTC)


def _is_covered(reader: PdfFileReader) -> bool:
    """Whether nothing stands behind the last signature: what no seal covers, anybody may have written."""
    coverage = reader.embedded_signatures[-1].evaluate_signature_coverage()
    return coverage is SignatureCoverageLevel.ENTIRE_FILE


def _relying_on(root: x509.Certificate | None) -> ValidationContext:
    """Let nobody vouch but this certificate. Whose seal it is, its digest tells; here only what it covers counts."""
    return ValidationContext(trust_roots=[root] if root else [], allow_fetching=False)


def _is_intact(status: PdfSignatureStatus) -> bool:
    return bool(status.intact and status.valid and status.docmdp_ok and status.coverage in WHOLE)


def _evidence(seal: EmbeddedPdfSignature) -> tuple[str | None, bytes | None]:
    """Take the evidence from the revision that the seal covers: nothing later counts. A stranger's seal has none."""
    then = seal.reader.get_historical_resolver(seal.signed_revision)
    place = seal.sig_field.get_container_ref()
    field = then.get_object(place)  # type: ignore[arg-type]  # a reference, unless it stands in the trailer
    try:
        file = field["/AP"]["/N"]["/AF"][0]
        return str(file["/UF"]), bytes(file["/EF"]["/F"].data)
    except (PdfError, KeyError, IndexError, TypeError):
        return None, None

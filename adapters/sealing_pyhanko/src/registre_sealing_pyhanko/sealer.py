"""The `Sealer` port with pyHanko: PAdES B-B, and B-T with a time server (ETSI EN 319 142-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from pyhanko.sign import PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimestampRequestError

from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput
from registre_core.plugins.key_files import read_key_file
from registre_core.ports.sealer import FoundSeal, Sealed, Stamp
from registre_core.signatures import Spot, TimeLevel
from registre_sealing_pyhanko.address import Address
from registre_sealing_pyhanko.checking import Checker, opened
from registre_sealing_pyhanko.drawing import Draughtsman
from registre_sealing_pyhanko.increments import Increment
from registre_sealing_pyhanko.keys import Key, certificate_of, key_at
from registre_sealing_pyhanko.times import PATIENCE, TimeServer

ROOM_FOR_TIME = 24 * 1024
"""Bytes left for a signature with a time stamp and the certificates of both: nobody knows before he asked."""


class PyHankoSealer:
    """A key that seals, or a certificate that only checks. Open one with `at`.

    Args:
        key: whose seal it is.
        times: where time stamps come from; without it the seals bear no time but the local clock's claim.
        checker: what tells good seals from others.
        now: tells the time by which a certificate has expired.
    """

    def __init__(
        self,
        key: Key,
        times: Callable[[], TimeServer] | None,
        checker: Checker,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._key, self._times, self._checker, self._now = key, times, checker, now
        self._draughtsman = Draughtsman()

    @classmethod
    def at(cls, address: str, *, patience: float = PATIENCE) -> PyHankoSealer:
        """Open a key: ``pkcs12:/etc/registre/cachet.p12?tsa=http://…``.

        Raises:
            ConfigurationError: ``malformed-seal-address``, ``key-not-found``, ``key-not-readable``, ``key-exposed``,
                ``malformed-seal``, ``passphrase-missing``.
        """
        told = Address.read(address)
        key, server = key_at(told), told.time_server
        authority = certificate_of(read_key_file(told.time_certificate)[0]) if told.time_certificate else None
        times = None if server is None else partial(TimeServer, server, patience=patience)
        return cls(key, times, Checker(key.certificate, authority))

    @property
    def time_level(self) -> TimeLevel:
        return TimeLevel.LOCAL if self._times is None else TimeLevel.STAMPED

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Mapping[str, Spot] | None = None) -> Sealed:
        signer = self._signer()
        drawn = self._draughtsman.draw(stamp, stamp.spot) if stamp.spot else None
        with opened(content) as reader:
            increment = Increment(reader, stamp, drawn, dict(boxes or {}))
            sealed = self._signed(signer, increment)
        self._require_good(sealed)
        return Sealed(sealed, self.time_level)

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        return self._checker.check(content)

    def _signer(self) -> SimpleSigner:
        if self._key.signer is None:
            said = "a certificate alone seals nothing: name the PKCS#12 file that has the private key, too"
            raise ConfigurationError("private-key-needed", said, {"signer": self._key.name})
        if self._now() >= self._key.expires_at:
            said = f"the certificate of the seal expired on {self._key.expires_at:%Y-%m-%d}: have it renewed"
            raise ConfigurationError("seal-expired", said, {"expired_on": f"{self._key.expires_at:%Y-%m-%d}"})
        return self._key.signer

    def _signed(self, signer: SimpleSigner, increment: Increment) -> bytes:
        times = self._times() if self._times else None
        room = None if times is None else 2 * ROOM_FOR_TIME  # they are written in hexadecimal
        pdf = PdfSigner(increment.metadata(), signer, timestamper=times, stamp_style=increment.style)
        try:
            signed = pdf.sign_pdf(increment.written(), existing_fields_only=True, bytes_reserved=room)
        except (OSError, TimestampRequestError) as error:
            raise _no_time(str(error)) from error
        return bytes(signed.getvalue())

    def _require_good(self, sealed: bytes) -> None:
        """Look at what was made, before anybody relies on it: a time server may stamp something else."""
        found = self._checker.last(sealed)
        if self._times and found.stamped_at is None:
            raise _no_time(
                "its stamp does not fit what was sealed, or the authority that was named does not vouch for it"
            )
        if not found.is_intact:
            raise InvalidInput.at("content", "not-sealable", "the seal that was made does not hold on this document")


def _no_time(system: str) -> AdapterFailure:
    said = f"the time server gave no time stamp, and nothing was sealed: {system}"
    return AdapterFailure("time-server-failed", said, retryable=True)

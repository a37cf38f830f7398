"""Keys that keep every promise but one."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import ClassVar
from unicodedata import normalize

from attrs import evolve

from registre_core.kernel.attestations import Attestation
from registre_core.testing.memory import PlainAttestor


class WrongAttestor(PlainAttestor):
    """A key that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class SignsOtherwise(WrongAttestor):
    """Signs something else than it verifies."""

    breaks = "ATT-1"

    def attest(self, content: bytes) -> Attestation:
        return super().attest(b"signed: " + content)


class NeedsItsPrivateHalf(WrongAttestor):
    """Verifies nothing for who has the public half alone."""

    breaks = "ATT-1"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return self.is_private and super().verify(content, attestation)


class RefusesNothing(WrongAttestor):
    """Takes no bytes for nothing to say."""

    breaks = "ATT-1"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return bool(content) and super().verify(content, attestation)


class SignsAPrefix(WrongAttestor):
    """Signs the first thousand bytes only."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(content[:1_000])


class IgnoresTheLastByte(WrongAttestor):
    """Signs all but the last byte."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(content[:-1])


class IgnoresTheFormat(WrongAttestor):
    """Signs what stands behind the first line, so that a bundle may pass for an anchor."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(content.partition(b"\n")[2] or content)


class StripsLineEnds(WrongAttestor):
    """Signs a text without what nobody sees at its end."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(content.rstrip())


class NormalisesText(WrongAttestor):
    """Signs a text in composed letters."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(normalize("NFC", content.decode(errors="surrogateescape")).encode("utf-8", "replace"))


class SignsTheLength(WrongAttestor):
    """Signs how long it is."""

    breaks = "ATT-2"

    def signature(self, content: bytes) -> bytes:
        return super().signature(b"%d" % len(content))


class VerifiesAnything(WrongAttestor):
    """Verifies whatever bears its name."""

    breaks = "ATT-2 ATT-3"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return attestation.signer == self.signer


class ComparesTheBeginning(WrongAttestor):
    """Looks at the first bytes of a signature."""

    breaks = "ATT-3"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        head = attestation.signature[:16]
        return len(head) == 16 and super().verify(content, evolve(attestation, signature=head + self._rest(content)))

    def _rest(self, content: bytes) -> bytes:
        return self.signature(content)[16:]


class RaisesItsOwn(WrongAttestor):
    """Fails where it should say no."""

    breaks = "ATT-3"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        if len(attestation.signature) != 32:
            raise ValueError("a signature has 32 bytes")
        return super().verify(content, attestation)


class VerifiesUnderTheKeyNamed(WrongAttestor):
    """Verifies with the key that the attestation brings along, not with its own."""

    breaks = "ATT-4"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return PlainAttestor.named(attestation.signer).verify(content, attestation)


class IgnoresTheName(WrongAttestor):
    """Verifies its signature whatever key the attestation names."""

    breaks = "ATT-4"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return super().verify(content, evolve(attestation, key=self.key))


class IgnoresTheAlgorithm(WrongAttestor):
    """Takes another algorithm for its own."""

    breaks = "ATT-4"

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        return super().verify(content, evolve(attestation, algorithm=self.algorithm))


class Nameless(WrongAttestor):
    """Tells its keys apart by nothing."""

    breaks = "ATT-5"

    def __init__(self, label: str = "a key") -> None:
        super().__init__("the same for all")


class CapitalName(WrongAttestor):
    """Writes its name otherwise than attestations do."""

    breaks = "ATT-5"

    @property
    def signer(self) -> str:
        return f"{self.algorithm}:{self.key.hex().upper()}"


class NewKeyEachTime(WrongAttestor):
    """Forgets its key when it is closed."""

    breaks = "ATT-1 ATT-5"
    opened = 0

    def __init__(self, label: str = "a key") -> None:
        type(self).opened += 1
        super().__init__(f"{label} {self.opened}")


class SignsWithoutItsKey(WrongAttestor):
    """Signs with the public half."""

    breaks = "ATT-6"

    def attest(self, content: bytes) -> Attestation:
        return Attestation(self.algorithm, self.key, self.signature(content))


class SharesItsDesk(WrongAttestor):
    """Puts down what it signs where another thread puts its own."""

    breaks = "ATT-7"
    desk = b""

    def attest(self, content: bytes) -> Attestation:
        if self.is_private:
            self.desk = content
            time.sleep(0.0001)
            content = self.desk
        return super().attest(content)


class ShortName(WrongAttestor):
    """Names a key by so little that others may bear the name, and be it."""

    breaks = "ATT-4"

    def __init__(self, label: str = "a key") -> None:
        super().__init__(label)
        self.key = sha256(self.key).digest()[:1]

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        key = attestation.key[:1]
        return super().verify(content, evolve(attestation, key=key))

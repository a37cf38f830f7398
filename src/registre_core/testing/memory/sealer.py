"""A key that seals, as far as tests need one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from registre_core.kernel.errors import AdapterFailure, InvalidInput
from registre_core.ports.sealer import FoundSeal, Sealed, Stamp
from registre_core.signatures import Spot, TimeLevel

MARK = b"%registre-plain-seal "
"""How its line in a file begins: a comment, which readers of PDF pass over."""

_SEAL = re.compile(rb"\n" + MARK + rb"(\S+) (\S+) (\S+) (\S+) (\S+) ([0-9a-f]{64})\nstartxref\n\d+\n%%EOF\n")


class PlainSealer:
    """A key whose seals anybody can make who knows its label: the same in every run, and worth nothing.

    Args:
        label: what tells its seals from those of others.
        time: gives the time of a server, or fails as one does; without it the seals bear no time.

    Example:
        >>> from registre_core.testing.pdfs import pdf
        >>> from registre_core.testing.printing import a_stamp
        >>> sealer = PlainSealer()
        >>> [seal.is_intact for seal in sealer.check(sealer.seal(pdf("Bon"), a_stamp()).content)]
        [True]
    """

    def __init__(self, label: str = "a key", *, time: Callable[[], datetime] | None = None) -> None:
        self.label, self.time = label, time

    @property
    def time_level(self) -> TimeLevel:
        return TimeLevel.LOCAL if self.time is None else TimeLevel.STAMPED

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Mapping[str, Spot] | None = None) -> Sealed:  # noqa: ARG002  # it needs none
        found = self.check(content)
        if stamp.name in {one.name for one in found}:
            raise _not_sealable(f"there is a seal called {stamp.name} already")
        told = [stamp.name.encode(), stamp.attachment_name.encode(), stamp.attachment, self._stamped()]
        line = b" ".join(part.hex().encode() or b"-" for part in (self.label.encode(), *told))
        digest = self.digest(self.label, content, line).encode()
        return Sealed(content + b"\n" + MARK + line + b" " + digest + b"\n" + _end(content), self.time_level)

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        if not content.startswith(b"%PDF-") or b"/Encrypt" in content or not content.rstrip().endswith(b"%%EOF"):
            raise _not_sealable("this is no whole PDF file, or an encrypted one")
        seals = tuple(_SEAL.finditer(content))
        behind = (*(seal.start() for seal in seals[1:]), len(content))
        return tuple(self._found(content, seal, end) for seal, end in zip(seals, behind, strict=False))

    def digest(self, label: str, before: bytes, line: bytes) -> str:
        """Compute what stands for a signature."""
        return sha256(label.encode() + before + line).hexdigest()

    def _stamped(self) -> bytes:
        return b"" if self.time is None else self.time().isoformat().encode()

    def _found(self, content: bytes, seal: re.Match[bytes], end: int) -> FoundSeal:
        """Read one seal; nothing stands between it and the next one, or the end."""
        label, name, called, evidence, stamped = map(_unpacked, seal.groups()[:5])
        signed = self.digest(label.decode(), content[: seal.start()], b" ".join(seal.groups()[:5]))
        is_intact = signed.encode() == seal[6] and seal.end() == end
        at = datetime.fromisoformat(stamped.decode()) if stamped else None
        return FoundSeal(name.decode(), is_intact, label.decode() == self.label, at, called.decode(), evidence)


def failing_time() -> datetime:
    """Fail as a time server does that cannot be reached."""
    said = "the time server cannot be reached, and nothing was sealed"
    raise AdapterFailure("time-server-failed", said, retryable=True)


def _unpacked(part: bytes) -> bytes:
    return b"" if part == b"-" else bytes.fromhex(part.decode())


def _end(content: bytes) -> bytes:
    """Repeat the end of the file, which readers look for."""
    return content[content.rindex(b"startxref") :].rstrip() + b"\n"


def _not_sealable(said: str) -> InvalidInput:
    return InvalidInput.at("content", "not-sealable", said)

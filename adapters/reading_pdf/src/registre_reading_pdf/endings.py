"""How a worker ended, and what that tells the one who asked."""

from __future__ import annotations

import signal

from attrs import frozen

from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_reading_pdf.opening import Limits

IDLE = 0
"""How a worker leaves that nobody asked for a while, or whose host is gone."""

OUT_OF_MEMORY = 77
"""How a worker leaves that ran out of memory, and could tell."""

TIME_IS_UP = getattr(signal, "SIGXCPU", None)
"""How the kernel ends a process that computed too long."""

KILLED = getattr(signal, "SIGKILL", None)
"""How it ends one when the machine has no memory left: nobody else kills a worker before it is given up."""


@frozen
class Ending:
    """How a process ended."""

    code: int
    """Its own exit code; negative: the signal that ended it, as `subprocess` has it."""
    peak: int = 0
    """Bytes of memory it held at most, where the system tells."""

    @property
    def was_idle(self) -> bool:
        """Whether it went by itself, with nothing to do."""
        return self.code == IDLE

    def reason(self, limits: Limits, page: int | None) -> RegistreError:
        """Tell why there is no answer.

        pdfium ends itself when it gets no memory, just as when it finds itself broken: how much it held tells which.
        """
        if TIME_IS_UP is not None and self.code == -TIME_IS_UP:
            return too_long(limits, page)
        is_full = self.code < 0 and self.peak > limits.memory // 2
        if is_full or self.code == OUT_OF_MEMORY or (KILLED is not None and self.code == -KILLED):
            return _too_large(limits, page)
        return engine_failed(page)


def too_long(limits: Limits, page: int | None) -> InvalidInput:
    """Tell that an answer took too long."""
    said = f"it was not read within {limits.seconds:g} seconds: export the document again, or raise the limit"
    seconds = round(limits.seconds)
    return InvalidInput.at(_where(page), "reading-took-too-long", said, **_facts(page), seconds=seconds)


def engine_failed(page: int | None) -> AdapterFailure:
    """Tell that the engine ended, or spoke nonsense."""
    where = f"on page {page}" if page else "on opening the document"
    return AdapterFailure("pdf-engine-failed", f"the PDF engine failed {where}", _facts(page))


def _too_large(limits: Limits, page: int | None) -> InvalidInput:
    said = f"it was not read within {limits.memory} bytes of memory: export the document again, or raise the limit"
    facts = {**_facts(page), "limit": limits.memory}
    return InvalidInput.at(_where(page), "reading-took-too-much-memory", said, **facts)


def _where(page: int | None) -> str:
    return "page" if page else "document"


def _facts(page: int | None) -> dict[str, int]:
    return {"page": page} if page else {}

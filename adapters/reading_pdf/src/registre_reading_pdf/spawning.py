"""Workers that are started afresh, one by one: where no process can be forked, or no file handed over."""

from __future__ import annotations

import subprocess
import tempfile

from attrs import define

from registre_reading_pdf.endings import Ending
from registre_reading_pdf.lines import Gone, PipeLine, TooLate
from registre_reading_pdf.orders import READY
from registre_reading_pdf.spool import Document
from registre_reading_pdf.starting import PATIENCE, not_started, said, started


@define(eq=False)
class Spawned:
    """A worker that was started afresh."""

    line: PipeLine
    """Where it is spoken to."""
    content: bytes
    """It sees no file of its host, and is told the document."""
    _process: subprocess.Popen[bytes]

    @property
    def is_waiting(self) -> bool:
        """Whether it is there; what it says, it says when asked."""
        return self._process.poll() is None

    def end(self) -> Ending:
        """End it unless it has ended, and tell how it did."""
        self._process.kill()
        code = self._process.wait()
        self.line.close()
        return Ending(code)

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""
        self._process.returncode = 0  # it is another's child
        self.line.close()


@define(eq=False)
class Spawner:
    """Starts a Python for each document, which takes a fifth of a second."""

    def raised(self, document: Document) -> Spawned:
        """Make a worker for a document.

        Raises:
            AdapterFailure: ``pdf-worker-not-started``.
            InvalidInput: ``reading-closed``.
        """
        content = document.content()
        with tempfile.TemporaryFile(prefix="registre-") as errors:
            process = started("worker", "", pipes=subprocess.PIPE, errors=errors)
            child = Spawned(PipeLine(process.stdout, process.stdin, process.kill), content, process)  # type: ignore[arg-type]  # asked for
            child.line.until(PATIENCE)
            try:
                if child.line.receive(len(READY)) == READY:
                    child.line.until(None)
                    return child
            except (Gone, TooLate):
                pass
            child.end()
            raise not_started(said(errors))

    def close(self) -> None:
        """Nothing was started for them all."""

    def abandon(self) -> None:
        """Nothing was."""

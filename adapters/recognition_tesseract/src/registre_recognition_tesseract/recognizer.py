"""The `TextRecognizer` port with the command ``tesseract``."""

from __future__ import annotations

import re
import shutil
from functools import cached_property
from typing import Self

from attrs import frozen

from registre_core.extraction import Recognition
from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput
from registre_recognition_tesseract.command import USUAL, Limits, Printed, TookTooLongError, run
from registre_recognition_tesseract.pictures import not_a_picture, refuse_picture, too_large, too_slow
from registre_recognition_tesseract.table import recognition

COMMAND = "tesseract"

FRENCH = "fra"
"""Reports are written in it."""

ADDRESS = re.compile(r"tesseract(?::(?P<language>[a-z]{3}(?:_[a-z]+)?(?:\+[a-z]{3}(?:_[a-z]+)?)*))?")

VERSION = re.compile(rb"tesseract v?(\S+)")

QUOTED = 200
"""Bytes of what the command complains of that are passed on."""

WHOLE_PAGE, ONE_BLOCK = "3", "6"
"""How the command looks at a picture (``--psm``): it tells columns apart, or takes all for one block of text."""

UNREADABLE = re.compile(rb"(?i)libpng|pixRead")
"""What the command complains of when the picture is to blame."""

NO_MEMORY = re.compile(rb"bad_alloc|(?i:alloc\w* fail)|(?i:memory)")
"""What it complains of when there was not enough for this one."""


@frozen(slots=False)
class TesseractRecognizer:
    """Starts one command a picture, which can be ended and cannot harm its host."""

    language: str = FRENCH
    """The languages whose words are known, joined by ``+``."""
    limits: Limits = USUAL
    """What one picture may cost."""

    @classmethod
    def at(cls, address: str) -> Self:
        """Build one from its address: ``tesseract`` for French, ``tesseract:fra+eng`` for two languages.

        Raises:
            ConfigurationError: ``malformed-recognizer-address``.
        """
        found = ADDRESS.fullmatch(address)
        if found is None:
            said = f"a recognizer is written tesseract, or tesseract:fra+eng for two languages, not {address}"
            raise ConfigurationError("malformed-recognizer-address", said, {"address": address})
        return cls(found["language"] or FRENCH)

    @cached_property
    def engine(self) -> str:
        printed = self._run("--version")
        found = VERSION.search(printed.output or printed.complaints)
        if found is None:
            raise _failed(printed)
        return f"{COMMAND} {found[1].decode()}"

    def check(self) -> None:
        missing = [language for language in self.language.split("+") if language not in self._installed]
        if missing:
            del self.__dict__["_installed"]  # it may be there by the time of the next question
            packages = " ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in missing)
            said = f"tesseract lacks the data of {' '.join(missing)}: apt-get install {packages}"
            raise ConfigurationError(
                "language-not-installed", said, {"languages": " ".join(missing), "install": packages}
            )

    @cached_property
    def _installed(self) -> frozenset[str]:
        """The languages there is data of: asked once."""
        printed = self._run("--list-langs")
        if printed.exit_code:
            raise _failed(printed)
        return frozenset(printed.output.decode(errors="replace").splitlines()[1:])

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        refuse_picture(picture, self.limits.pixels)
        self.check()
        mode = WHOLE_PAGE if is_page else ONE_BLOCK
        asked = f"- - -l {self.language} --psm {mode} --dpi {dpi} -c tessedit_create_tsv=1".split()
        printed = self._run(*asked, picture=picture)
        if printed.exit_code:
            raise self._refusal(printed)
        try:
            return recognition(printed.output.decode(errors="replace"))
        except ValueError as error:
            raise AdapterFailure("recognizer-failed", f"{COMMAND} printed no table of words") from error

    def _refusal(self, printed: Printed) -> InvalidInput | AdapterFailure:
        if NO_MEMORY.search(printed.complaints):
            return too_large(self.limits.memory)
        return not_a_picture() if UNREADABLE.search(printed.complaints) else _failed(printed)

    def _run(self, *asked: str, picture: bytes | None = None) -> Printed:
        command = shutil.which(COMMAND)
        if command is None:
            said = f"the command {COMMAND} is not installed: apt-get install tesseract-ocr tesseract-ocr-fra"
            raise ConfigurationError("recognizer-not-installed", said, {"command": COMMAND})
        try:
            return run([command, *asked], self.limits, picture)
        except TookTooLongError as error:
            raise too_slow(self.limits.seconds) from error
        except OSError as error:
            raise AdapterFailure("recognizer-failed", f"{command} cannot be started: {error.strerror}") from error


def _failed(printed: Printed) -> AdapterFailure:
    said = f"{COMMAND} ended with {printed.exit_code}: {printed.complaints[:QUOTED].decode(errors='replace').strip()}"
    return AdapterFailure("recognizer-failed", said, {"exit_code": printed.exit_code})
